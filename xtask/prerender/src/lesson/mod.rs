//! The lessons: Markdown with figures in it, to the body of a page.
//!
//! ```text
//! +++ title, description, short +++     front matter, TOML
//! # One sentence                        prose, Markdown
//! ```figure ... ```                     a figure, TOML: see `figure`
//! - [@official@Title](url)              links that say what they lead to: see `body`
//! ```

mod body;
mod condition;
mod figure;
mod inline;
#[cfg(test)]
mod tests;

use crate::rooms::Says;
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use std::path::Path;
use ui::figure::Carried;
use words::sources;

/// The kinds of things that a link may say it leads to, in the order in which they are listed, and what they are called.
pub(crate) const LINK_KINDS: [(&str, Says); 7] = [
    ("official", sources::official),
    ("opensource", sources::opensource),
    ("article", sources::article),
    ("course", sources::course),
    ("podcast", sources::podcast),
    ("video", sources::video),
    ("book", sources::book),
];

/// The most links at the end of a lesson.
pub(crate) const MOST_LINKS: usize = 8;

/// A lesson, read and checked.
pub(crate) struct Lesson {
    /// What stands above its text.
    pub(crate) about: About,
    /// Its parts, in order.
    pub(crate) parts: Vec<Part>,
    /// Its sections, for "on this page".
    pub(crate) sections: Vec<Section>,
}

/// A lesson's front matter.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct About {
    /// Of the page.
    pub(crate) title: String,
    /// For search engines and cards: one or two sentences.
    pub(crate) description: String,
    /// What the way through the lessons calls it.
    pub(crate) short: String,
}

/// A piece of a lesson's page.
pub(crate) enum Part {
    /// HTML.
    Prose(String),
    /// A figure.
    Figure(Box<Figure>),
}

/// A figure of a lesson.
pub(crate) struct Figure {
    /// What its page carries of it.
    pub(crate) carried: Carried,
    /// What stands below it, as HTML.
    pub(crate) caption: String,
    /// For each goal a scenario that reaches it; what the tests hold the lesson to.
    #[cfg_attr(not(test), expect(dead_code, reason = "only the tests try the goals out"))]
    pub(crate) solutions: Vec<model::Scenario>,
}

/// A section of a lesson.
pub(crate) struct Section {
    /// Its anchor.
    pub(crate) id: String,
    /// Its heading, as HTML.
    pub(crate) heading: String,
}

impl Lesson {
    /// Reads the lesson in `file` for the page at `path`.
    ///
    /// # Errors
    /// If the file can't be read, or something in it is not as it must be: says which figure, and what.
    pub(crate) fn read(file: &Path, path: &str) -> Result<Self> {
        let text = std::fs::read_to_string(file).with_context(|| format!("can't read {}", file.display()))?;
        Self::parse(&text, path).with_context(|| file.display().to_string())
    }

    /// Reads a lesson's text for the page at `path`.
    pub(crate) fn parse(text: &str, path: &str) -> Result<Self> {
        let (about, markdown) = front_matter(text)?;
        let (parts, sections) = body::read(markdown, path)?;
        let ids: Vec<_> = parts
            .iter()
            .filter_map(Part::figure)
            .map(|figure| figure.carried.spec.id.as_str())
            .chain(sections.iter().map(|s| s.id.as_str()))
            .collect();
        for (place, id) in ids.iter().enumerate() {
            ensure!(!ids[..place].contains(id), "two things on the page have the id {id}");
        }
        Ok(Self { about, parts, sections })
    }
}

impl Part {
    /// The figure that it is, if it is one.
    pub(crate) fn figure(&self) -> Option<&Figure> {
        match self {
            Self::Figure(figure) => Some(figure),
            Self::Prose(_) => None,
        }
    }
}

fn front_matter(text: &str) -> Result<(About, &str)> {
    const FENCE: &str = "+++\n";
    let rest =
        text.strip_prefix(FENCE).context("a lesson begins with its front matter, between lines of +++")?;
    let (about, markdown) = rest.split_once("\n+++\n").context("the front matter does not end")?;
    Ok((toml::from_str(about).context("the front matter")?, markdown))
}
