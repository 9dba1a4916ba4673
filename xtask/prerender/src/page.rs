//! A page of the site, before it is put into the frame.

use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// A page.
pub(crate) struct Page {
    /// Its path from the site's root: empty, or a folder's with a slash at its end.
    pub(crate) path: String,
    /// The document's title.
    pub(crate) title: String,
    /// What a search engine or a card says of it.
    pub(crate) description: String,
    /// The program that takes it over, if any does.
    pub(crate) program: Option<Program>,
    /// The class of its body.
    pub(crate) class: &'static str,
    /// The style sheets that it carries between the first and the last, which all do: names in `www/assets/styles`.
    pub(crate) styles: &'static [&'static str],
    /// Its own HTML.
    pub(crate) main: String,
}

/// A program of the page, of `crates/ui/src/bin`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Program {
    /// The race.
    Race,
    /// Everything at once.
    Studio,
    /// What to paste into another page.
    Builder,
    /// Figures, each in its place.
    Figure,
}

impl Page {
    /// The class of a page that fills a frame in another page: it has no header, no footer and no isolation, which
    /// would reload each of them once.
    pub(crate) const FRAMED: &str = "framed";

    /// How many folders it is below the site's root.
    pub(crate) fn depth(path: &str) -> u8 {
        path.matches('/').count() as u8
    }

    /// The way from it to the site's root.
    pub(crate) fn root(&self) -> String {
        "../".repeat(Self::depth(&self.path).into())
    }

    /// The address of the page at `path`, seen from the one at `from`.
    pub(crate) fn link_from(from: &str, path: &str) -> String {
        let address = "../".repeat(Self::depth(from).into()) + path;
        if address.is_empty() { "./".to_owned() } else { address }
    }

    /// The address of another page, seen from it.
    pub(crate) fn link(&self, path: &str) -> String {
        Self::link_from(&self.path, path)
    }

    /// Writes `document`, which it became, into the site's `folder`.
    pub(crate) fn write(&self, folder: &Path, document: &str) -> Result<()> {
        let folder = folder.join(&self.path);
        fs::create_dir_all(&folder)?;
        let file = folder.join("index.html");
        fs::write(&file, document).with_context(|| format!("can't write {}", file.display()))
    }
}
