//! Cards: SVG to PNG, in the typeface that comes with this crate, so that every machine paints the same.

use crate::palette;
use anyhow::{Context, Result};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, Tree, fontdb};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A card's size in pixels: what Open Graph and its readers expect.
pub const SIZE: (u32, u32) = (1200, 630);

/// Inter, the letters that the pictures use (`fonts/OFL.txt`).
const FONTS: [&[u8]; 2] =
    [include_bytes!("../fonts/Inter-Regular.otf"), include_bytes!("../fonts/Inter-SemiBold.otf")];

/// Paints SVG.
#[derive(Debug)]
pub struct Painter {
    options: usvg::Options<'static>,
}

impl Painter {
    /// Reads the typeface.
    #[must_use]
    pub fn new() -> Self {
        let mut fonts = fontdb::Database::new();
        FONTS.iter().for_each(|font| fonts.load_font_data(font.to_vec()));
        fonts.set_sans_serif_family("Inter");
        let options = usvg::Options { fontdb: Arc::new(fonts), ..usvg::Options::default() };
        Self { options }
    }

    /// Paints `svg` in its light colours, as wide as a card, as a PNG file.
    ///
    /// # Errors
    /// If it is not SVG.
    pub fn png(&self, svg: &str) -> Result<Vec<u8>> {
        let tree = Tree::from_str(&plain(svg), &self.options).context("a picture is not SVG")?;
        let (width, height) = SIZE;
        let mut pixels = Pixmap::new(width, height).context("a card has no size")?;
        let scale = width as f32 / tree.size().width();
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
        palette::png(pixels.data(), SIZE)
    }
}

impl Default for Painter {
    fn default() -> Self {
        Self::new()
    }
}

/// `svg` for a painter that knows no CSS variables, no preferences and no weights between the hundreds.
fn plain(svg: &str) -> String {
    let palette = palette(svg);
    let mut pieces = svg.split("var(--");
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (inside, rest) = piece.split_once(')').unwrap_or((piece, ""));
        let name = inside.split(',').next().unwrap_or_default();
        plain += palette.get(name).copied().unwrap_or("#000000");
        plain += rest;
    }
    // Figures are text like any other, so a weight is replaced with its name only.
    let weights = [
        ("font-weight=\"620\"", "font-weight=\"600\""),
        ("font-weight=\"680\"", "font-weight=\"600\""),
        ("font-weight:680", "font-weight:600"),
    ];
    weights.into_iter().fold(plain, |plain, (odd, even)| plain.replace(odd, even))
}

/// The light colours, which a picture sets first.
fn palette(svg: &str) -> BTreeMap<&str, &str> {
    let light = svg.split(":root{").nth(1).and_then(|rest| rest.split('}').next()).unwrap_or_default();
    light.split(';').filter_map(|pair| pair.strip_prefix("--")?.split_once(':')).collect()
}

#[cfg(test)]
mod tests {
    use super::{Painter, plain};

    #[test]
    fn colours_are_resolved_and_figures_stay_as_they_are() {
        let svg = "<style>:root{--ink:#123456}@media(prefers-color-scheme:dark){:root{--ink:#abcdef}}</style>\
                   <text fill=\"var(--ink,red)\" x=\"620\" font-weight=\"620\">620 680</text>";
        let plain = plain(svg);
        assert!(
            plain.ends_with("<text fill=\"#123456\" x=\"620\" font-weight=\"600\">620 680</text>"),
            "{plain}"
        );
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        assert!(Painter::new().png("<svg").is_err());
    }
}
