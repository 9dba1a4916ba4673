//! How much of a job can't run at once.
//!
//! Amdahl (1967): if a share `s` of a job is serial, `n` workers make it at most `1 / (s + (1 - s) / n)`
//! times faster. The tasks themselves can all run at once, so the serial part is what is done *for* them, one
//! thing after another: handing out tasks, starting workers, packing and unpacking data in the parent. Both
//! parts are read off one run of the race, that of the runtime that lets most of the job run at once:
//!
//! - serial: the time in which a lane that is no worker (main thread, executor's helper) runs, starts or
//!   copies; overlapping lanes count once; and the critical sections of the tasks;
//! - parallel: the time the workers run and wait for I/O, all together, critical sections apart.
//!
//! The share is `serial / (serial + parallel)`. What this leaves out on purpose: the GIL. It is not a property
//! of the job but of a runtime, and the distance of a curve from Amdahl's shows what it costs. Starting
//! workers grows with their number, which Amdahl's law knows nothing of; it is taken as it was in that run.

use crate::finding::finished;
use crate::format::{duration, percent};
use crate::names;
use model::{LaneKind, Nanos, Race, RunResult, Runtime, Scenario, State, Trace};
use words::serial;

/// The serial share of a job, and where it was seen.
#[derive(Clone, Debug, PartialEq)]
pub struct SerialShare {
    /// From 0 to 1.
    pub share: f64,
    /// One sentence that says what it is made of and which run it was measured in.
    pub caption: String,
}

/// The serial share of the scenario's job, computed from the race; 0 where no run in it has workers.
#[must_use]
pub fn serial_share(scenario: &Scenario, race: &Race) -> SerialShare {
    let Some(run) = most_parallel(scenario, race) else {
        let any = scenario.runtimes.iter().any(|runtime| WITH_WORKERS.contains(&runtime));
        let caption = if any { serial::none_finished() } else { serial::no_workers() }.into();
        return SerialShare { share: 0.0, caption };
    };
    let (apart, locked) = (serial_time(&run.trace), locked_time(scenario));
    let worked: Nanos =
        [State::Run, State::RunFree, State::WaitIo].map(|state| run.metrics.time_in(state)).into_iter().sum();
    let (one_by_one, parallel) = (apart + locked, worked.saturating_sub(locked));
    let whole = (one_by_one + parallel).0;
    let share = if whole == 0 { 0.0 } else { one_by_one.0 as f64 / whole as f64 };
    let under_lock = (locked > Nanos::ZERO).then(|| serial::locked(&duration(locked)));
    let caption = serial::Caption {
        share: &percent(share),
        apart: &duration(apart),
        locked: &under_lock.unwrap_or_default(),
        parallel: &duration(parallel),
        runtime: &names::title(run.runtime).to_lowercase(),
        kind: names::kind(run.kind),
    };
    SerialShare { share, caption: caption.say() }
}

/// The runtimes with workers, that with the least in their way first.
const WITH_WORKERS: [Runtime; 4] =
    [Runtime::FreeThreads, Runtime::Processes, Runtime::Interpreters, Runtime::Threads];

/// Of the runs with several workers, that of the runtime with the least in their way.
fn most_parallel<'a>(scenario: &Scenario, race: &'a Race) -> Option<&'a RunResult> {
    let run = |runtime| finished(race, runtime);
    WITH_WORKERS.into_iter().filter(|runtime| scenario.runtimes.contains(*runtime)).find_map(run)
}

/// CPU time of all tasks under the lock that all of them share.
fn locked_time(scenario: &Scenario) -> Nanos {
    let job = &scenario.workload;
    job.cpu.times(job.tasks.into()).permille(u64::from(job.locked) * 10)
}

/// How long at least one lane that is no worker was busy.
fn serial_time(trace: &Trace) -> Nanos {
    let busy = |state: State| state.is_running() || matches!(state, State::Start | State::Copy);
    let mut spans: Vec<(Nanos, Nanos)> = trace
        .lane_ids()
        .filter(|(_, lane)| lane.kind != LaneKind::Worker)
        .flat_map(|(id, _)| trace.spans(id).filter(|span| busy(span.state)))
        .map(|span| (span.start, span.end))
        .collect();
    spans.sort_unstable();
    let (mut time, mut until) = (Nanos::ZERO, Nanos::ZERO);
    for (start, end) in spans {
        time += end.saturating_sub(start.max(until));
        until = until.max(end);
    }
    time
}
