//! A walk through a run by keyboard: along one lane, across all lanes in the order of time, and from a wait to who
//! is in the way.
//!
//! ```text
//!   worker-0   rrrrwwwwrrrr     1   4   5       in the order of time, what begins together from above;
//!   worker-1   wwrrrrrrwwww     2 3     6       2, 4 and 6 are waits, and 3 is in the way of 4
//! ```

use crate::SpanRef;
use crate::blend::first_ending_after;
use crate::pointer::distance;
use model::blame::obstacle;
use model::{LaneId, Nanos, Span, State, Trace};

/// Where a key leads.
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
    /// To what begins next, in whichever lane.
    Next,
    /// To what began before, in whichever lane.
    Previous,
    /// To the next wait for something that others have, in whichever lane.
    NextWait,
    /// To the one before.
    PreviousWait,
}

/// The span that `direction` leads to from `from`, idle ones skipped; `from` itself where there is none.
#[must_use]
pub fn neighbour(trace: &Trace, from: SpanRef, direction: Direction) -> SpanRef {
    let lane = from.lane;
    let last = trace.spans(lane).len();
    let found = match direction {
        Direction::Left => busy(trace, lane, (0..from.index.min(last)).rev()),
        Direction::Right => busy(trace, lane, from.index.saturating_add(1)..last),
        Direction::Home => busy(trace, lane, 0..last),
        Direction::End => busy(trace, lane, (0..last).rev()),
        Direction::Up => across(trace, from, (0..lane.0).rev()),
        Direction::Down => across(trace, from, lane.0.saturating_add(1)..trace.lanes().len() as u16),
        Direction::Next => later(trace, from, is_busy),
        Direction::Previous => earlier(trace, from, is_busy),
        Direction::NextWait => later(trace, from, is_wait),
        Direction::PreviousWait => earlier(trace, from, is_wait),
    };
    found.unwrap_or(from)
}

/// What the lane in the way of the wait `from` was at when the wait began; `None` where `from` waits for nothing that
/// a lane had then.
#[must_use]
pub fn in_the_way(trace: &Trace, from: SpanRef) -> Option<SpanRef> {
    let wait = trace.span(from.lane, from.index)?;
    obstacle(trace, from.lane, &wait)?;
    let holder = wait.holder.filter(|holder| holder.index() < trace.lanes().len())?;
    nearest(trace, holder, wait.start)
}

type Wanted = fn(&Trace, LaneId, &Span) -> bool;

fn is_busy(_: &Trace, _: LaneId, span: &Span) -> bool {
    span.state != State::Idle
}

fn is_wait(trace: &Trace, lane: LaneId, span: &Span) -> bool {
    obstacle(trace, lane, span).is_some()
}

/// The place of a span in the order of time: those that begin together come from above.
fn place(trace: &Trace, span: SpanRef) -> Option<(Nanos, LaneId)> {
    Some((trace.span(span.lane, span.index)?.start, span.lane))
}

fn later(trace: &Trace, from: SpanRef, wanted: Wanted) -> Option<SpanRef> {
    let here = place(trace, from)?;
    let first = |(lane, _)| {
        let mut open = first_ending_after(trace, lane, here.0)..trace.spans(lane).len();
        open.find_map(|index| fitting(trace, SpanRef { lane, index }, wanted).filter(|found| found.0 > here))
    };
    trace.lane_ids().filter_map(first).min_by_key(|found| found.0).map(|found| found.1)
}

fn earlier(trace: &Trace, from: SpanRef, wanted: Wanted) -> Option<SpanRef> {
    let here = place(trace, from)?;
    let last = |(lane, _)| {
        let end = trace.spans(lane).len().min(first_ending_after(trace, lane, here.0) + 1);
        let mut open = (0..end).rev();
        open.find_map(|index| fitting(trace, SpanRef { lane, index }, wanted).filter(|found| found.0 < here))
    };
    trace.lane_ids().filter_map(last).max_by_key(|found| found.0).map(|found| found.1)
}

/// A span with its place, if it is of those wanted.
fn fitting(trace: &Trace, at: SpanRef, wanted: Wanted) -> Option<((Nanos, LaneId), SpanRef)> {
    let span = trace.span(at.lane, at.index)?;
    wanted(trace, at.lane, &span).then_some(((span.start, at.lane), at))
}

/// The first of the positions whose span is not idle.
fn busy(trace: &Trace, lane: LaneId, mut positions: impl Iterator<Item = usize>) -> Option<SpanRef> {
    let index = positions.find(|i| trace.span(lane, *i).is_some_and(|span| span.state != State::Idle))?;
    Some(SpanRef { lane, index })
}

/// On the first of the lanes that has one: the span nearest to where `from` begins, so that the way back
/// leads back.
fn across(trace: &Trace, from: SpanRef, mut lanes: impl Iterator<Item = u16>) -> Option<SpanRef> {
    let at = trace.span(from.lane, from.index)?.start;
    lanes.find_map(|lane| nearest(trace, LaneId(lane), at))
}

fn nearest(trace: &Trace, lane: LaneId, at: Nanos) -> Option<SpanRef> {
    let here = first_ending_after(trace, lane, at);
    let after = busy(trace, lane, here..trace.spans(lane).len());
    let before = busy(trace, lane, (0..here).rev());
    let off = |found: &SpanRef| trace.span(lane, found.index).map(|span| distance(&span, at));
    [after, before].into_iter().flatten().min_by_key(off)
}
