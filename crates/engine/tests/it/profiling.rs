//! The device's own figures: when they are found out, and what is predicted with them.

use crate::support::{Bench, measure, short};
use model::{DeviceProfile, Nanos, Reply, Request, RequestId, Runtime, Scenario, WorkloadKind};

fn profile(id: u32, scenario: &Scenario, anew: bool) -> Request {
    Request::Profile { id: RequestId(id), scenario: scenario.clone(), anew }
}

fn profiled(replies: &[Reply]) -> (DeviceProfile, Vec<(Runtime, Nanos)>) {
    let found = replies.iter().find_map(|reply| match reply {
        Reply::Profiled { profile, predicted, .. } => Some((*profile.clone(), predicted.clone())),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no profile among {replies:?}"))
}

#[test]
fn what_can_be_measured_is_predicted() {
    let alone = [Runtime::Sequential, Runtime::Asyncio, Runtime::Processes, Runtime::Interpreters];
    for (pool, expected) in [(8, &Runtime::ALL[..]), (0, &alone)] {
        let mut bench = Bench::new(pool);
        bench.send(&profile(3, &short(WorkloadKind::Mixed), false));
        let (figures, predicted) = profiled(&bench.run());
        assert_eq!((figures.processors, figures.pool), (2, pool));
        assert_eq!(predicted.iter().map(|(runtime, _)| *runtime).collect::<Vec<_>>(), expected);
        // Four tasks of 4 ms of computing and up to 4 ms of waiting.
        assert!(predicted.iter().all(|(_, wall)| *wall >= Nanos::millis(8)), "{predicted:?}");
    }
}

/// A probe's figures differ from one time to the next, so the same ones are those that were known.
#[test]
fn figures_are_found_out_once_unless_they_are_wanted_anew() {
    let mut bench = Bench::new(8);
    let job = short(WorkloadKind::Cpu);
    let mut figures = |anew| {
        bench.send(&profile(1, &job, anew));
        profiled(&bench.run()).0
    };
    let first = figures(false);
    assert_eq!(figures(false), first);
    assert!((0..5).any(|_| figures(true) != first));
}

#[test]
fn a_job_that_is_model_only_has_figures_and_no_prediction() {
    let mut bench = Bench::new(8);
    bench.send(&profile(1, &Scenario::default(), false));
    let (known, _) = profiled(&bench.run());
    let mut draft = short(WorkloadKind::Count).draft();
    draft.workload.updates = 10;
    bench.send(&profile(2, &draft.build().expect("it counts"), false));
    assert_eq!(profiled(&bench.run()), (known, Vec::new()));
}

#[test]
fn a_probe_is_cancelled_and_gives_way_to_the_next_measurement() {
    let mut bench = Bench::new(8);
    let job = short(WorkloadKind::Cpu);
    bench.send(&profile(1, &job, false));
    for _ in 0..3 {
        bench.turn();
    }
    bench.send(&Request::Cancel { id: RequestId(1) });
    bench.send(&measure(2, &job));
    let replies = bench.run();
    let cancelled = Reply::Cancelled { id: RequestId(1) };
    let finished = Reply::Finished { id: RequestId(2) };
    assert!(replies.contains(&cancelled) && replies.last() == Some(&finished), "{replies:?}");
}

#[test]
fn a_probe_that_waits_is_dropped_for_a_newer_measurement() {
    let mut bench = Bench::new(8);
    let job = short(WorkloadKind::Cpu);
    bench.send(&profile(1, &job, false));
    bench.send(&measure(2, &job));
    let replies = bench.run();
    assert!(replies.contains(&Reply::Cancelled { id: RequestId(1) }), "{replies:?}");
    assert!(!replies.iter().any(|reply| matches!(reply, Reply::Profiled { .. })));
}

#[test]
fn a_probe_under_way_is_stopped_for_a_measurement() {
    let mut bench = Bench::new(8);
    let job = short(WorkloadKind::Cpu);
    bench.send(&profile(1, &job, false));
    for _ in 0..3 {
        bench.turn();
    }
    bench.send(&measure(2, &job));
    let replies = bench.run();
    assert!(replies.contains(&Reply::Cancelled { id: RequestId(1) }), "{replies:?}");
    assert_eq!(replies.last(), Some(&Reply::Finished { id: RequestId(2) }));
}
