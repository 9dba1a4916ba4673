//! What others read of a page: a card where its link is shown, and where it is embedded, its frame.
//!
//! Most of that has to be an absolute address, which is known only to a build with `--url`. Without it a page still
//! names its card, which those who fetch it from the page's own folder find.

use crate::language::{Language, english, versions};
use crate::page::Page;
use charts::escape;
use model::Preset;
use std::fs;
use std::path::Path;

/// A card's size, in pixels (`xtask/posters`).
pub(crate) const CARD: (u32, u32) = (1200, 630);

/// The folder of what fills frames in other pages: found through the page of its scenario, not by itself.
const FRAMES: &str = "widget/";

/// Where the site will be, if that is known, and which cards it has.
pub(crate) struct Social {
    site: Option<String>,
    cards: Vec<String>,
}

impl Social {
    /// Looks which cards there are in the site's `folder`; `site` is its absolute address with a `/` at its end.
    pub(crate) fn read(folder: &Path, site: Option<String>) -> Self {
        let entries = fs::read_dir(folder.join("cards")).into_iter().flatten().filter_map(Result::ok);
        let cards = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        Self { site, cards }
    }

    /// The site's absolute address, if it is known.
    pub(crate) fn site(&self) -> Option<&str> {
        self.site.as_deref()
    }

    /// The elements of the page's head, one a line.
    pub(crate) fn tags(&self, page: &Page) -> String {
        let title = page.title.trim_end_matches(" · Interleave");
        let mut tags = vec![
            property("og:type", "website"),
            property("og:site_name", "Interleave"),
            property("og:title", title),
            property("og:description", &page.description),
        ];
        if let Some(card) = self.card(page) {
            tags.push(property("og:image", &card));
            tags.push(property("og:image:type", "image/png"));
            tags.push(property("og:image:width", &CARD.0.to_string()));
            tags.push(property("og:image:height", &CARD.1.to_string()));
            tags.push(property("og:image:alt", &words::pages::picture(title)));
            tags.push("<meta name=\"twitter:card\" content=\"summary_large_image\">".to_owned());
        }
        tags.extend(self.addresses(page, title));
        tags.join("\n    ")
    }

    /// What only an absolute address can say.
    fn addresses(&self, page: &Page, title: &str) -> Vec<String> {
        let Some(site) = &self.site else { return Vec::new() };
        let address = [site.as_str(), &listed(&page.path)].concat();
        let mut tags = vec![
            property("og:url", &address),
            format!("<link rel=\"canonical\" href=\"{}\">", escape(&address)),
        ];
        let versions: Vec<_> = versions(&page.path).collect();
        tags.extend(versions.iter().filter(|_| versions.len() > 1).map(|(language, path)| {
            let address = escape(&[site.as_str(), path].concat());
            format!("<link rel=\"alternate\" hreflang=\"{}\" href=\"{address}\">", language.tag)
        }));
        tags.extend(shown(&page.path).filter(|_| page.path.starts_with("scenarios/")).map(|name| {
            format!(
                "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{}oembed/{name}.json\" title=\"{}\">",
                escape(site),
                escape(title)
            )
        }));
        tags
    }

    /// The page's own card, or the home page's.
    fn card(&self, page: &Page) -> Option<String> {
        let own = page.path.trim_end_matches('/').rsplit('/').next().filter(|name| !name.is_empty());
        let has = |name: &&str| self.cards.iter().any(|card| card.strip_suffix(".png") == Some(name));
        let name = own.filter(has).or_else(|| Some("race").filter(has))?;
        let start = self.site.clone().unwrap_or_else(|| page.root());
        Some([&start, "cards/", name, ".png"].concat())
    }
}

/// The path of the page that is to be found in the place of one that fills frames.
fn listed(path: &str) -> String {
    match english(path).strip_prefix(FRAMES) {
        Some("") => Language::of(path).path(""),
        Some(name) => ["scenarios/", name].concat(),
        None => path.to_owned(),
    }
}

/// The name of the library's scenario that a path ends in.
fn shown(path: &str) -> Option<&'static str> {
    let name = path.trim_end_matches('/').rsplit('/').next()?;
    Preset::from_name(name).map(|preset| preset.name)
}

fn property(name: &str, content: &str) -> String {
    format!("<meta property=\"{name}\" content=\"{}\">", escape(content))
}

#[cfg(test)]
mod tests {
    use super::Social;
    use crate::page::Page;

    const SITE: &str = "https://example.org/a/";

    fn social(site: Option<&str>) -> Social {
        let cards = ["race.png", "convoy.png", "gil.png"].map(str::to_owned).to_vec();
        Social { site: site.map(str::to_owned), cards }
    }

    fn page(path: &str) -> Page {
        Page {
            path: path.to_owned(),
            title: "\"><script>a · Interleave".to_owned(),
            description: "\"><script>b".to_owned(),
            program: None,
            class: "",
            styles: &[],
            main: String::new(),
        }
    }

    #[test]
    fn without_an_address_a_page_names_its_card_and_nothing_absolute() {
        let tags = social(None).tags(&page("scenarios/convoy/"));
        assert!(tags.contains("\"og:image\" content=\"../../cards/convoy.png\""), "{tags}");
        assert!(!tags.contains("http") && !tags.contains("canonical") && !tags.contains("oembed"), "{tags}");
    }

    #[test]
    fn with_an_address_it_is_in_all_of_them() {
        let tags = social(Some(SITE)).tags(&page("scenarios/convoy/"));
        for part in [
            "\"og:image\" content=\"https://example.org/a/cards/convoy.png\"",
            "\"og:url\" content=\"https://example.org/a/scenarios/convoy/\"",
            "rel=\"canonical\" href=\"https://example.org/a/scenarios/convoy/\"",
            "application/json+oembed\" href=\"https://example.org/a/oembed/convoy.json\"",
            "summary_large_image",
        ] {
            assert!(tags.contains(part), "{part} in {tags}");
        }
        let lesson = social(Some(SITE)).tags(&page("gil/"));
        assert!(lesson.contains("a/cards/gil.png") && !lesson.contains("oembed"), "{lesson}");
    }

    #[test]
    fn a_translated_page_names_all_its_languages() {
        let tags = social(Some(SITE)).tags(&page("zh/playground/"));
        for (tag, path) in [("en", "playground/"), ("es", "es/playground/"), ("zh", "zh/playground/")] {
            let link = format!("<link rel=\"alternate\" hreflang=\"{tag}\" href=\"{SITE}{path}\">");
            assert!(tags.contains(&link), "{link} in {tags}");
        }
        assert!(
            !social(None).tags(&page("zh/")).contains("hreflang"),
            "an address of a page has to be whole"
        );
        assert!(!social(Some(SITE)).tags(&page("about/")).contains("hreflang"));
    }

    #[test]
    fn a_page_without_a_card_of_its_own_has_the_home_pages() {
        for path in ["", "privacy/"] {
            assert!(social(Some(SITE)).tags(&page(path)).contains("a/cards/race.png"), "{path}");
        }
        let none = Social { site: None, cards: Vec::new() }.tags(&page(""));
        assert!(!none.contains("og:image") && !none.contains("twitter"), "{none}");
    }

    #[test]
    fn what_fills_a_frame_is_found_through_its_scenarios_page() {
        let tags = social(Some(SITE)).tags(&page("widget/convoy/"));
        assert!(tags.contains("a/cards/convoy.png"), "{tags}");
        assert!(
            tags.contains("rel=\"canonical\" href=\"https://example.org/a/scenarios/convoy/\""),
            "{tags}"
        );
        let any = social(Some(SITE)).tags(&page("widget/"));
        assert!(any.contains("rel=\"canonical\" href=\"https://example.org/a/\""), "{any}");
        let spanish = social(Some(SITE)).tags(&page("es/widget/"));
        assert!(spanish.contains("canonical\" href=\"https://example.org/a/es/\""), "{spanish}");
    }

    #[test]
    fn what_a_page_says_of_itself_is_text() {
        let tags = social(Some(SITE)).tags(&page(""));
        assert!(!tags.contains("<script") && tags.contains("&lt;script&gt;a\""), "{tags}");
    }
}
