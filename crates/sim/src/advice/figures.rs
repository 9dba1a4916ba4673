//! What a run's trace says about where its time went, as far as it makes a change plausible.

use model::scenario::Awaiting;
use model::{Nanos, Outcome, RunResult, Runtime, Scenario, Span, State};

/// What is less than this share of the workers' life, in percent, is not what kept a run slow.
const MUCH: u64 = 5;

/// Where the time went; each is whether it was a share worth doing something about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figures {
    /// Whether the run came to its end.
    pub(super) finished: bool,
    /// Waiting for a GIL.
    pub(super) gil: bool,
    /// Waiting for a lock of the program.
    pub(super) lock: bool,
    /// Waiting for I/O.
    pub(super) io: bool,
    /// Waiting for a core.
    pub(super) core: bool,
    /// Computing.
    pub(super) computes: bool,
    /// Starting workers, on the main thread and the helpers too.
    pub(super) starts: bool,
    /// Copying data, on the main thread and the helpers too.
    pub(super) copies: bool,
    /// Whether what computes in Python shares one GIL or one thread.
    pub(super) one_gil: bool,
}

impl Figures {
    pub(super) fn of(scenario: &Scenario, run: &RunResult) -> Self {
        let metrics = &run.metrics;
        let much = |time: Nanos| metrics.life > Nanos::ZERO && time.times(100) >= metrics.life.times(MUCH);
        let is = |state| much(metrics.time_in(state));
        Self {
            finished: run.trace.outcome == Outcome::Finished,
            gil: is(State::WaitGil),
            lock: is(State::WaitLock),
            io: is(State::WaitIo),
            core: is(State::WaitCore),
            computes: much(metrics.time_in(State::Run) + metrics.time_in(State::RunFree)),
            starts: much(on_all_lanes(run, State::Start)),
            copies: much(on_all_lanes(run, State::Copy)),
            one_gil: match run.runtime {
                Runtime::Threads => true,
                Runtime::Asyncio => scenario.awaiting == Awaiting::Thread,
                _ => false,
            },
        }
    }
}

/// What keeps workers waiting for work is on other lanes: a boot of the fork server, a parent that pickles.
fn on_all_lanes(run: &RunResult, state: State) -> Nanos {
    spans(run).filter(|span| span.state == state).map(|span| span.len()).sum()
}

fn spans(run: &RunResult) -> impl Iterator<Item = Span> + '_ {
    run.trace.lane_ids().flat_map(|(id, _)| run.trace.spans(id))
}
