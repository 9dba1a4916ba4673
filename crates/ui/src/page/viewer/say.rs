//! What there is to say of a brought trace. Names come from outside, and are text.

use ::words::text;
use ::words::viewer as said;
use charts::format::{duration, interval, percent};
use model::viewer::{Opened, PointedSpan};
use model::{Nanos, State};

/// What a state is called here: of another tool's trace nobody knows who held a GIL.
pub(super) fn state(state: State) -> &'static str {
    match state {
        State::Run => said::runs(),
        other => charts::legend::words(other).unwrap_or_else(said::is_idle),
    }
}

/// The file, in a sentence.
pub(super) fn about(name: &str, opened: &Opened) -> String {
    let (slices, lanes) = (said::slices(opened.slices), said::lanes(opened.lanes.len() as u64));
    let (slices, lanes, duration) = (&*slices, &*lanes, &*duration(opened.end));
    if opened.firefox {
        said::Firefox { name, slices, lanes, duration }.say()
    } else {
        said::Chrome { name, slices, lanes, duration }.say()
    }
}

/// What the lanes did, all together.
pub(super) fn shares(opened: &Opened) -> String {
    let whole: u64 = drawn(opened).map(|(_, total)| total).sum();
    let share = |(which, total): (State, u64)| {
        let percent = percent(total as f64 / whole.max(1) as f64);
        said::Share { state: state(which), percent: &percent }.say()
    };
    said::shares(&drawn(opened).map(share).collect::<Vec<_>>().join(text::comma()))
}

/// The states that are drawn somewhere, and for how long.
pub(super) fn drawn(opened: &Opened) -> impl Iterator<Item = (State, u64)> + '_ {
    // Starting and copying look alike.
    let total = |state: State| {
        let of = |state: State| opened.totals.get(state as usize).copied().unwrap_or_default();
        if state == State::Copy { of(State::Copy) + of(State::Start) } else { of(state) }
    };
    let states = State::ALL.iter().filter(|state| !matches!(state, State::Idle | State::Start));
    states.map(move |state| (*state, total(*state))).filter(|(_, total)| *total > 0)
}

/// What is not drawn, if anything is.
pub(super) fn left_out(opened: &Opened) -> Option<String> {
    let one = |(count, what): &(u64, String)| said::LeftOutOne { what, n: *count }.say();
    let all: Vec<String> = opened.left_out.iter().map(one).collect();
    (!all.is_empty()).then(|| said::left_out(&all.join(text::comma())))
}

/// A lane with its process.
pub(super) fn lane(opened: &Opened, lane: u32) -> String {
    let lane = opened.lanes.get(lane as usize);
    lane.map_or_else(String::new, |lane| [&*lane.process, " · ", &lane.name].concat())
}

/// A span, for those who hear it.
pub(super) fn spoken(opened: &Opened, span: &PointedSpan) -> String {
    let length = duration(length(span));
    said::Spoken {
        lane: &lane(opened, span.lane),
        name: &span.name,
        state: state(span.state),
        duration: &length,
        interval: &interval(span.start, span.end),
    }
    .say()
}

/// How long a span is.
pub(super) fn length(span: &PointedSpan) -> Nanos {
    span.end.saturating_sub(span.start)
}
