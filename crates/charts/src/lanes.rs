//! Timelines: a trace's spans as rectangles, as many as the pixels can show.

use crate::{CssPx, SpanRef, View};
use model::{LaneId, State, Trace};

/// The rectangles of one trace in one view.
#[derive(Clone, Debug, PartialEq)]
pub struct LanesPicture {
    /// As wide as the view.
    pub width: CssPx,
    /// The lower edge of the last row.
    pub height: CssPx,
    /// One row for each lane, downwards.
    pub rows: Vec<Row>,
    /// The rectangles, row by row, from left to right.
    pub marks: Vec<Mark>,
}

/// The place of one lane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// The lane.
    pub lane: LaneId,
    /// Its upper edge.
    pub y: CssPx,
    /// Its height.
    pub height: CssPx,
}

/// One rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Whose.
    pub lane: LaneId,
    /// What the lane did.
    pub state: State,
    /// The left edge.
    pub x: CssPx,
    /// The upper edge.
    pub y: CssPx,
    /// From left to right.
    pub width: CssPx,
    /// From top to bottom.
    pub height: CssPx,
}

/// All marks of one state as one SVG path, so that the page's tree stays small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatePath {
    /// The state.
    pub state: State,
    /// The path's `d`.
    pub d: String,
}

/// Lays out what `view` shows of `trace`.
#[must_use]
pub fn layout(_trace: &Trace, view: &View) -> LanesPicture {
    LanesPicture { width: view.width, height: CssPx(0.0), rows: Vec::new(), marks: Vec::new() }
}

impl LanesPicture {
    /// The span at a point of the picture.
    #[must_use]
    pub fn hit(&self, _trace: &Trace, _view: &View, _x: CssPx, _y: CssPx) -> Option<SpanRef> {
        None
    }

    /// Where a span is in the picture, cut to it; at least a pixel wide. `None` out of sight.
    #[must_use]
    pub fn outline(&self, _trace: &Trace, _view: &View, _span: SpanRef) -> Option<Mark> {
        None
    }

    /// The marks as one path for each state.
    #[must_use]
    pub fn paths(&self) -> Vec<StatePath> {
        Vec::new()
    }
}
