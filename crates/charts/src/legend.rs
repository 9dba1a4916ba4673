//! What the rectangles mean: only those that are there.

use model::{State, Trace};
use words::states;

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

/// What a state is called in a legend; [`State::Idle`] needs no entry.
#[must_use]
pub fn words(state: State) -> Option<&'static str> {
    Some(match state {
        State::Run => states::run(),
        State::RunFree => states::run_free(),
        State::WaitGil => states::wait_gil(),
        State::WaitLock => states::wait_lock(),
        State::WaitIo => states::wait_io(),
        State::WaitCore => states::wait_core(),
        State::Start | State::Copy => states::copy(),
        State::WaitWorld => states::wait_world(),
        State::Idle => return None,
    })
}
