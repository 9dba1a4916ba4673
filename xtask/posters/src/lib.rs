//! The pictures that stand for a scenario elsewhere: posters as SVG, cards as PNG.
//!
//! A poster is for places that take only an image, such as a README; a card is what others show beside a link
//! (Open Graph, 1200 by 630 pixels). [`picture`] lists what there are pictures of, [`card`] paints.
#![warn(missing_docs)]

pub mod card;
mod palette;
pub mod picture;

use anyhow::{Context, Result};
pub use picture::Picture;
use rayon::prelude::*;
use std::fs;
use std::path::Path;

/// Writes `posters/NAME.svg`, `posters/small/NAME.svg` and `cards/NAME.png` for every [`Picture`] into `folder`. `url` is where the site will be,
/// with a `/` at its end: then the posters lead there.
///
/// # Errors
/// If a file can't be written.
pub fn write(folder: &Path, url: Option<&str>) -> Result<()> {
    let (posters, cards) = (folder.join("posters"), folder.join("cards"));
    let small = posters.join("small");
    for folder in [&small, &cards] {
        fs::create_dir_all(folder).with_context(|| format!("can't make {}", folder.display()))?;
    }
    let painter = card::Painter::new();
    Picture::all().par_iter().try_for_each(|picture| {
        let race = sim::race(&picture.scenario);
        let name = picture.name;
        put(&posters.join(name).with_extension("svg"), picture.poster(&race, url).as_bytes())?;
        put(&small.join(name).with_extension("svg"), picture.small(&race).as_bytes())?;
        put(&cards.join(name).with_extension("png"), &painter.png(&picture.card(&race, url))?)
    })
}

fn put(file: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(file, bytes).with_context(|| format!("can't write {}", file.display()))
}
