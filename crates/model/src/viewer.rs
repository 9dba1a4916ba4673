//! How the page and the worker that draws a brought trace talk. File, canvas and colours go beside it, as the browser's
//! own objects.

use crate::{Nanos, State};
use serde::{Deserialize, Serialize};

/// From the page: what the reader did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Gesture {
    /// The picture has this much room, in CSS pixels, of which each is so many of the screen's.
    Size {
        /// The width.
        width: f64,
        /// The screen's pixels in a CSS pixel.
        ratio: f64,
    },
    /// Show `factor` times as much time (below 1: less), with the moment at `at`, a share of the width, where it is.
    Zoom {
        /// How many times as much.
        factor: f64,
        /// From 0 to 1.
        at: f64,
    },
    /// Move by `share` of what is shown, to later times if positive.
    Pan {
        /// As a share of the width.
        share: f64,
    },
    /// Show all of it.
    Whole,
    /// The pointer is here, in CSS pixels from the picture's corner, or nowhere on it.
    Point(Option<(f64, f64)>),
    /// Go from the span that is pointed at to another.
    Walk(Step),
}

/// Where the keys lead from a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// To the one before.
    Left,
    /// To the one after.
    Right,
    /// To the lane above, at the same time.
    Up,
    /// To the lane below, at the same time.
    Down,
    /// To the lane's first.
    First,
    /// To the lane's last.
    Last,
    /// To the next in which the lane waits.
    NextWait,
    /// To the last before in which the lane waited.
    PreviousWait,
}

/// To the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Sight {
    /// How much of the file is read, in thousandths.
    Reading(u32),
    /// The file is not drawn; why, in a sentence.
    Refused(String),
    /// The trace is there.
    Opened(Opened),
    /// It was drawn so.
    Shown(Shown),
}

/// A trace that is there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    /// Whether the file is a Firefox profile; else it is a Chrome trace.
    pub firefox: bool,
    /// The lanes from above.
    pub lanes: Vec<LanePlace>,
    /// How high the picture is, in CSS pixels.
    pub height: f64,
    /// When the last span ends; the first begins at 0.
    pub end: Nanos,
    /// How many slices, samples and markers were read.
    pub slices: u64,
    /// How long all lanes together were in each state, indexed by [`State`]'s code.
    pub totals: Vec<u64>,
    /// How many of what are in the file and are not drawn.
    pub left_out: Vec<(u64, String)>,
}

/// A lane's name and place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LanePlace {
    /// The process's name: text from outside.
    pub process: String,
    /// The thread's name: text from outside.
    pub name: String,
    /// The upper edge, in CSS pixels.
    pub y: f64,
    /// From top to bottom, in CSS pixels.
    pub height: f64,
}

/// What the picture shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// From when.
    pub start: Nanos,
    /// Until when.
    pub end: Nanos,
    /// The span that is pointed at.
    pub pointed: Option<PointedSpan>,
}

/// A span that is pointed at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PointedSpan {
    /// Its lane's place.
    pub lane: u32,
    /// What it is called in the file: text from outside.
    pub name: String,
    /// What the lane does, as far as the name tells.
    pub state: State,
    /// When it begins.
    pub start: Nanos,
    /// When it ends.
    pub end: Nanos,
    /// Where to say so, as a share of the width.
    pub at: f64,
    /// Whether a key led here.
    pub by_keyboard: bool,
}
