//! The embed builder.

fn main() {
    ui::mount::<ui::EmbedPage>();
}
