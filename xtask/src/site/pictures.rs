//! Posters and cards, painted natively (`xtask/posters`).

use super::fresh::{Inputs, unless_fresh};
use super::{Part, SiteUrl, remove_folder};
use crate::shell::{cargo, run, step};
use crate::workspace::{self, Members};
use anyhow::Result;

/// Paints them if what they show or the site's address changed.
pub(super) fn build(members: &Members, url: Option<&SiteUrl>) -> Result<Part> {
    let folder = workspace::site_work().join("pictures");
    let mut shown = members.folders_under("posters")?;
    // A lesson's picture is its first figure.
    shown.insert("content/lessons/en".into());
    let inputs = Inputs::new(shown, format!("{url:?}"));
    let (fingerprint, _) = unless_fresh("pictures", &inputs, &folder, || {
        remove_folder(&folder)?;
        step("posters and cards", || {
            let mut posters = cargo(["run", "--quiet", "--package", "posters", "--"]);
            run(posters.arg(&folder).args(url.map(SiteUrl::as_str)))
        })
    })?;
    Ok(Part { folder, fingerprint })
}
