//! What the workers wrote down, as one trace.

use crate::World;
use crate::log::{Shift, What, wall};
use crate::plan::Plan;
use model::{
    Bytes, Cause, Clock, Cores, GilId, Lane, LaneId, LaneKind, Nanos, Outcome, ProcessId, Provenance,
    Runtime, Trace, TraceRecorder,
};

/// The program that wrote a trace.
pub(crate) const SOURCE: &str = concat!("interleave-live ", env!("CARGO_PKG_VERSION"));

/// What a run wrote down.
pub(crate) struct Told {
    /// Of each lane; where workers have a parent, that is the first.
    pub(crate) lanes: Vec<Shift>,
    /// What was copied between workers, both ways.
    pub(crate) copied: Bytes,
}

/// The trace of a run, its lanes in their order.
///
/// The run begins when its first lane does, and ends with the last.
pub(crate) fn trace(world: &World, plan: &Plan, runtime: Runtime, told: &Told) -> Trace {
    let workers = &told.lanes;
    let begin = workers.iter().map(|worker| worker.begin).min().unwrap_or_default();
    let clock = Clock::Wall { resolution: world.capabilities.clock_step, begin };
    let mut recorder = TraceRecorder::new(clock, provenance(world, plan, runtime));
    let lanes: Vec<_> = (0..workers.len()).map(|index| recorder.lane(lane(index, runtime))).collect();
    for letter in ["a", "b"].into_iter().take(plan.lock_count()) {
        recorder.lock(format!("lock-{letter}"));
    }
    let end = wall(workers);
    for (lane, worker) in lanes.into_iter().zip(workers) {
        for record in &worker.records {
            let at = record.at.saturating_sub(begin).min(end);
            replay(&mut recorder, lane, record.what, at);
        }
    }
    recorder.copied(told.copied);
    recorder.finish(end, Outcome::Finished)
}

/// Writes one record into the trace, at a time of its clock.
pub(crate) fn replay(recorder: &mut TraceRecorder, lane: LaneId, what: What, at: Nanos) {
    match what {
        What::Enter { state, cause, holder, task } => {
            recorder.holds_gil(lane, keeps_gil(cause));
            recorder.enter(lane, at, state, cause, holder, task);
        }
        What::WaitLock { lock, holder, task } => recorder.wait_for_lock(lane, at, lock, holder, Some(task)),
        What::Acquired(lock) => recorder.lock_acquired(lane, at, lock),
        What::Released(lock) => recorder.lock_released(lane, at, lock),
        What::Leave => recorder.leave(lane, at),
        What::Instant(kind) => recorder.instant(at, lane, kind),
    }
}

/// Whether who starts or copies for this reason runs code that keeps the GIL.
fn keeps_gil(cause: Cause) -> bool {
    matches!(cause, Cause::Spawn | Cause::Boot | Cause::Pickle | Cause::Unpickle)
}

fn provenance(world: &World, plan: &Plan, runtime: Runtime) -> Provenance {
    let processors = world.capabilities.processors.clamp(1, u16::MAX.into()) as u16;
    Provenance {
        runtime,
        python: runtime.python_for(plan.scenario().python),
        cores: Cores(processors),
        source: SOURCE.to_owned(),
    }
}

/// Workers with a memory of their own have a GIL of their own too, as their parent has.
fn lane(index: usize, runtime: Runtime) -> Lane {
    let number = index as u16;
    let (process, gil) = match runtime {
        Runtime::Processes => (number, Some(number)),
        Runtime::Interpreters => (0, Some(number)),
        Runtime::FreeThreads => (0, None),
        _ => (0, Some(0)),
    };
    let has_parent = matches!(runtime, Runtime::Processes | Runtime::Interpreters);
    Lane {
        name: match runtime {
            Runtime::Sequential => "main".to_owned(),
            Runtime::Asyncio => "event loop".to_owned(),
            _ if has_parent && index == 0 => "main".to_owned(),
            _ if has_parent => format!("worker-{index}"),
            _ => format!("worker-{}", index + 1),
        },
        kind: if has_parent && index == 0 { LaneKind::Main } else { LaneKind::Worker },
        process: ProcessId(process),
        gil: gil.map(GilId),
    }
}
