//! Speedup against workers: the curves, the ideal, and what Amdahl's law allows.

use crate::CssPx;
use crate::axis::Tick;
use model::{Curve, Nanos, Runtime};

/// The plot, ready to paint.
#[derive(Clone, Debug, PartialEq)]
pub struct SpeedupPicture {
    /// The width asked for.
    pub width: CssPx,
    /// The height asked for.
    pub height: CssPx,
    /// The plotting area inside of the axes.
    pub plot: Frame,
    /// Numbers of workers: ticks from left to right.
    pub workers: Vec<Tick>,
    /// Speedups: ticks, whose `x` is a y, with a grid line each.
    pub speedups: Vec<Tick>,
    /// The path of `speedup = workers`.
    pub ideal: String,
    /// The path of Amdahl's law.
    pub amdahl: String,
    /// One curve a runtime, in the order given.
    pub series: Vec<Series>,
    /// The names at the curves' ends; they never overlap and never leave the picture.
    pub labels: Vec<Label>,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// The left edge.
    pub left: CssPx,
    /// The upper edge.
    pub top: CssPx,
    /// The right edge.
    pub right: CssPx,
    /// The lower edge.
    pub bottom: CssPx,
}

/// The curve of one runtime.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The runtime.
    pub runtime: Runtime,
    /// A CSS colour.
    pub colour: &'static str,
    /// The stroke's `stroke-dasharray`; `none` for a full line.
    pub dash: &'static str,
    /// The polyline's `d`.
    pub line: String,
    /// One path with the marks of all points, in this runtime's own shape, to be filled.
    pub shapes: String,
    /// The points, by number of workers.
    pub points: Vec<Point>,
}

/// One run in the plot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The runtime.
    pub runtime: Runtime,
    /// How many workers it had.
    pub workers: u32,
    /// How many times faster than the sequential run it was.
    pub speedup: f64,
    /// Where it is.
    pub x: CssPx,
    /// Where it is.
    pub y: CssPx,
}

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

/// Lays out the plot of `curves` against the sequential `baseline`, with Amdahl's law for `serial_share` (0 to 1).
#[must_use]
pub fn speedup(
    _curves: &[Curve],
    _baseline: Nanos,
    _serial_share: f64,
    size: (CssPx, CssPx),
) -> SpeedupPicture {
    let zero = CssPx(0.0);
    SpeedupPicture {
        width: size.0,
        height: size.1,
        plot: Frame { left: zero, top: zero, right: size.0, bottom: size.1 },
        workers: Vec::new(),
        speedups: Vec::new(),
        ideal: String::new(),
        amdahl: String::new(),
        series: Vec::new(),
        labels: Vec::new(),
    }
}

impl SpeedupPicture {
    /// The point nearest to a place in the picture, within 24 pixels.
    #[must_use]
    pub fn hit(&self, _x: CssPx, _y: CssPx) -> Option<Point> {
        None
    }

    /// The picture in words.
    #[must_use]
    pub fn text_alternative(&self) -> String {
        String::new()
    }
}
