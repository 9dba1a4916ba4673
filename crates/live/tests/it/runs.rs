//! Every runtime does the whole job, on as many workers as it has, and its trace keeps the rules.

use crate::support::{POOL, facts, measure, measured_kinds, run_unrecorded, scenario, world};
use model::capabilities::{MOST_MEMORIES, MOST_THREADS};
use model::result::RunKind;
use model::{Bytes, Clock, LaneKind, Nanos, RunResult, Runtime, RuntimeSet, Scenario, State, WorkloadKind};

/// Six tasks on three workers, of a few milliseconds each.
fn small(kind: WorkloadKind) -> Scenario {
    scenario(kind, |draft| {
        draft.workload.tasks = 6;
        draft.workload.segments = 3;
        draft.workload.cpu = Nanos::millis(12);
        draft.workload.io = Nanos(draft.workload.io.0.min(3_000_000));
        draft.workload.spread = 50;
        draft.workers = Some(3);
        draft.interval = Nanos::micros(500);
    })
}

fn run(kind: WorkloadKind, runtime: Runtime) -> RunResult {
    measure(&world(POOL), &small(kind), runtime).expect("the small scenarios can be measured")
}

#[test]
fn every_task_is_finished_once() {
    for kind in measured_kinds() {
        for runtime in Runtime::ALL {
            let result = run(kind, runtime);
            assert_eq!(result.metrics.tasks, 6, "{kind:?} {runtime}");
            let mut begun = facts::begun(&result.trace);
            begun.sort();
            assert_eq!(begun, facts::all(6), "{kind:?} {runtime}");
        }
    }
}

#[test]
fn a_measured_trace_says_so() {
    let result = run(WorkloadKind::Mixed, Runtime::Threads);
    assert_eq!(result.kind, RunKind::Measured);
    assert!(matches!(result.trace.clock, Clock::Wall { resolution: Nanos(100), .. }));
    assert_eq!(result.trace.provenance.runtime, Runtime::Threads);
    assert_eq!(result.trace.provenance.cores.0, 2);
    assert!(result.trace.provenance.source.starts_with("interleave-live "));
}

#[test]
fn there_is_a_lane_for_each_worker() {
    for (runtime, workers) in Runtime::ALL.into_iter().zip([1, 3, 1, 3, 3, 3]) {
        let result = run(WorkloadKind::Mixed, runtime);
        let lanes = |kind| result.trace.lanes().iter().filter(move |lane| lane.kind == kind).count();
        assert_eq!((result.workers, lanes(LaneKind::Worker)), (workers, workers as usize), "{runtime}");
        let has_parent = matches!(runtime, Runtime::Processes | Runtime::Interpreters);
        assert_eq!(lanes(LaneKind::Main), usize::from(has_parent), "{runtime}");
    }
}

#[test]
fn threads_are_hired_where_the_pool_has_too_few() {
    let job = scenario(WorkloadKind::Io, |draft| {
        (draft.workload.tasks, draft.workers) = (40, Some(40));
        (draft.workload.io, draft.workload.segments) = (Nanos::millis(300), 1);
    });
    for runtime in [Runtime::Threads, Runtime::FreeThreads] {
        let result = measure(&world(2), &job, runtime).unwrap();
        assert_eq!(result.workers, 40, "{runtime}");
        assert_eq!(facts::most_at_once(&result.trace, |state| state == State::WaitIo), 40, "{runtime}");
    }
}

#[test]
fn more_workers_than_can_be_started_are_refused() {
    let most = [
        (Runtime::Threads, MOST_THREADS),
        (Runtime::FreeThreads, MOST_THREADS),
        (Runtime::Processes, MOST_MEMORIES),
        (Runtime::Interpreters, MOST_MEMORIES),
    ];
    for (runtime, most) in most {
        let job = scenario(WorkloadKind::Io, |draft| {
            (draft.workload.tasks, draft.workers) = (1000, Some(most + 1));
            draft.runtimes = RuntimeSet::EMPTY.with(runtime);
        });
        let error = measure(&world(POOL), &job, runtime).unwrap_err().to_string();
        assert!(error.contains(&most.to_string()) && error.contains(&(most + 1).to_string()), "{error}");
    }
}

#[test]
fn more_data_than_there_is_room_for_is_refused() {
    let job = scenario(WorkloadKind::Data, |draft| draft.workload.data = Bytes(900_000_000));
    for runtime in [Runtime::Processes, Runtime::Interpreters] {
        let error = measure(&world(POOL), &job, runtime).unwrap_err().to_string();
        assert!(error.contains("12600 MB") && error.contains("1000 MB"), "{error}");
    }
}

#[test]
fn every_wait_is_really_waited() {
    let job = small(WorkloadKind::Mixed);
    for runtime in [Runtime::Sequential, Runtime::Threads, Runtime::FreeThreads] {
        let result = measure(&world(POOL), &job, runtime).unwrap();
        // With 50 % spread each wait is at least half its mean.
        let least = Nanos(job.workload.io.times(6).0 / 2);
        assert!(result.metrics.time_in(State::WaitIo) >= least, "{runtime}");
    }
}

#[test]
fn sequential_does_one_task_after_the_other() {
    for pool in [0, POOL] {
        let trace = measure(&world(pool), &small(WorkloadKind::Mixed), Runtime::Sequential).unwrap().trace;
        let tasks: Vec<_> = facts::spans(&trace).into_iter().filter_map(|(_, span)| span.task).collect();
        assert!(tasks.is_sorted());
        assert_eq!(facts::begun(&trace), facts::all(6));
        assert_eq!(facts::ended(&trace), facts::all(6));
    }
}

#[test]
fn free_threads_hold_no_gil() {
    let trace = run(WorkloadKind::Mixed, Runtime::FreeThreads).trace;
    assert!(trace.lanes().iter().all(|lane| lane.gil.is_none()));
    assert!(facts::spans(&trace).iter().all(|(_, span)| span.state != State::WaitGil));
}

#[test]
fn workers_that_wait_wait_together() {
    let job = scenario(WorkloadKind::Io, |draft| {
        draft.workload.cpu = Nanos::ZERO;
        draft.workload.io = Nanos::millis(60);
        draft.workload.segments = 1;
    });
    for runtime in [Runtime::Threads, Runtime::FreeThreads] {
        let trace = measure(&world(POOL), &job, runtime).unwrap().trace;
        assert_eq!(facts::most_at_once(&trace, |state| state == State::WaitIo), 4, "{runtime}");
    }
}

#[test]
fn a_page_without_shared_memory_says_so() {
    for runtime in [Runtime::Threads, Runtime::FreeThreads] {
        let error = measure(&world(0), &small(WorkloadKind::Cpu), runtime).unwrap_err();
        assert!(error.to_string().contains("shared memory"), "{error}");
    }
}

/// The wall time lies between the longest wait and the time from before the run to after it.
#[test]
fn an_unrecorded_run_is_timed_all_the_same() {
    let job = scenario(WorkloadKind::Io, |draft| {
        draft.workload.io = Nanos::millis(20);
        draft.workload.spread = 0;
        draft.workload.segments = 1;
    });
    for (runtime, pool) in Runtime::ALL.into_iter().flat_map(|runtime| [(runtime, POOL), (runtime, 0)]) {
        let world = world(pool);
        let begin = (world.clock)();
        let wall = run_unrecorded(&world, &job, runtime);
        if world.capabilities.can_measure(&job, runtime).is_ok() {
            let whole = (world.clock)() - begin;
            let wall = wall.unwrap();
            assert!((Nanos::millis(20)..=whole).contains(&wall), "{runtime}: {wall:?} of {whole:?}");
        }
    }
}
