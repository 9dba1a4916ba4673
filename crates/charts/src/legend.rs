//! What the rectangles mean: only those that are there.

use model::{State, Trace};

/// The states that occur in `traces` and draw something, each with its words, in the order of [`State::ALL`].
///
/// Starting and copying look alike and share one entry, [`State::Copy`].
#[must_use]
pub fn legend(traces: &[&Trace]) -> Vec<(State, &'static str)> {
    let mut seen = [false; State::ALL.len()];
    for trace in traces {
        for span in trace.lane_ids().flat_map(|(lane, _)| trace.spans(lane)) {
            seen[shown_as(span.state) as usize] = true;
        }
    }
    let entries = State::ALL.iter().filter(|state| seen[**state as usize]);
    entries.filter_map(|state| Some((*state, words(*state)?))).collect()
}

const fn shown_as(state: State) -> State {
    match state {
        State::Start => State::Copy,
        other => other,
    }
}

/// What a state is called; [`State::Idle`] needs no entry.
pub(crate) const fn words(state: State) -> Option<&'static str> {
    Some(match state {
        State::Run => "runs Python, holds the GIL",
        State::RunFree => "runs without a GIL",
        State::WaitGil => "waits for the GIL",
        State::WaitLock => "waits for a lock",
        State::WaitIo => "waits for I/O",
        State::WaitCore => "waits for a core",
        State::Start | State::Copy => "copies data, starts up",
        State::WaitWorld => "stands still for a garbage collection",
        State::Idle => return None,
    })
}
