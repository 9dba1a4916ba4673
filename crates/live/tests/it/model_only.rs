//! What is not measured is refused, with its reason, where it matters and only there.

use crate::support::{POOL, measure, scenario, world};
use live::Error;
use model::scenario::{Awaiting, Draft, Locking, Sharing, Unmeasurable, Via, Waking};
use model::{Bytes, Nanos, PythonVersion, Runtime, WorkloadKind};

/// Which runtimes refuse a job of mixed tasks with that part, and why.
#[track_caller]
fn check(edit: impl FnOnce(&mut Draft), refusals: &[(Runtime, Unmeasurable)]) {
    let job = scenario(WorkloadKind::Mixed, |draft| {
        (draft.workload.cpu, draft.workload.io) = (Nanos::millis(4), Nanos::millis(2));
        edit(draft);
    });
    for runtime in Runtime::ALL {
        let refusal = refusals.iter().find(|(refused, _)| *refused == runtime);
        let error = measure(&world(POOL), &job, runtime).err();
        assert_eq!(error, refusal.map(|(_, reason)| Error::Unmeasurable(*reason)), "{runtime}");
    }
}

#[test]
fn every_runtime_is_measured() {
    check(|_| (), &[]);
}

#[test]
fn counting_is_model_only() {
    let job = scenario(WorkloadKind::Count, |_| ());
    for runtime in Runtime::ALL {
        let error = measure(&world(POOL), &job, runtime).err();
        assert_eq!(error, Some(Error::Unmeasurable(Unmeasurable::Counting)), "{runtime}");
    }
}

#[test]
fn garbage_collections_are_model_only() {
    let collecting = |draft: &mut Draft| draft.workload.collection = Nanos::millis(1);
    let job = scenario(WorkloadKind::Cpu, collecting);
    for runtime in Runtime::ALL {
        let error = measure(&world(POOL), &job, runtime).err();
        assert_eq!(error, Some(Error::Unmeasurable(Unmeasurable::Collection)), "{runtime}");
    }
    // Who computes nothing collects nothing.
    check(|draft| (collecting(draft), draft.workload.cpu = Nanos::ZERO, draft.workload.io = Nanos(1)).1, &[]);
}

#[test]
fn ticks_are_model_only() {
    check(|draft| draft.python = PythonVersion::V2_7, &[(Runtime::Threads, Unmeasurable::Ticks)]);
    check(|draft| draft.python = PythonVersion::V3_2, &[]);
}

#[test]
fn an_order_of_waking_is_model_only() {
    for waking in [Waking::First, Waking::Last] {
        check(|draft| draft.waking = waking, &[(Runtime::Threads, Unmeasurable::Waking)]);
    }
}

/// What is said of a lock that several workers with a memory each would share.
fn between() -> [(Runtime, Unmeasurable); 2] {
    [Runtime::Processes, Runtime::Interpreters].map(|runtime| (runtime, Unmeasurable::LockBetween))
}

#[test]
fn locks_between_memories_are_model_only() {
    let locked = |draft: &mut Draft| draft.workload.locked = 50;
    check(locked, &between());
    check(|draft| (locked(draft), draft.workers = Some(1)).1, &[]);
}

#[test]
fn blocks_of_shared_memory_are_model_only_where_there_is_data() {
    let shared = |draft: &mut Draft| draft.via = Via::Shared;
    check(shared, &[]);
    let refused = [(Runtime::Processes, Unmeasurable::SharedBlocks)];
    check(|draft| (shared(draft), draft.workload.data = Bytes(1)).1, &refused);
}

#[test]
fn opposed_locks_are_model_only_where_they_can_deadlock() {
    let opposed =
        |draft: &mut Draft| (draft.workload.locked, draft.workload.locking) = (50, Locking::Opposed);
    let deadlocks = [Runtime::Threads, Runtime::FreeThreads].map(|runtime| (runtime, Unmeasurable::Deadlock));
    check(opposed, &[&deadlocks[..], &between()].concat());
    check(|draft| (opposed(draft), draft.workers = Some(1)).1, &[]);
    check(|draft| draft.workload.locking = Locking::Opposed, &[]);
}

#[test]
fn shared_objects_are_model_only_without_a_gil() {
    for sharing in Sharing::ALL.iter().skip(1) {
        check(|draft| draft.workload.sharing = *sharing, &[(Runtime::FreeThreads, Unmeasurable::Sharing)]);
    }
}

#[test]
fn threads_beside_the_loop_and_semaphores_are_model_only() {
    check(|draft| draft.awaiting = Awaiting::Thread, &[(Runtime::Asyncio, Unmeasurable::ToThread)]);
    check(|draft| draft.awaiting = Awaiting::Blocking, &[]);
    check(|draft| draft.limit = 3, &[(Runtime::Asyncio, Unmeasurable::Semaphore)]);
    // All four are let in at once.
    check(|draft| draft.limit = 4, &[]);
}

#[test]
fn every_reason_is_a_sentence_that_says_so() {
    use Unmeasurable::*;
    for reason in [
        Counting,
        Collection,
        LockBetween,
        SharedBlocks,
        Ticks,
        Waking,
        Deadlock,
        Sharing,
        ToThread,
        Semaphore,
    ] {
        let sentence = reason.to_string();
        assert!(sentence.contains("model only") && sentence.ends_with('.'), "{sentence}");
    }
}
