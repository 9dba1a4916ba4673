//! Where the service worker sends a reader without a network whose page it doesn't have.

use crate::page::Page;
use crate::rooms;
use charts::escape;

/// The page itself, which `www/sw.js` knows by its path.
pub(crate) fn page() -> Page {
    Page {
        path: "offline/".to_owned(),
        title: "No network · Interleave".to_owned(),
        description: "What can be read and run without a network.".to_owned(),
        program: None,
        class: "",
        styles: &["prose"],
        main: main(),
    }
}

fn main() -> String {
    let rooms = rooms::header().map(|room| (room.path, room.title));
    let link = |(path, title): (&str, rooms::Says)| {
        format!("<li><a href=\"../{path}\">{}</a></li>\n", escape(title()))
    };
    let links: String = rooms.chain(rooms::FOOTER.iter().copied()).map(link).collect();
    format!(
        "<article class=\"prose\">\n<h1>No network</h1>\n\
         <p>The page you asked for is not on this device, and there is no network to fetch it from. \
         These pages work without one, measuring included, once there was time to keep them here:</p>\n\
         <ul>\n{links}</ul>\n\
         <p>A scenario’s own page is kept when you visit it; the playground makes every scenario.</p>\n</article>"
    )
}

#[cfg(test)]
mod tests {
    use super::page;
    use crate::rooms;

    #[test]
    fn every_room_is_a_link() {
        let main = page().main;
        for room in rooms::header() {
            assert!(main.contains(&format!("href=\"../{}\"", room.path)), "{}", room.path);
        }
    }
}
