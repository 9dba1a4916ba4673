//! The playground: everything at once.

fn main() {
    ui::mount::<ui::StudioPage>();
}
