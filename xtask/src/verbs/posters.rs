//! `cargo xtask posters`: the pictures that stand for a scenario elsewhere (`xtask/posters`).

use crate::site::SiteUrl;
use crate::{shell, workspace};
use anyhow::{Result, bail};
use std::path::PathBuf;

/// Writes them into the folder among `arguments`.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let (url, rest) = SiteUrl::among(arguments)?;
    let folder = match rest.as_slice() {
        [] => workspace::root().join("target/posters"),
        [folder] if !folder.starts_with('-') => PathBuf::from(folder),
        other => bail!("`posters` takes a folder and `--url URL`, but was given {other:?}"),
    };
    let folder = std::path::absolute(folder)?;
    let mut posters = shell::cargo(["run", "--quiet", "--package", "posters", "--"]);
    shell::run(posters.arg(&folder).args(url.iter().map(SiteUrl::as_str)))?;
    shell::say(format!("{} has the pictures", folder.display()));
    Ok(())
}
