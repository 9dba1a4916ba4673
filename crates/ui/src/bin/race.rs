//! The home page and a page for each scenario of the library.

fn main() {
    ui::mount::<ui::RacePage>();
}
