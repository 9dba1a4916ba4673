//! Names beside the ends of curves, kept apart.

use crate::CssPx;
use model::Runtime;

/// A name beside a curve's end.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The left edge of the text.
    pub x: CssPx,
    /// The text's middle line.
    pub y: CssPx,
    /// What it says.
    pub text: String,
    /// Whose curve; `None` for the ideal and for Amdahl's law.
    pub runtime: Option<Runtime>,
}

/// The height of a line of text, and so the least distance of two names.
pub const LINE: CssPx = CssPx(14.0);
/// The size of the type.
pub const TYPE_SIZE: CssPx = CssPx(11.5);

/// About how wide `text` is in that type: the average letter of a sans-serif is half as wide as high, and those of
/// East Asia are as wide as high.
pub(crate) fn text_width(text: &str) -> CssPx {
    let width = |letter: char| if letter >= '\u{2e80}' { 1.0 } else { 0.54 };
    TYPE_SIZE * text.chars().map(width).sum::<f64>()
}

/// Moves the labels up and down until none overlaps another or leaves the room from `top` to `bottom`,
/// keeping their order. Those for which there is no room are dropped, the last given first.
pub(crate) fn push_apart(labels: &mut Vec<Label>, top: CssPx, bottom: CssPx) {
    labels.truncate(((bottom - top).0 / LINE.0) as usize + 1);
    // The sort is stable: of equals, the first given stays on top.
    labels.sort_by(|a, b| a.y.0.total_cmp(&b.y.0));
    let mut least = top;
    for label in labels.iter_mut() {
        label.y = label.y.max(least);
        least = label.y + LINE;
    }
    let mut most = bottom;
    for label in labels.iter_mut().rev() {
        label.y = label.y.min(most);
        most = label.y - LINE;
    }
}
