//! A page of another site with races in it: `tests/fixtures/embeds.html`.

use crate::host::project;
use crate::{Headers, Host, Result};
use std::fs;
use tempfile::TempDir;

/// The page, on a host of its own.
pub struct Article {
    /// Its host; the page is at the root.
    pub host: Host,
    _folder: TempDir,
}

impl Article {
    /// Writes one that shows races of `site`.
    pub fn publish(site: &Host) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let page = fs::read_to_string(project().join("tests/fixtures/embeds.html"))?;
        fs::write(folder.path().join("index.html"), page.replace("SITE", &site.url("")))?;
        Ok(Self { host: Host::start(folder.path(), "/", Headers::None)?, _folder: folder })
    }
}
