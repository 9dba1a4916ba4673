//! Timelines: a trace's spans as rectangles, as many as the pixels can show.
//!
//! ```text
//!   main       ▬▬                       5 px: hands out, says little
//!   worker-0   █████▒▒▒▒▒▒▒▒▒▒█████     13 px, 3 px apart; thinner where there are many
//!   worker-1   ▒▒▒▒▒█████▒▒▒▒▒
//! ```
//!
//! How spans narrower than a pixel are drawn is in [`crate::blend`].

use crate::blend::lane_marks;
use crate::{CssPx, View};
use model::{LaneId, LaneKind, State, Trace};

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
    /// From left to right, less a thin gap where another mark follows.
    pub width: CssPx,
    /// From top to bottom.
    pub height: CssPx,
}

/// Lays out what `view` shows of `trace`, in time linear in the spans in sight.
///
/// A span at least a pixel wide is drawn exactly, as one mark with those that go on with it; narrower ones share pixels fairly, so that a lane has
/// at most two marks a pixel and each state still covers its share of the width (see [`crate::blend`]).
/// [`State::Idle`] draws nothing.
#[must_use]
pub fn layout(trace: &Trace, view: &View) -> LanesPicture {
    let rows = rows(trace);
    let mut marks = Vec::new();
    for row in &rows {
        let from = marks.len();
        lane_marks(trace, view, row, &mut marks);
        separate(&mut marks[from..]);
    }
    let height = rows.last().map_or(CssPx(0.0), |row| row.y + row.height);
    LanesPicture { width: view.width, height, rows, marks }
}

fn rows(trace: &Trace) -> Vec<Row> {
    let (worker, gap) = row_heights(trace.lanes().len());
    let mut y = CssPx(0.0);
    let mut rows = Vec::with_capacity(trace.lanes().len());
    for (lane, about) in trace.lane_ids() {
        let height = if about.kind == LaneKind::Worker { worker } else { worker.min(SLIM) };
        rows.push(Row { lane, y, height });
        y += height + gap;
    }
    rows
}

/// A lane that runs no tasks.
const SLIM: CssPx = CssPx(5.0);

/// A worker's row and the gap below it: 64 lanes stay below 260 px.
const fn row_heights(lanes: usize) -> (CssPx, CssPx) {
    let (height, gap) = match lanes {
        0..=9 => (13.0, 3.0),
        10..=18 => (8.0, 2.0),
        19..=33 => (6.0, 1.5),
        34..=66 => (3.0, 0.9),
        67..=130 => (2.0, 0.0),
        _ => (1.0, 0.0),
    };
    (CssPx(height), CssPx(gap))
}

/// Leaves a thin gap between marks that touch, where they are wide enough to spare it.
fn separate(marks: &mut [Mark]) {
    for place in 1..marks.len() {
        let next = marks[place].x;
        let mark = &mut marks[place - 1];
        if (next - (mark.x + mark.width)).0 < 0.01 {
            mark.width = mark.width - CssPx(spare(mark.width));
        }
    }
}

fn spare(width: CssPx) -> f64 {
    match width.0 {
        ..2.0 => 0.0,
        2.0..4.0 => 0.5,
        _ => 1.0,
    }
}
