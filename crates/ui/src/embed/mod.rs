//! A scenario as it is set into other people's pages: its addresses, and the snippets that they paste.
//!
//! There are three tiers: an image, which is complete in itself; a frame, which needs no script of the page's; and an
//! element, which is as high as its content and takes the page's theme.

use charts::escape;
use model::Preset;

/// The tokens for those who sandbox every frame: our own origin is another than theirs, so the pair of the first two
/// gives away nothing of theirs. With `allow-scripts` alone the race still runs, but is not measured in parallel.
pub const SANDBOX: &str =
    "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads";

/// What a frame may ask for; a browser that doesn't know one of them ignores it.
const ALLOW: &str = "cross-origin-isolated; fullscreen; clipboard-write";

/// How high a frame is where nobody asks for another height, in CSS pixels.
pub const HEIGHT: u32 = 480;

/// The query of a link that somebody pasted: to any of the site's pages, or a query alone. `None` for other text.
#[must_use]
pub fn query_of(link: &str) -> Option<String> {
    let link = link.trim().split('#').next().unwrap_or_default();
    if let Some((_, query)) = link.split_once('?').filter(|(_, query)| !query.is_empty()) {
        return Some(query.to_owned());
    }
    // A page of the library's has its scenario's name in its path.
    let path = link.split('?').next().unwrap_or_default().trim_end_matches("index.html");
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    if let Some(preset) = Preset::from_name(name) {
        return Some(["preset=", preset.name].concat());
    }
    let is_query = link.contains('=') && !link.contains('/');
    if is_query {
        return Some(link.to_owned());
    }
    // The home page shows the default scenario, whose query is empty.
    (link.starts_with("http://") || link.starts_with("https://")).then(String::new)
}

/// What an embedded race looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the page around it, or its reader, prefers.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// Its name in snippets.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// A scenario that is to be embedded. All of it is text: what of it becomes markup is escaped here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embed<'a> {
    /// The site's absolute address, with a `/` at its end.
    pub site: &'a str,
    /// The scenario's name in the library, if it is there.
    pub preset: Option<&'a str>,
    /// The query of its link, without a `?`.
    pub query: &'a str,
    /// What it is called.
    pub title: &'a str,
    /// Light or dark.
    pub theme: Theme,
    /// How high the frame is, in CSS pixels; the element begins with that and then fits itself.
    pub height: u32,
}

impl Embed<'_> {
    /// The live page.
    #[must_use]
    pub fn page(&self) -> String {
        match (self.preset, self.query) {
            (Some(name), _) => [self.site, "scenarios/", name, "/"].concat(),
            (None, "") => self.site.to_owned(),
            (None, query) => [self.site, "?", query].concat(),
        }
    }

    /// What a frame shows.
    #[must_use]
    pub fn widget(&self) -> String {
        match (self.preset, self.query) {
            (Some(name), _) => [self.site, "widget/", name, "/"].concat(),
            (None, "") => [self.site, "widget/"].concat(),
            (None, query) => [self.site, "widget/?", query].concat(),
        }
    }

    /// The picture, which the site has of the library's scenarios only.
    #[must_use]
    pub fn poster(&self) -> Option<String> {
        Some([self.site, "posters/", self.preset?, ".svg"].concat())
    }

    /// The picture that leads to the live page, in Markdown; `poster` is where it is.
    #[must_use]
    pub fn markdown(&self, poster: &str) -> String {
        [
            "[![",
            &in_brackets(self.title),
            "](",
            &in_parentheses(poster),
            ")](",
            &in_parentheses(&self.page()),
            ")",
        ]
        .concat()
    }

    /// The same in HTML.
    #[must_use]
    pub fn image(&self, poster: &str) -> String {
        let (page, poster, title) = (escape(&self.page()), escape(poster), escape(self.title));
        format!(
            "<a href=\"{page}\"><img src=\"{poster}\" alt=\"{title}\" width=\"720\" loading=\"lazy\"></a>"
        )
    }

    /// The frame, which needs no script of the page's.
    #[must_use]
    pub fn frame(&self) -> String {
        let (widget, title) = (escape(&self.widget()), escape(self.title));
        let scheme = match self.theme {
            Theme::Auto => "",
            Theme::Light => ";color-scheme:light",
            Theme::Dark => ";color-scheme:dark",
        };
        format!(
            "<iframe src=\"{widget}\" title=\"{title}\" width=\"100%\" height=\"{}\" style=\"border:0{scheme}\" \
             loading=\"lazy\" allow=\"{ALLOW}\"></iframe>",
            self.height
        )
    }

    /// The element, with its script.
    #[must_use]
    pub fn element(&self) -> String {
        let (site, widget, page) = (escape(self.site), escape(&self.widget()), escape(&self.page()));
        let (title, theme, height) = (escape(self.title), self.theme.name(), self.height);
        format!(
            "<script src=\"{site}interleave.js\" async></script>\n\
             <interleave-race src=\"{widget}\" title=\"{title}\" theme=\"{theme}\" height=\"{height}\">\
             <a href=\"{page}\">{title}</a></interleave-race>"
        )
    }
}

/// `text` inside of Markdown's brackets: no letter of it ends them or is markup.
fn in_brackets(text: &str) -> String {
    let mut safe = String::new();
    for letter in text.chars() {
        match letter {
            '\\' | '[' | ']' | '`' | '*' | '_' | '<' | '>' | '&' | '!' => safe.extend(['\\', letter]),
            letter if letter.is_control() => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}

/// An address inside of Markdown's parentheses.
fn in_parentheses(address: &str) -> String {
    let mut safe = String::new();
    for letter in address.chars() {
        match letter {
            '(' => safe.push_str("%28"),
            ')' => safe.push_str("%29"),
            '<' => safe.push_str("%3C"),
            '>' => safe.push_str("%3E"),
            '\\' => safe.push_str("%5C"),
            letter if letter.is_whitespace() || letter.is_control() => safe.push_str("%20"),
            letter => safe.push(letter),
        }
    }
    safe
}
