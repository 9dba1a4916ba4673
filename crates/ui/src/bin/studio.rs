//! The playground, with everything at once, and the embed builder.

fn main() {
    if ui::is_page("embed") {
        ui::mount::<ui::EmbedPage>();
    } else {
        ui::mount::<ui::StudioPage>();
    }
}
