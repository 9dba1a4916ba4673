//! Which span is meant, by the pointer and by keys.

use crate::rows::Row;
use files::import::{Brought, Lane, Span};
use model::viewer::Step;
use model::{Nanos, State};

/// A span: its lane, and its position there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) lane: usize,
    pub(crate) index: usize,
}

/// How many spans of a pixel are looked at: beyond that, any is as good.
const LOOK: usize = 1_000;

/// The lane at a height; the gap between two belongs to the upper.
pub(crate) fn lane_at(rows: &[Row], y: f64) -> Option<usize> {
    rows.partition_point(|row| row.y <= y).checked_sub(1)
}

/// The span of a lane nearest to `at`, of those that are somewhere between `from` and `to`; first those in the state
/// that is drawn there.
pub(crate) fn span_at(
    trace: &Brought,
    lane: usize,
    (from, at, to): (Nanos, Nanos, Nanos),
    drawn: State,
) -> Option<Place> {
    let about = trace.lanes.get(lane)?;
    let first = about.first_ending_after(from);
    let near = (first..).map_while(|index| Some((index, about.span(index)?)));
    let near = near.take_while(|(_, span)| span.start <= to).take(LOOK).filter(|(_, span)| is_drawn(span));
    let distance =
        |span: &Span| span.start.saturating_sub(at).0.max(at.0.saturating_sub(span.end.0.saturating_sub(1)));
    let nearest = near.min_by_key(|(_, span)| (span.state != drawn, distance(span)));
    nearest.map(|(index, _)| Place { lane, index })
}

/// Where a step leads from `place`; stays where there is no further.
pub(crate) fn step(trace: &Brought, place: Place, step: Step) -> Place {
    let Some(lane) = trace.lanes.get(place.lane) else { return place };
    let index = match step {
        Step::Left => before(lane, place.index, is_drawn),
        Step::Right => after(lane, place.index + 1, is_drawn),
        Step::First => after(lane, 0, is_drawn),
        Step::Last => before(lane, lane.len(), is_drawn),
        Step::NextWait => after(lane, place.index + 1, waits),
        Step::PreviousWait => before(lane, place.index, waits),
        Step::Up => return beside(trace, lane, place, (0..place.lane).rev()),
        Step::Down => return beside(trace, lane, place, place.lane + 1..trace.lanes.len()),
    };
    index.map_or(place, |index| Place { index, ..place })
}

/// The first span there is to look at.
pub(crate) fn first(trace: &Brought) -> Option<Place> {
    let lanes = trace.lanes.iter().enumerate();
    lanes.filter_map(|(lane, about)| Some(Place { lane, index: after(about, 0, is_drawn)? })).next()
}

/// The nearest of the lanes that has something, at about the same time.
fn beside(trace: &Brought, lane: &Lane, place: Place, mut lanes: impl Iterator<Item = usize>) -> Place {
    let Some((start, end)) = lane.times(place.index) else { return place };
    let middle = Nanos(start.0.midpoint(end.0));
    let found = lanes.find_map(|lane| {
        let about = trace.lanes.get(lane)?;
        let index = about.first_ending_after(middle);
        let index = after(about, index, is_drawn).or_else(|| before(about, index, is_drawn))?;
        Some(Place { lane, index })
    });
    found.unwrap_or(place)
}

fn after(lane: &Lane, from: usize, is: fn(&Span) -> bool) -> Option<usize> {
    (from..lane.len()).find(|index| lane.span(*index).is_some_and(|span| is(&span)))
}

fn before(lane: &Lane, until: usize, is: fn(&Span) -> bool) -> Option<usize> {
    (0..until).rev().find(|index| lane.span(*index).is_some_and(|span| is(&span)))
}

fn is_drawn(span: &Span) -> bool {
    span.state != State::Idle
}

const fn waits(span: &Span) -> bool {
    span.state.is_waiting()
}
