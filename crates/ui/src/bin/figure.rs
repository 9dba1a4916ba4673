//! The figures of a lesson, and what fills a frame in another page.

fn main() {
    ui::mount_figures();
}
