//! What a run shows, in one of a few kinds: the sentences are chosen by it.

use model::trace::Outcome;
use model::{Nanos, Race, RunResult, Runtime, State};

/// What kept a run slow or made it fast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Finding {
    /// A single worker: nothing can overlap.
    Alone,
    /// Waiting for I/O is most of the life, all at once.
    WaitsOverlap,
    /// C code computes with the GIL dropped.
    DropsGil,
    /// Much of the life is waiting for the GIL.
    WaitsForGil,
    /// Much of the life is waiting for a lock.
    WaitsForLock,
    /// Much of the life is standing still for garbage collections.
    WorldStops,
    /// Starting and copying take more than the work gains.
    Overhead,
    /// There are fewer cores than workers that could run.
    WaitsForCore,
    /// Nothing stands in the way.
    Parallel,
}

/// From this share of the workers' life on, a wait for the GIL is worth a sentence.
const MUCH: f64 = 0.2;

/// From this speedup on, the gain is worth a sentence.
pub(crate) const WORTH_IT: f64 = 1.2;

/// What `run` shows. Shares are of its workers' life, as [`model::Metrics::share`] counts it.
pub(crate) fn finding(run: &RunResult) -> Finding {
    let share = |state| run.metrics.share(state);
    let own_gil = matches!(run.runtime, Runtime::Processes | Runtime::Interpreters);
    let runs = share(State::Run) + share(State::RunFree);
    if run.workers <= 1 && run.runtime != Runtime::Asyncio {
        Finding::Alone
    } else if own_gil && share(State::Start) + share(State::Copy) > runs + share(State::WaitIo) {
        Finding::Overhead
    } else if share(State::WaitLock) >= MUCH && share(State::WaitLock) >= share(State::WaitGil) {
        Finding::WaitsForLock
    } else if share(State::WaitWorld) >= MUCH {
        Finding::WorldStops
    } else if share(State::WaitGil) >= MUCH {
        Finding::WaitsForGil
    } else if share(State::WaitIo) > 2.0 * runs {
        Finding::WaitsOverlap
    } else if share(State::WaitCore) >= MUCH {
        Finding::WaitsForCore
    } else if run.runtime == Runtime::Threads && share(State::RunFree) > share(State::Run) {
        Finding::DropsGil
    } else {
        Finding::Parallel
    }
}

/// The run of `runtime`, if it is in the race and came to its end.
pub(crate) fn finished(race: &Race, runtime: Runtime) -> Option<&RunResult> {
    race.results.iter().find(|run| run.runtime == runtime && run.trace.outcome == Outcome::Finished)
}

/// How many times faster than the sequential run.
pub(crate) fn gain(run: &RunResult, race: &Race) -> f64 {
    run.metrics.speedup(race.baseline)
}

/// When the last worker that computed or waited for a task began to.
pub(crate) fn last_begins(run: &RunResult) -> Nanos {
    let workers = run.trace.lane_ids().filter(|(_, lane)| lane.kind == model::LaneKind::Worker);
    let begins = |(id, _)| {
        run.trace
            .spans(id)
            .find(|span| span.state.is_running() || span.state == State::WaitIo)
            .map(|span| span.start)
    };
    workers.filter_map(begins).max().unwrap_or(Nanos::ZERO)
}
