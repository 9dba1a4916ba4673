//! What there are pictures of: the library's scenarios, and the site's pages.

use Shown::{Lesson, Link};
use charts::{CssPx, POSTER_WIDTH, Poster, poster_svg};
use model::{Preset, Race, Scenario, ShareLink};

/// A scenario that has a name, a page and pictures.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The name of its files.
    pub name: &'static str,
    /// What it belongs to, or the page's own name.
    pub topic: &'static str,
    /// The headline; empty for what the race itself says.
    pub title: &'static str,
    /// What it shows, in a sentence; empty where the headline says it all.
    pub lede: &'static str,
    /// Where its page is below the site's address, with a `/` at its end; empty for the home page.
    pub page: String,
    /// What is shown.
    pub scenario: Scenario,
}

/// The pages: name, what they are called, what is shown. The home page is the first; each other has the folder of its name.
const PAGES: &[(&str, &str, Shown)] = &[
    ("race", "One job, six ways", Link("")),
    ("concurrency", "Concurrency", Lesson(include_str!("../../../content/lessons/en/concurrency.md"))),
    ("gil", "The GIL", Lesson(include_str!("../../../content/lessons/en/gil.md"))),
    ("threading", "Threading", Lesson(include_str!("../../../content/lessons/en/threading.md"))),
    (
        "multiprocessing",
        "Multiprocessing",
        Lesson(include_str!("../../../content/lessons/en/multiprocessing.md")),
    ),
    ("asynchrony", "Asynchrony", Lesson(include_str!("../../../content/lessons/en/asynchrony.md"))),
    ("playground", "Playground", Link("w=mixed")),
    ("scenarios", "Scenarios", Link("preset=lock-convoy")),
    ("fidelity", "How true the model is", Link("preset=processes-pay")),
    ("embed", "Embed a race", Link("preset=interpreters")),
    ("about", "About Interleave", Link("")),
];

/// What the picture of a page shows.
#[derive(Clone, Copy)]
enum Shown {
    /// What the link with this query opens.
    Link(&'static str),
    /// The first figure of a lesson with this text.
    Lesson(&'static str),
}

impl Shown {
    /// The query of a link that opens it; `xtask/prerender` reads lessons whole, and refuses one without it.
    fn query(self) -> &'static str {
        match self {
            Link(query) => query,
            Lesson(text) => {
                let figure = text.split("```figure\n").nth(1).unwrap_or_default();
                let query =
                    figure.lines().find_map(|line| line.strip_prefix("query = \"")?.strip_suffix('"'));
                query.unwrap_or_default()
            }
        }
    }
}

/// A card is laid out in these units, so that its type is as large as it must be, and painted at 1200 by 630 pixels.
const CARD: (CssPx, CssPx) = (CssPx(700.0), CssPx(367.5));

/// The gallery's pictures; what is cut off at their sides is counted here.
const SMALL: (CssPx, CssPx) = (CssPx(568.0), CssPx(164.0));

impl Picture {
    /// All of them: the pages, then the library.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let page = |place: usize, (name, topic, shown): (&'static str, &'static str, Shown)| {
            let page = if place == 0 { String::new() } else { [name, "/"].concat() };
            Some(Self {
                name,
                topic,
                title: "",
                lede: "",
                page,
                scenario: ShareLink::parse(shown.query()).ok()?.scenario,
            })
        };
        let pages = PAGES.iter().enumerate().filter_map(|(place, about)| page(place, *about));
        let preset = |preset: &Preset| {
            let page = ["scenarios/", preset.name, "/"].concat();
            let Preset { name, title, truth, topic, .. } = *preset;
            Some(Self { name, topic: topic.title(), title, lede: truth, page, scenario: preset.scenario()? })
        };
        pages.chain(Preset::ALL.iter().filter_map(preset)).collect()
    }

    /// The poster; `url` is the site's address, if it is known.
    #[must_use]
    pub fn poster(&self, race: &Race, url: Option<&str>) -> String {
        let href = url.map(|url| [url, &self.page].concat());
        let address = self.address(url);
        let poster = Poster { address: &address, href: href.as_deref(), ..self.around(POSTER_WIDTH, None) };
        poster_svg(&self.scenario, race, &poster)
    }

    /// The card, as SVG.
    #[must_use]
    pub fn card(&self, race: &Race, url: Option<&str>) -> String {
        let (address, (width, height)) = (self.address(url), CARD);
        poster_svg(&self.scenario, race, &Poster { address: &address, ..self.around(width, Some(height)) })
    }

    /// The rows alone, for the gallery.
    #[must_use]
    pub fn small(&self, race: &Race) -> String {
        let (width, height) = SMALL;
        poster_svg(&self.scenario, race, &Poster { bare: true, ..self.around(width, Some(height)) })
    }

    fn around(&self, width: CssPx, height: Option<CssPx>) -> Poster<'_> {
        Poster {
            topic: self.topic,
            title: self.title,
            lede: self.lede,
            address: "",
            href: None,
            width,
            height,
            bare: false,
        }
    }

    /// The page's address as readers are to see it: without the scheme, and without the host where it is not known.
    fn address(&self, url: Option<&str>) -> String {
        let url = url.unwrap_or_default();
        let host = url.split_once("://").map_or(url, |(_, rest)| rest);
        [host, &self.page].concat().trim_end_matches('/').to_owned()
    }
}
