//! CPU time, and where it may be cut: rules 4 and 7.

use super::case;
use crate::Run;
use crate::holds::moments;
use model::trace::InstantKind::ForcedDrop;
use model::{LaneId, LaneKind, Nanos, Runtime, Span, State, TaskId, WorkloadKind};
use sim::costs::Costs;

/// What was run is what was asked for, to the nanosecond, and no less than the job.
pub(super) fn conserved(run: &Run) -> Result<u64, String> {
    if !run.is_finished() {
        return Ok(0);
    }
    let done: Nanos = running(run).map(|(_, span)| span.len()).sum();
    let job = &run.scenario.workload;
    let whole = job.whole_cpu() + job.collecting().times(job.tasks.into());
    let least = if run.is_timed() { whole } else { Nanos::ZERO };
    let asked = run.trace.demand;
    case(done == asked && done >= least, || format!("{asked:?} asked for, {done:?} done, job {least:?}"))
}

/// Each task gets what the program asks for and the runtime's own cost for it. Hardware threads that share a core need
/// more; what coroutines and free threads cost goes by how they wait and what they share.
pub(super) fn each(run: &Run) -> Result<u64, String> {
    let costs = Costs::of(run.trace.provenance.python);
    let own = match run.runtime {
        Runtime::Sequential | Runtime::Processes => Nanos::ZERO,
        Runtime::Threads => costs.item,
        Runtime::Interpreters => costs.item + costs.interpreter_call,
        Runtime::Asyncio | Runtime::FreeThreads => return Ok(0),
    };
    if !run.is_finished() || !run.is_timed() {
        return Ok(0);
    }
    let (job, shared) = (&run.scenario.workload, run.scenario.siblings < 100);
    let mut got = vec![Nanos::ZERO; job.all_tasks() as usize];
    for (lane, span) in running(run) {
        if run.trace.lanes()[lane.index()].kind == LaneKind::Worker
            && let Some(got) = span.task.and_then(|task| got.get_mut(task.index()))
        {
            *got += span.len();
        }
    }
    for (index, got) in got.iter().enumerate() {
        let asked =
            own + if job.is_hog(TaskId(index as u32)) { job.hog_cpu } else { job.cpu + job.collecting() };
        if *got < asked || *got > asked && !shared {
            return Err(format!("task {index} asked for {asked:?} and got {got:?}"));
        }
    }
    Ok(got.len() as u64)
}

/// A thread is forced out at its poll points only: whole times its version's distance of its own time after it began,
/// or when the task is over; and a C call that keeps the GIL is never cut.
///
/// Looked at are tasks in one piece, where that time is all that the task has had: first the executor's share, which is
/// itself in whole distances, then its work.
pub(super) fn polls(run: &Run) -> Result<u64, String> {
    let job = &run.scenario.workload;
    if run.runtime != Runtime::Threads || !run.is_timed() || run.scenario.siblings < 100 {
        return Ok(0);
    }
    let whole = |task: TaskId| job.is_hog(task) || job.segments == 1 && job.locked == 0;
    let mut cases = 0;
    for (at, lane) in moments(&run.trace, ForcedDrop) {
        let spans = || run.trace.spans(lane).filter(|span| span.state == State::Run && span.end <= at);
        let Some(task) = spans().next_back().and_then(|span| span.task).filter(|task| whole(*task)) else {
            continue;
        };
        let own: Nanos = spans().filter(|span| span.task == Some(task)).map(|span| span.len()).sum();
        cases += case(may_be_cut(run, task, own), || format!("{lane:?} is cut at {at:?} after {own:?}"))?;
    }
    Ok(cases)
}

/// Whether a task that has had `own` CPU time in a thread is at a poll point.
fn may_be_cut(run: &Run, task: TaskId, own: Nanos) -> bool {
    let (job, costs) = (&run.scenario.workload, Costs::of(run.trace.provenance.python));
    let in_c = job.kind == WorkloadKind::C && !job.is_hog(task);
    let cpu = match (job.is_hog(task), in_c && job.drops_gil()) {
        (true, _) => job.hog_cpu,
        // With the GIL dropped, it isn't of what is cut.
        (false, true) => job.collecting(),
        (false, false) => job.cpu + job.collecting(),
    };
    let polled = own.0.is_multiple_of(costs.poll.0) && (!in_c || own <= costs.item);
    polled || own == costs.item + cpu
}

/// Every span that uses CPU time of the job's.
fn running(run: &Run) -> impl Iterator<Item = (LaneId, Span)> {
    let lanes = run.trace.lane_ids();
    let spans = lanes.flat_map(|(lane, _)| run.trace.spans(lane).map(move |span| (lane, span)));
    spans.filter(|(_, span)| span.state.is_running())
}
