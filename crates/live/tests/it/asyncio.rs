//! One thread, one loop, futures that wait at the same time.

use crate::support::{POOL, facts, measure, scenario, world};
use model::scenario::{Awaiting, Draft};
use model::trace::InstantKind;
use model::{Nanos, Runtime, RuntimeSet, Scenario, State, TaskId, WorkloadKind};

fn waits(spread: u32, segments: u32) -> Scenario {
    scenario(WorkloadKind::Io, |draft| {
        draft.workload.tasks = 8;
        draft.workload.cpu = Nanos::ZERO;
        draft.workload.io = Nanos::millis(40);
        draft.workload.segments = segments;
        draft.workload.spread = spread;
    })
}

#[test]
fn ten_thousand_wait_at_the_same_time() {
    let job = scenario(WorkloadKind::Io, |draft| {
        (draft.workload.tasks, draft.workload.segments) = (10_000, 1);
        (draft.workload.cpu, draft.workload.io) = (Nanos::ZERO, Nanos::millis(200));
        draft.workload.spread = 50;
        draft.runtimes = RuntimeSet::EMPTY.with(Runtime::Asyncio);
    });
    for pool in [0, POOL] {
        let result = measure(&world(pool), &job, Runtime::Asyncio).unwrap();
        assert_eq!(result.metrics.tasks, 10_000);
        let mut ended = facts::ended(&result.trace);
        ended.sort();
        assert_eq!(ended, facts::all(10_000));
        assert!(result.metrics.wall < Nanos::millis(10_000 * 100), "one after the other is longer");
    }
}

#[test]
fn tasks_begin_in_the_order_they_were_gathered_in() {
    for pool in [0, POOL] {
        let job = scenario(WorkloadKind::Mixed, |draft| draft.workload.tasks = 9);
        let trace = measure(&world(pool), &job, Runtime::Asyncio).unwrap().trace;
        assert_eq!(facts::begun(&trace), facts::all(9));
    }
}

#[test]
fn equal_timers_ring_in_the_order_they_were_set() {
    for pool in [0, POOL] {
        let trace = measure(&world(pool), &waits(0, 1), Runtime::Asyncio).unwrap().trace;
        assert_eq!(facts::ended(&trace), facts::all(8));
    }
}

#[test]
fn spread_timers_ring_in_their_own_order_every_time() {
    let once = measure(&world(POOL), &waits(90, 1), Runtime::Asyncio).unwrap().trace;
    let again = measure(&world(0), &waits(90, 1), Runtime::Asyncio).unwrap().trace;
    assert_eq!(facts::ended(&once), facts::ended(&again));
    assert_ne!(facts::ended(&once), facts::all(8));
}

#[test]
fn waits_of_many_tasks_overlap_on_one_lane() {
    for pool in [0, POOL] {
        let result = measure(&world(pool), &waits(0, 4), Runtime::Asyncio).unwrap();
        assert_eq!(result.trace.lanes().len(), 1);
        // Eight waits one after the other would take 320 ms.
        assert!(result.metrics.wall < Nanos::millis(200), "{:?}", result.metrics.wall);
        assert!(result.metrics.wall >= Nanos::millis(40), "{:?}", result.metrics.wall);
    }
}

#[test]
fn a_task_that_computes_keeps_the_loop_to_itself() {
    let job = scenario(WorkloadKind::Cpu, |draft| draft.workload.cpu = Nanos::millis(120));
    for pool in [0, POOL] {
        let trace = measure(&world(pool), &job, Runtime::Asyncio).unwrap().trace;
        let tasks: Vec<TaskId> = facts::spans(&trace).into_iter().filter_map(|(_, span)| span.task).collect();
        assert!(tasks.is_sorted(), "{tasks:?}");
        assert_eq!(facts::count(&trace, InstantKind::LoopIteration), 1);
    }
}

#[test]
fn a_task_wakes_one_iteration_after_its_timer() {
    let job = scenario(WorkloadKind::Io, |draft| {
        draft.workload.tasks = 1;
        draft.workload.segments = 1;
    });
    let trace = measure(&world(POOL), &job, Runtime::Asyncio).unwrap().trace;
    // The first step; the timer; the second step.
    assert_eq!(facts::count(&trace, InstantKind::LoopIteration), 3);
    assert_eq!(facts::spans(&trace).iter().filter(|(_, span)| span.state == State::WaitIo).count(), 1);
}

#[test]
fn a_wait_that_blocks_the_loop_is_waited_by_all() {
    for pool in [0, POOL] {
        let draft = waits(0, 2).draft();
        let job = Draft { awaiting: Awaiting::Blocking, ..draft }.build().unwrap();
        let result = measure(&world(pool), &job, Runtime::Asyncio).unwrap();
        assert!(result.metrics.wall >= Nanos::millis(8 * 40), "{:?}", result.metrics.wall);
        let tasks: Vec<TaskId> =
            facts::spans(&result.trace).into_iter().filter_map(|(_, span)| span.task).collect();
        assert!(tasks.is_sorted(), "{tasks:?}");
        assert_eq!(facts::count(&result.trace, InstantKind::LoopIteration), 1);
    }
}
