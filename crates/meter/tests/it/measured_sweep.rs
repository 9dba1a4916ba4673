//! Measured sweeps: which points are run, how often, in which order, and how one ends.

use crate::support::{Bench, short};
use model::{Nanos, Reply, Request, RequestId, Runtime, RuntimeSet, Scenario, Timed, WorkloadKind};

fn sweep(id: u32, scenario: &Scenario, max_workers: u32, rounds: u32) -> Request {
    Request::MeasureSweep { id: RequestId(id), scenario: scenario.clone(), max_workers, rounds }
}

/// The short job, shown as these runtimes only.
fn shown(runtimes: impl IntoIterator<Item = Runtime>) -> Scenario {
    let mut draft = short(WorkloadKind::Cpu).draft();
    draft.runtimes = RuntimeSet::from_iter(runtimes);
    draft.build().expect("it shows something")
}

fn runs(replies: &[Reply]) -> Vec<Timed> {
    let timed = replies.iter().filter_map(|reply| match reply {
        Reply::Timed { runs, .. } => Some(runs),
        _ => None,
    });
    timed.flatten().copied().collect()
}

fn points(runs: &[Timed]) -> Vec<(Runtime, u32)> {
    runs.iter().map(|run| (run.runtime, run.workers)).collect()
}

#[test]
fn every_round_runs_every_point_there_and_back_by_turns() {
    let mut bench = Bench::new(8);
    bench.send(&sweep(3, &shown([Runtime::Threads, Runtime::Asyncio, Runtime::FreeThreads]), 3, 3));
    let replies = bench.run();
    let curve = |runtime| (1..=3).map(move |workers| (runtime, workers));
    let there: Vec<_> = [(Runtime::Sequential, 1)]
        .into_iter()
        .chain(curve(Runtime::Threads))
        .chain(curve(Runtime::FreeThreads))
        .collect();
    let back: Vec<_> = there.iter().rev().copied().collect();
    assert_eq!(points(&runs(&replies)), [there.clone(), back, there].concat());
    assert!(runs(&replies).iter().all(|run| run.wall > Nanos::ZERO));
    assert_eq!(replies.last(), Some(&Reply::Finished { id: RequestId(3) }));
}

#[test]
fn there_are_no_more_workers_than_tasks() {
    for (pool, most) in [(2, 4), (8, 4)] {
        let mut bench = Bench::new(pool);
        bench.send(&sweep(1, &shown([Runtime::FreeThreads]), 16, 1));
        let runs = runs(&bench.run());
        assert_eq!(runs.iter().map(|run| run.workers).max(), Some(most), "four tasks, {pool} threads");
    }
}

#[test]
fn what_cannot_be_measured_is_said_once_and_the_sequential_run_is_still_timed() {
    let mut bench = Bench::new(0);
    bench.send(&sweep(1, &shown([Runtime::Asyncio, Runtime::FreeThreads]), 4, 2));
    let replies = bench.run();
    let unmeasured = replies.iter().filter_map(|reply| match reply {
        Reply::Unmeasured { runtime, reason, .. } => Some((*runtime, reason.contains("shared memory"))),
        _ => None,
    });
    assert_eq!(unmeasured.collect::<Vec<_>>(), [(Runtime::FreeThreads, true)]);
    assert_eq!(points(&runs(&replies)), [(Runtime::Sequential, 1); 2]);
}

#[test]
fn the_model_is_asked_before_the_first_run_with_the_devices_figures() {
    let mut bench = Bench::new(8);
    bench.send(&sweep(1, &shown([Runtime::Asyncio, Runtime::Processes, Runtime::FreeThreads]), 3, 1));
    let asked = loop {
        assert!(bench.turn());
        if let Some(asked) = bench.unpredicted() {
            break asked;
        }
    };
    assert!(runs(&bench.take()).is_empty());
    assert_eq!((asked.id, asked.curves), (RequestId(1), true));
    assert_eq!(asked.runtimes, [(Runtime::Processes, 3), (Runtime::FreeThreads, 3)]);
    assert_eq!(asked.profile.map(|profile| profile.processors), Some(2));
    assert!(!bench.is_alone(), "it waits for the answer");
}

#[test]
fn progress_grows_up_to_the_end() {
    let mut bench = Bench::new(8);
    let mut draft = shown([Runtime::FreeThreads]).draft();
    draft.workload.kind = WorkloadKind::Io;
    draft.workload.io = Nanos::millis(80);
    bench.send(&sweep(1, &draft.build().unwrap(), 2, 4));
    let told: Vec<u32> = bench
        .run()
        .iter()
        .filter_map(|reply| match reply {
            Reply::Progress { permille, .. } => Some(*permille),
            _ => None,
        })
        .collect();
    assert!(!told.is_empty() && told.is_sorted() && told.iter().all(|permille| *permille < 1000), "{told:?}");
}

#[test]
fn a_cancel_ends_it_with_what_was_measured_until_then() {
    let mut bench = Bench::new(8);
    bench.send(&sweep(5, &shown([Runtime::FreeThreads]), 4, 1_000_000));
    while runs(&bench.take()).is_empty() {
        assert!(bench.turn());
    }
    bench.send(&Request::Cancel { id: RequestId(4) });
    assert!(bench.turn(), "that was another one");
    bench.send(&Request::Cancel { id: RequestId(5) });
    assert_eq!(bench.run().last(), Some(&Reply::Cancelled { id: RequestId(5) }));
    bench.send(&sweep(6, &shown([Runtime::FreeThreads]), 1, 1));
    assert_eq!(bench.run().last(), Some(&Reply::Finished { id: RequestId(6) }), "and another can be made");
}

#[test]
fn the_next_measurement_is_made_after_the_last_run() {
    let mut bench = Bench::new(8);
    bench.send(&sweep(1, &shown([Runtime::FreeThreads]), 2, 3));
    assert!(bench.turn());
    bench.send(&sweep(3, &shown([Runtime::Threads]), 1, 1));
    let replies = bench.run();
    let place = |wanted: &Reply| replies.iter().position(|reply| reply == wanted);
    assert!(place(&Reply::Finished { id: RequestId(1) }).is_some());
    assert!(place(&Reply::Finished { id: RequestId(1) }) < place(&Reply::Finished { id: RequestId(3) }));
}
