//! How much work a simulation will be, before it is begun.

use super::Draft;
use crate::Runtime;

/// The most events that one race may take; about a second in a browser.
pub const EVENT_LIMIT: u64 = 4_000_000;

/// Events per operation of a task: start, end, wake and the waits around them, rounded up.
const PER_OPERATION: u64 = 6;
/// Events per switch interval under a contended GIL: time-out, request, poll, hand-off, retake.
const PER_SLICE: u64 = 6;
/// The time slice of the modelled operating system when there are more threads than cores, in nanoseconds.
const CORE_SLICE: u64 = 3_000_000;

/// An upper estimate of the events of all chosen runtimes together.
pub(super) fn estimate(draft: &Draft) -> u64 {
    draft.runtimes.iter().map(|runtime| one(draft, runtime)).fold(0, u64::saturating_add)
}

fn one(draft: &Draft, runtime: Runtime) -> u64 {
    let job = &draft.workload;
    let (tasks, segments) = (u64::from(job.tasks), u64::from(job.segments));
    let operations = tasks.saturating_mul(segments.saturating_mul(2) + 8);
    let cpu = job.cpu.0.saturating_mul(tasks);
    let contended = draft.workers_for(runtime) > 1;
    let slices = match runtime {
        Runtime::Sequential | Runtime::Asyncio => 0,
        Runtime::Threads if contended => cpu / draft.interval.0.max(1),
        _ => cpu / CORE_SLICE,
    };
    // Every waiter times out once an interval, whoever holds the GIL.
    let waiters = if runtime == Runtime::Threads { u64::from(draft.workers_for(runtime)) } else { 1 };
    operations
        .saturating_mul(PER_OPERATION)
        .saturating_add(slices.saturating_mul(PER_SLICE.saturating_add(waiters)))
}
