//! The playground, with everything at once.

fn main() {
    ui::mount::<ui::StudioPage>();
}
