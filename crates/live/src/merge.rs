//! What the workers wrote down, as one trace.

use crate::World;
use crate::log::{Shift, What, wall};
use crate::plan::Plan;
use model::{
    Clock, Cores, GilId, Lane, LaneId, LaneKind, Nanos, Outcome, ProcessId, Provenance, Runtime, Trace,
    TraceRecorder,
};

/// The program that wrote a trace.
pub(crate) const SOURCE: &str = concat!("interleave-live ", env!("CARGO_PKG_VERSION"));

/// The trace of `workers`, one lane each, in their order.
///
/// The run begins when its first worker does.
pub(crate) fn trace(world: &World, plan: &Plan, runtime: Runtime, workers: &[Shift]) -> Trace {
    let clock = Clock::Wall { resolution: world.capabilities.clock_step };
    let mut recorder = TraceRecorder::new(clock, provenance(world, plan, runtime));
    let lanes: Vec<_> = (0..workers.len()).map(|index| recorder.lane(lane(index, runtime))).collect();
    for letter in ["a", "b"].into_iter().take(plan.lock_count()) {
        recorder.lock(format!("lock-{letter}"));
    }
    let begin = workers.iter().map(|worker| worker.begin).min().unwrap_or_default();
    for (lane, worker) in lanes.into_iter().zip(workers) {
        for record in &worker.records {
            replay(&mut recorder, lane, record.what, record.at.saturating_sub(begin));
        }
    }
    recorder.finish(wall(workers), Outcome::Finished)
}

/// Writes one record into the trace, at a time of its clock.
pub(crate) fn replay(recorder: &mut TraceRecorder, lane: LaneId, what: What, at: Nanos) {
    match what {
        What::Enter { state, cause, holder, task } => recorder.enter(lane, at, state, cause, holder, task),
        What::WaitLock { lock, holder, task } => recorder.wait_for_lock(lane, at, lock, holder, Some(task)),
        What::Acquired(lock) => recorder.lock_acquired(lane, at, lock),
        What::Released(lock) => recorder.lock_released(lane, at, lock),
        What::Leave => recorder.leave(lane, at),
        What::Instant(kind) => recorder.instant(at, lane, kind),
    }
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

fn lane(index: usize, runtime: Runtime) -> Lane {
    Lane {
        name: match runtime {
            Runtime::Sequential => "main".to_owned(),
            Runtime::Asyncio => "event loop".to_owned(),
            _ => format!("worker-{}", index + 1),
        },
        kind: LaneKind::Worker,
        process: ProcessId(0),
        gil: (runtime != Runtime::FreeThreads).then_some(GilId(0)),
    }
}
