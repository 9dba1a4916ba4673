//! Measurements: what is told, in which order, and what may come in between.

use crate::support::{Bench, measure, short};
use model::result::RunKind;
use model::{
    Kernel, Nanos, Reply, Request, RequestId, RunResult, Runtime, RuntimeSet, Scenario, WorkloadKind,
};
use std::collections::BTreeMap;

/// The short job, shown as these runtimes only.
fn shown(runtimes: impl IntoIterator<Item = Runtime>) -> Scenario {
    let mut draft = short(WorkloadKind::Mixed).draft();
    draft.runtimes = RuntimeSet::EMPTY;
    for runtime in runtimes {
        draft.runtimes = draft.runtimes.with(runtime);
    }
    draft.build().expect("it shows something")
}

/// What became of each runtime, as told last, and the last reply.
fn outcomes(replies: &[Reply]) -> (Vec<(Runtime, bool)>, &Reply) {
    let outcome = |reply: &Reply| match reply {
        Reply::Measured { result, .. } => Some((result.runtime, true)),
        Reply::Unmeasured { runtime, .. } => Some((*runtime, false)),
        _ => None,
    };
    let told: BTreeMap<_, _> = replies.iter().filter_map(outcome).collect();
    (told.into_iter().collect(), replies.last().expect("there is a last reply"))
}

/// The last that was told of each runtime: the run, the baseline, and the walls of all runs.
fn measured(replies: &[Reply]) -> Vec<(&RunResult, Nanos, &[Nanos])> {
    let mut last = BTreeMap::new();
    for reply in replies {
        if let Reply::Measured { result, baseline, walls, .. } = reply {
            last.insert(result.runtime, (&**result, *baseline, walls.walls()));
        }
    }
    last.into_values().collect()
}

#[test]
fn every_runtime_is_measured_or_said_why_not() {
    for (pool, threads) in [(0, false), (8, true)] {
        let mut bench = Bench::new(pool);
        bench.send(&measure(3, &shown(Runtime::ALL)));
        let replies = bench.run();
        let (outcomes, last) = outcomes(&replies);
        let expected = [true, threads, true, true, true, threads];
        assert_eq!(outcomes, Runtime::ALL.into_iter().zip(expected).collect::<Vec<_>>());
        assert_eq!(*last, Reply::Finished { id: RequestId(3) });
    }
}

#[test]
fn the_baseline_is_the_measured_sequential_run() {
    let mut bench = Bench::new(8);
    bench.send(&measure(1, &shown([Runtime::Sequential, Runtime::Asyncio])));
    let replies = bench.run();
    let [(sequential, own, _), (_, others, _)] = &measured(&replies)[..] else { panic!("{replies:?}") };
    assert_eq!(sequential.kind, RunKind::Measured);
    assert_eq!((sequential.metrics.wall, sequential.metrics.wall), (*own, *others));
}

#[test]
fn a_sequential_run_that_is_not_shown_is_still_the_baseline() {
    let mut bench = Bench::new(8);
    bench.send(&measure(1, &shown([Runtime::FreeThreads])));
    let replies = bench.run();
    assert_eq!(outcomes(&replies).0, [(Runtime::FreeThreads, true)]);
    let baseline = replies.iter().find_map(|reply| match reply {
        Reply::Measured { baseline, .. } => Some(*baseline),
        _ => None,
    });
    assert!(baseline > Some(Nanos::ZERO));
}

#[test]
fn nobody_waits_for_a_sequential_run_that_is_long_and_not_shown() {
    let mut bench = Bench::new(8);
    let mut draft = shown([Runtime::Asyncio]).draft();
    (draft.workload.cpu, draft.workload.io) = (Nanos::ZERO, Nanos::millis(5));
    (draft.workload.tasks, draft.workload.segments) = (10_000, 1);
    bench.send(&measure(1, &draft.build().expect("ten thousand tasks are valid")));
    let replies = bench.run();
    let baselines = replies.iter().filter_map(|reply| match reply {
        Reply::Measured { result, baseline, .. } => Some((result.metrics.tasks, *baseline)),
        _ => None,
    });
    let baselines: Vec<_> = baselines.collect();
    assert!(
        !baselines.is_empty() && baselines.iter().all(|run| *run == (10_000, Nanos::ZERO)),
        "{replies:?}"
    );
}

#[test]
fn progress_grows_up_to_the_end() {
    let mut bench = Bench::new(8);
    bench.send(&measure(1, &shown([Runtime::Sequential])));
    let told: Vec<u32> = bench
        .run()
        .iter()
        .filter_map(|reply| match reply {
            Reply::Progress { permille, .. } => Some(*permille),
            _ => None,
        })
        .collect();
    assert!(
        !told.is_empty() && told.is_sorted() && told.iter().all(|permille| *permille <= 1000),
        "{told:?}"
    );
}

#[test]
fn a_cancelled_measurement_ends_with_that() {
    for pool in [0, 8] {
        let mut bench = Bench::new(pool);
        bench.take();
        let mut draft = short(WorkloadKind::Cpu).draft();
        draft.workload.cpu = Nanos::millis(60_000);
        draft.runtimes = RuntimeSet::EMPTY.with(Runtime::Sequential);
        bench.send(&measure(5, &draft.build().unwrap()));
        for _ in 0..20 {
            assert!(bench.turn());
        }
        bench.send(&Request::Cancel { id: RequestId(4) });
        assert!(bench.turn(), "that was another one");
        bench.send(&Request::Cancel { id: RequestId(5) });
        assert_eq!(bench.run().last(), Some(&Reply::Cancelled { id: RequestId(5) }));
    }
}

#[test]
fn a_measurement_that_still_waits_can_be_cancelled_or_replaced() {
    let mut bench = Bench::new(0);
    bench.take();
    let scenario = shown([Runtime::Sequential]);
    bench.send(&measure(1, &scenario));
    bench.send(&measure(2, &scenario));
    assert_eq!(bench.take(), [Reply::Cancelled { id: RequestId(1) }]);
    bench.send(&Request::Cancel { id: RequestId(2) });
    assert_eq!(bench.run(), [Reply::Cancelled { id: RequestId(2) }]);
}

#[test]
fn a_run_has_the_machine_to_itself_and_between_two_there_is_room_for_others() {
    let mut bench = Bench::new(8);
    assert!(!bench.is_alone() && !bench.is_measuring());
    bench.send(&measure(1, &shown([Runtime::Sequential, Runtime::Asyncio])));
    let (mut begun, mut paused) = (0, 0);
    let mut alone = false;
    while bench.turn() {
        let now = bench.is_alone();
        begun += u32::from(now && !alone);
        paused += u32::from(alone && !now && bench.is_measuring());
        alone = now;
    }
    // The calibration, and three rounds of two runs at least.
    assert!(begun >= 7 && paused >= 6, "{begun} and {paused}");
    assert!(!bench.is_alone() && !bench.is_measuring());
}

#[test]
fn a_row_is_the_run_in_the_middle_of_an_odd_number_of_them() {
    let mut bench = Bench::new(8);
    bench.send(&measure(1, &shown(Runtime::ALL)));
    let replies = bench.run();
    let rows = measured(&replies);
    let rounds = rows[0].2.len();
    assert!(rounds >= 3 && rounds % 2 == 1, "{rounds} rounds of a short job");
    for (run, baseline, walls) in &rows {
        let mut sorted = walls.to_vec();
        sorted.sort();
        assert_eq!(sorted.len(), rounds, "{}: every round runs every way", run.runtime);
        assert_eq!(run.metrics.wall, sorted[rounds / 2], "{}", run.runtime);
        assert_eq!(*baseline, rows[0].0.metrics.wall);
    }
}

#[test]
fn a_job_that_takes_long_is_run_once_and_a_first_result_is_told_at_once() {
    let mut bench = Bench::new(8);
    let mut draft = shown([Runtime::Sequential]).draft();
    draft.workload.io = Nanos::millis(1_400);
    draft.workload.tasks = 3;
    draft.workload.cpu = Nanos::millis(1);
    bench.send(&measure(1, &draft.build().unwrap()));
    let replies = bench.run();
    let told: Vec<_> = replies.iter().filter(|reply| matches!(reply, Reply::Measured { .. })).collect();
    assert_eq!((told.len(), measured(&replies)[0].2.len()), (1, 1), "{replies:?}");
    bench.send(&measure(2, &shown([Runtime::Sequential])));
    let replies = bench.run();
    let told: Vec<_> = replies
        .iter()
        .filter_map(|reply| match reply {
            Reply::Measured { walls, .. } => Some(walls.walls().len()),
            _ => None,
        })
        .collect();
    assert!(matches!(told[..], [1, later] if later >= 3), "{told:?}");
}

#[test]
fn how_fast_a_kernel_is_is_found_out_once() {
    let mut bench = Bench::new(8);
    let scenario = shown([Runtime::Sequential]);
    for (id, calibrations) in [(1, 1), (2, 0), (3, 0)] {
        bench.send(&measure(id, &scenario));
        let replies = bench.run();
        let runs = measured(&replies)[0].2.len() as u32;
        assert_eq!(bench.spawned(), runs + calibrations, "measurement {id}");
    }
    let mut draft = scenario.draft();
    draft.workload.kernel = Kernel::Nbody;
    bench.send(&measure(4, &draft.build().unwrap()));
    let replies = bench.run();
    assert_eq!(bench.spawned(), measured(&replies)[0].2.len() as u32 + 1, "another kernel");
}

#[test]
fn nothing_is_measured_while_the_page_is_hidden_and_all_of_it_afterwards() {
    let mut bench = Bench::new(8);
    bench.send(&Request::Hidden(true));
    bench.send(&measure(1, &shown([Runtime::Sequential])));
    for _ in 0..10 {
        assert!(bench.turn());
    }
    assert_eq!(bench.spawned(), 0);
    assert!(!bench.is_alone(), "the model goes on");
    bench.send(&Request::Hidden(false));
    assert_eq!(bench.run().last(), Some(&Reply::Finished { id: RequestId(1) }));
}

#[test]
fn a_hidden_measurement_can_be_cancelled() {
    let mut bench = Bench::new(8);
    bench.send(&Request::Hidden(true));
    bench.send(&measure(1, &shown([Runtime::Sequential])));
    assert!(bench.turn());
    bench.send(&Request::Cancel { id: RequestId(1) });
    assert_eq!(bench.run().last(), Some(&Reply::Cancelled { id: RequestId(1) }));
}

#[test]
fn a_run_that_was_hidden_meanwhile_is_repeated() {
    let mut bench = Bench::new(8);
    bench.send(&measure(1, &shown([Runtime::Sequential])));
    bench.take();
    while !matches!(bench.take().last(), Some(Reply::Progress { .. })) {
        assert!(bench.turn());
    }
    bench.send(&Request::Hidden(true));
    bench.send(&Request::Hidden(false));
    let replies = bench.run();
    let runs = measured(&replies)[0].2.len() as u32;
    assert_eq!(bench.spawned(), 1 + runs + 1, "the calibration, the runs, and one of them again");
}

#[test]
fn a_measurement_waits_for_the_pool() {
    let mut bench = Bench::starting(8);
    bench.take();
    bench.send(&measure(1, &shown([Runtime::FreeThreads])));
    assert_eq!(bench.run(), []);
    bench.pool_started(8);
    assert_eq!(bench.run().last(), Some(&Reply::Finished { id: RequestId(1) }));
}

#[test]
fn a_pool_that_never_starts_is_told_and_not_counted_on() {
    let mut bench = Bench::starting(8);
    bench.take();
    bench.send(&measure(1, &shown([Runtime::FreeThreads])));
    bench.pool_started(0);
    let replies = bench.run();
    assert!(matches!(&replies[0], Reply::Ready(capabilities) if capabilities.pool == 0), "{replies:?}");
    assert_eq!(outcomes(&replies).0, [(Runtime::FreeThreads, false)]);
}
