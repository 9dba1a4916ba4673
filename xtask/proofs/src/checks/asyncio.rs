//! The event loop: rules 8 and 9.

use crate::Run;
use crate::holds::moments;
use model::scenario::Awaiting;
use model::trace::InstantKind::LoopIteration;
use model::{LaneId, Nanos, Runtime, Span, TaskId};
use rand_core::Rng;
use rand_pcg::Pcg32;
use std::collections::BTreeSet;

/// A task's first step, each timer and each step after it run in iterations of their own, since what an iteration
/// schedules runs in a later one. Looked at where a task awaits nothing but timers.
pub(super) fn snapshot(run: &Run) -> Result<u64, String> {
    let job = &run.scenario.workload;
    if !awaits_timers_only(run) {
        return Ok(0);
    }
    let begins: Vec<Nanos> = moments(&run.trace, LoopIteration).map(|(at, _)| at).collect();
    let mut iterations = vec![BTreeSet::new(); job.all_tasks() as usize];
    for (task, span) in steps(run) {
        iterations[task.index()].insert(begins.partition_point(|begin| *begin <= span.start));
    }
    let waits = (0..job.segments).filter(|index| job.piece(job.io, *index) > Nanos::ZERO).count();
    for (index, iterations) in iterations.iter().enumerate() {
        let waits = if job.is_hog(TaskId(index as u32)) { 0 } else { waits };
        // Waits that spread so far may come to nothing.
        let fewer = job.spread == 100 && iterations.len() <= 1 + 2 * waits;
        if iterations.len() != 1 + 2 * waits && !fewer {
            return Err(format!("task {index} runs in {} iterations with {waits} waits", iterations.len()));
        }
    }
    Ok(iterations.len() as u64)
}

/// Tasks that compute, wait and are done finish in the order in which their timers are due, and those due at the same
/// time in the order in which they began.
pub(super) fn order(run: &Run) -> Result<u64, String> {
    let job = &run.scenario.workload;
    if !awaits_timers_only(run) || job.segments > 1 || job.io == Nanos::ZERO {
        return Ok(0);
    }
    // A wait that comes to nothing takes no timer.
    let own = || steps(run).filter(|(task, _)| !job.is_hog(*task) && wait(run, *task) > Nanos::ZERO);
    let mut due: Vec<Option<Nanos>> = vec![None; job.all_tasks() as usize];
    for (task, span) in own() {
        due[task.index()].get_or_insert(span.end + wait(run, task));
    }
    let mut last: Vec<(Nanos, TaskId)> = Vec::new();
    for (task, span) in own() {
        last.retain(|(_, other)| *other != task);
        last.push((span.start, task));
    }
    last.sort_unstable();
    for pair in last.windows(2) {
        let [(_, first), (_, second)] = *pair else { continue };
        if due[first.index()] > due[second.index()] {
            return Err(format!("{first:?} finishes before {second:?}, whose timer is due earlier"));
        }
    }
    Ok(last.len().saturating_sub(1) as u64)
}

/// How long a task in one piece waits, as every runtime has it: drawn from the seed and the task's number.
fn wait(run: &Run, task: TaskId) -> Nanos {
    let job = &run.scenario.workload;
    let drawn = Pcg32::new(run.scenario.seed, u64::from(task.0)).next_u32();
    let reach = u128::from(job.io.0) * u128::from(job.spread) / 100;
    Nanos((u128::from(job.io.0) - reach + ((u128::from(drawn) * (2 * reach + 1)) >> 32)) as u64)
}

/// Whether the tasks are coroutines on one loop, all let in at once, with no locks.
fn awaits_timers_only(run: &Run) -> bool {
    run.runtime == Runtime::Asyncio
        && run.is_finished()
        && run.scenario.awaiting == Awaiting::Loop
        && run.scenario.limit == 0
        && run.scenario.workload.locked == 0
}

/// What the loop's thread runs for tasks, in time order.
fn steps(run: &Run) -> impl Iterator<Item = (TaskId, Span)> {
    run.trace.spans(LaneId(0)).filter_map(|span| Some((span.task?, span)))
}
