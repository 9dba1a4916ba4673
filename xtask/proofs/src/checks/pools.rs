//! Pools and their sizes: rule 10.

use super::case;
use crate::Run;
use model::scenario::{Awaiting, ProcessPool};
use model::{Cause, LaneKind, Nanos, Runtime, TaskId};
use std::collections::{BTreeMap, BTreeSet};

/// No more workers than asked for, or than the executor takes by itself.
pub(super) fn workers(run: &Run) -> Result<u64, String> {
    let workers = run.trace.lanes().iter().filter(|lane| lane.kind == LaneKind::Worker).count();
    let most = run.scenario.workers_for(pool(run)) as usize;
    case(workers <= most, || format!("{workers} workers for {most}"))
}

/// The runtime whose pool it is: `asyncio.to_thread` has the default executor's threads.
pub(super) fn pool(run: &Run) -> Runtime {
    let threads = run.runtime == Runtime::Asyncio && run.scenario.awaiting == Awaiting::Thread;
    if threads { Runtime::Threads } else { run.runtime }
}

/// A worker that has begun another task doesn't come back to the one before, and no other worker goes on with it: so
/// that as many tasks run as there are workers, and no more.
pub(super) fn one_by_one(run: &Run) -> Result<u64, String> {
    // Coroutines take turns on one worker.
    if run.runtime == Runtime::Asyncio || in_chunks(run) {
        return Ok(0);
    }
    let mut begun = BTreeSet::new();
    for (lane, _) in run.trace.lane_ids().filter(|(_, lane)| lane.kind == LaneKind::Worker) {
        let mut current = None;
        for task in run.trace.spans(lane).filter_map(|span| span.task) {
            if current != Some(task) && !begun.insert(task) {
                return Err(format!("{lane:?} comes back to {task:?}"));
            }
            current = Some(task);
        }
    }
    Ok(begun.len() as u64)
}

/// Whether processes get several tasks at once: a chunk is unpacked and answered as a whole, for its first task.
fn in_chunks(run: &Run) -> bool {
    let usual = run.scenario.pool == ProcessPool::Executor;
    run.runtime == Runtime::Processes && run.scenario.chunk.map_or(!usual, |chunk| chunk > 1)
}

/// `ProcessPoolExecutor` packs no more than one task beyond its workers' number before a worker takes one
/// (`EXTRA_QUEUED_CALLS` of Lib/concurrent/futures/process.py). A task is taken when it is read: the worker may have to
/// wait for a core before it unpacks it.
pub(super) fn ahead(run: &Run) -> Result<u64, String> {
    if run.runtime != Runtime::Processes || run.scenario.pool != ProcessPool::Executor {
        return Ok(0);
    }
    let packed = begins(run, LaneKind::Helper, |cause| cause == Cause::Pickle);
    let taken = begins(run, LaneKind::Worker, |cause| cause != Cause::Transfer);
    let mut changes: Vec<(Nanos, i64)> = packed.values().map(|at| (*at, 1)).collect();
    changes.extend(taken.iter().filter(|(task, _)| packed.contains_key(task)).map(|(_, at)| (*at, -1)));
    changes.sort_unstable();
    let most = i64::from(run.scenario.workers_for(run.runtime)) + 1;
    let mut ahead = 0;
    for (at, change) in changes {
        ahead += change;
        if ahead > most {
            return Err(format!("{ahead} tasks are packed and not taken at {at:?}"));
        }
    }
    Ok(packed.len() as u64)
}

/// When lanes of that kind first do something for such a cause, for each task.
fn begins(run: &Run, kind: LaneKind, such: impl Fn(Cause) -> bool) -> BTreeMap<TaskId, Nanos> {
    let mut begins = BTreeMap::new();
    for (lane, _) in run.trace.lane_ids().filter(|(_, lane)| lane.kind == kind) {
        for span in run.trace.spans(lane).filter(|span| such(span.cause)) {
            let Some(task) = span.task else { continue };
            let begin = begins.entry(task).or_insert(span.start);
            *begin = span.start.min(*begin);
        }
    }
    begins
}
