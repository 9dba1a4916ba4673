//! Where the service worker sends a reader without a network whose page it doesn't have.

use crate::language::Language;
use crate::page::Page;
use crate::rooms;
use charts::escape;
use words::offline;

/// The page itself, which `www/sw.js` knows by its path.
pub(crate) fn page(language: Language) -> Page {
    language.speak();
    Page {
        path: language.path("offline/"),
        title: offline::title().to_owned() + " · Interleave",
        description: offline::description().to_owned(),
        program: None,
        class: "",
        styles: &["prose"],
        main: main(language),
    }
}

fn main(language: Language) -> String {
    let rooms = rooms::header().map(|room| (room.path, room.title));
    let own = language.path("offline/");
    let link = |(path, title): (&str, rooms::Says)| {
        let href = Page::link_from(&own, &language.path(path));
        format!("<li><a href=\"{href}\">{}</a></li>\n", escape(title()))
    };
    let [title, about, scenarios] = [offline::title(), offline::about(), offline::scenarios()].map(escape);
    let links: String = rooms.chain(rooms::FOOTER.iter().copied()).map(link).collect();
    format!(
        "<article class=\"prose\">\n<h1>{title}</h1>\n<p>{about}</p>\n<ul>\n{links}</ul>\n<p>{scenarios}</p>\n</article>"
    )
}

#[cfg(test)]
mod tests {
    use super::{Language, page};
    use crate::rooms;

    #[test]
    fn every_room_is_a_link() {
        for language in Language::all() {
            let page = page(language);
            for room in rooms::header() {
                let href = format!("href=\"{}\"", page.link(&language.path(room.path)));
                assert!(page.main.contains(&href), "{href} in {}", page.main);
            }
        }
        assert!(page(Language::of("zh/")).main.contains("href=\"../../zh/playground/\""));
    }
}
