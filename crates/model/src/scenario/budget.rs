//! How much work a simulation will be, before it is begun.
//!
//! Only an estimate can refuse a scenario at once, so it is one from above: counts of what makes events, each
//! times the most events that it makes. The simulator's tests hold random scenarios to it.

use super::{Awaiting, Draft, Locking, Sharing, StartMethod, Via};
use crate::{Nanos, Runtime, WorkloadKind};

/// The most events that one race may take; about a second in a browser.
pub const EVENT_LIMIT: u64 = 4_000_000;

/// Events for each worker: its start, its boot, its hand-shake with the starter.
const PER_WORKER: u64 = 16;
/// Events for each task beside its pieces: submitted, taken and finished.
const PER_TASK: u64 = 8;
/// Events for each task that goes to another process: passed on, packed, read, unpacked, and all that again
/// for the result.
const PER_COPIED_TASK: u64 = 20;
/// Events for each piece of work: its end, and wake-ups of others, some of them in vain.
const PER_WORK: u64 = 3;
/// Events for each wait: its timer, an iteration or two of an event loop, wake-ups around it.
const PER_WAIT: u64 = 7;
/// Events for each hand-over of a GIL: request, poll, wake-ups, retakes; and one more for each waiter, which
/// times out about as often.
const PER_HAND_OVER: u64 = 6;
/// Events for each critical section: the lock tried, waited for, let go, the next waiter woken; for each lock.
const PER_LOCK: u64 = 10;
/// Events for each time slice of a core: its end, and a wake-up that cut the one before short.
const PER_CORE_SLICE: u64 = 3;

/// Events for each garbage collection beside its end: of the thread that stops the world, its wake-up and a time
/// slice; and of each thread stopped, its poll, its wake-up and the turn at a core that it then needs.
const PER_COLLECTION: u64 = 6;
const PER_STOPPED: u64 = 6;

/// The time slice of the modelled operating system when there are more threads than cores, in nanoseconds.
const CORE_SLICE: u64 = 3_000_000;
/// The least that a timed wait for the GIL is longer than the switch interval, in nanoseconds.
const LEAST_LATE: u64 = 45_000;
/// CPU time of a runtime for each task and for each worker, and of processes for each byte copied there and
/// back, in nanoseconds; interpreters share bytes for less than a nanosecond each. The most that any has.
const TASK_COST: u64 = 500_000;
const WORKER_COST: u64 = 55_000_000;
const BYTE_COST: u64 = 6;
/// CPU time of a worker process that is not forked, and of what such a pool starts besides: the resource tracker
/// and the forkserver.
const BOOTED_COST: u64 = 105_000_000;
/// Threads of a pool of processes beside its workers: the caller, at most three helpers, the resource tracker.
const BESIDE_WORKERS: u64 = 5;
/// Those of them that may wait for the parent's GIL at once, while another has it.
const PARENT_WAITERS: u32 = 3;
/// CPU time of a block of shared memory, without its bytes.
const BLOCK_COST: u64 = 800_000;
/// CPU time of an update of a shared variable, the slowest statement's, in nanoseconds.
const UPDATE_COST: u64 = 250;
/// How many updates of free threads take as long to simulate as one event.
const UPDATES_PER_EVENT: u64 = 4;
/// The least time between two tries of a thread for the GIL of 2.7, in nanoseconds.
const TRY: u64 = 25_000;

/// An upper estimate of the events of all chosen runtimes together.
pub(super) fn estimate(draft: &Draft) -> u64 {
    let draft = &collecting_as_time(counting_as_time(draft));
    draft.runtimes.iter().map(|runtime| one(draft, runtime)).fold(0, u64::saturating_add)
}

/// Tasks that count as tasks that compute for as long, on an object that they share.
fn counting_as_time(draft: &Draft) -> Draft {
    let mut draft = draft.clone();
    let job = &mut draft.workload;
    if job.kind == WorkloadKind::Count {
        job.cpu = Nanos(UPDATE_COST * u64::from(job.updates));
        job.sharing = Sharing::DictStore;
    }
    draft
}

/// Tasks that collect garbage count as tasks that compute for as much longer.
fn collecting_as_time(mut draft: Draft) -> Draft {
    let job = &mut draft.workload;
    job.cpu = Nanos(job.cpu.0.saturating_add(job.collecting().0));
    draft
}

fn one(draft: &Draft, runtime: Runtime) -> u64 {
    let job = &draft.workload;
    let (tasks, workers) = (u64::from(job.tasks), u64::from(draft.workers_for(runtime)));
    let locks = u64::from(job.locked > 0) * if job.locking == Locking::One { 1 } else { 2 };
    let per_piece =
        (PER_WORK + PER_LOCK * locks) * u64::from(job.cpu.0 > 0) + PER_WAIT * u64::from(job.io.0 > 0);
    let per_task = if runtime == Runtime::Processes { PER_COPIED_TASK } else { PER_TASK };
    let hogs = u64::from(job.hogs) * (per_task + PER_WORK);
    let beside = if runtime == Runtime::Processes { BESIDE_WORKERS } else { 0 };
    let fixed =
        (workers + beside) * PER_WORKER + tasks * (per_task + u64::from(job.segments) * per_piece) + hogs;
    [hand_overs, tries, time_outs, core_slices, interleaving, collections]
        .into_iter()
        .fold(fixed, |sum, part| sum.saturating_add(part(draft, runtime)))
}

/// On 2.7 every waiter for the GIL is woken over and over, mostly in vain.
fn tries(draft: &Draft, runtime: Runtime) -> u64 {
    let job = &draft.workload;
    let held = job.whole_cpu().0.saturating_add(TASK_COST * u64::from(job.all_tasks()));
    if runtime != Runtime::Threads || !draft.python.is_2() {
        return 0;
    }
    (slowed(draft, runtime, held) / TRY + 1).saturating_mul(draft.workers_for(runtime).into())
}

/// Free threads that count are followed load by load and store by store.
fn interleaving(draft: &Draft, runtime: Runtime) -> u64 {
    let job = &draft.workload;
    let counts = job.kind == WorkloadKind::Count && runtime == Runtime::FreeThreads;
    u64::from(counts) * u64::from(job.updates) * u64::from(job.tasks) / UPDATES_PER_EVENT
}

/// Without a GIL each collection stops all other threads.
fn collections(draft: &Draft, runtime: Runtime) -> u64 {
    let job = &draft.workload;
    let free = runtime == Runtime::FreeThreads;
    let stopped = if free { u64::from(draft.workers_for(runtime)) } else { 0 };
    let each = PER_COLLECTION + PER_STOPPED * stopped;
    (u64::from(job.tasks) * job.collections()).saturating_mul(each)
}

/// The threads that share one GIL hand it over about once an interval, as long as they want it.
fn hand_overs(draft: &Draft, runtime: Runtime) -> u64 {
    let job = &draft.workload;
    let tasks = u64::from(job.all_tasks());
    let each = if job.drops_gil() { job.collecting().0 } else { job.cpu.0 };
    let cpu = each.saturating_mul(job.tasks.into());
    let cpu = cpu.saturating_add(job.hog_cpu.0 * u64::from(job.hogs));
    let (cpu, each, waiters) = match runtime {
        Runtime::Threads => (cpu, TASK_COST, draft.workers_for(runtime)),
        Runtime::Asyncio if draft.awaiting == Awaiting::Thread => {
            (cpu, TASK_COST, draft.workers_for(Runtime::Threads) + 1)
        }
        Runtime::Processes => (0, task_cost(draft), PARENT_WAITERS),
        _ => return 0,
    };
    let waiters = u64::from(waiters);
    let held = slowed(draft, runtime, each.saturating_mul(tasks).saturating_add(cpu));
    let often = held / (draft.interval.0 + LEAST_LATE) + 1;
    often.saturating_mul(PER_HAND_OVER + waiters)
}

/// Whoever holds the GIL of a pool's parent and waits for a core, among the workers that boot, keeps the parent's
/// other threads waiting, who time out once an interval.
fn time_outs(draft: &Draft, runtime: Runtime) -> u64 {
    if runtime != Runtime::Processes {
        return 0;
    }
    let longest = crowded(draft, runtime) / u64::from(draft.cores.0.max(1));
    (longest / (draft.interval.0 + LEAST_LATE)).saturating_mul(PARENT_WAITERS.into())
}

/// More threads than cores take turns.
fn core_slices(draft: &Draft, runtime: Runtime) -> u64 {
    crowded(draft, runtime) / CORE_SLICE * PER_CORE_SLICE
}

/// CPU time of the whole run where there may be more threads than cores, and else none.
fn crowded(draft: &Draft, runtime: Runtime) -> u64 {
    let job = &draft.workload;
    let offloads = runtime == Runtime::Asyncio && draft.awaiting == Awaiting::Thread;
    let workers = u64::from(draft.workers_for(if offloads { Runtime::Threads } else { runtime }));
    if workers == 1 && runtime != Runtime::Processes || workers + BESIDE_WORKERS <= draft.cores.0.into() {
        return 0;
    }
    let (each, start) = match runtime {
        Runtime::Processes => (task_cost(draft), process_starts(draft, workers)),
        Runtime::Interpreters => (TASK_COST + job.data.0, workers * WORKER_COST),
        _ => (TASK_COST, workers * WORKER_COST),
    };
    // Free threads are at most 1.4 times as slow.
    let cpu = slowed(draft, runtime, job.whole_cpu().0.saturating_mul(3) / 2);
    let each = each.saturating_mul(job.all_tasks().into());
    cpu.saturating_add(at_siblings(draft, each.saturating_add(start)))
}

/// What a pool of processes takes for a task, its data there and back.
fn task_cost(draft: &Draft) -> u64 {
    let block = if draft.via == Via::Shared { BLOCK_COST } else { 0 };
    TASK_COST + block + draft.workload.data.0 * BYTE_COST
}

/// What it takes to start a pool of processes.
fn process_starts(draft: &Draft, workers: u64) -> u64 {
    let forked = draft.start_method() == StartMethod::Fork;
    let each = if forked { WORKER_COST } else { BOOTED_COST };
    workers * each + 2 * BOOTED_COST
}

/// CPU time with what slows threads down: hardware threads that share a core, and objects that free threads share,
/// where each thread beside the first adds less than four times the time alone.
fn slowed(draft: &Draft, runtime: Runtime, cpu: u64) -> u64 {
    let siblings = at_siblings(draft, cpu);
    if runtime != Runtime::FreeThreads || draft.workload.sharing == Sharing::Nothing {
        return siblings;
    }
    let sharers = draft.workers_for(runtime).min(draft.cores.0.into());
    siblings.saturating_mul(1 + 4 * u64::from(sharers - 1))
}

/// CPU time where hardware threads share every core.
fn at_siblings(draft: &Draft, cpu: u64) -> u64 {
    cpu.saturating_mul(100) / u64::from(draft.siblings.max(1))
}
