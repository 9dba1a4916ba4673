//! The device's own figures: when they are found out, and for what.

use crate::support::{Bench, measure, short};
use model::{DeviceProfile, Reply, Request, RequestId, Runtime, Scenario, WorkloadKind};

fn profile(id: u32, scenario: &Scenario, anew: bool) -> Request {
    Request::Profile { id: RequestId(id), scenario: scenario.clone(), anew }
}

/// What a probe found out, and for which runtimes it is good.
fn profiled(bench: &mut Bench) -> (DeviceProfile, Vec<Runtime>) {
    let replies = bench.run();
    let asked = bench.unpredicted().unwrap_or_else(|| panic!("no figures but {replies:?}"));
    assert!(!asked.curves);
    let able = asked.runtimes.iter().map(|(runtime, _)| *runtime).collect();
    (asked.profile.expect("it was found out"), able)
}

#[test]
fn what_can_be_measured_is_named() {
    let without = [Runtime::Sequential, Runtime::Asyncio, Runtime::Processes, Runtime::Interpreters];
    for (pool, expected) in [(8, &Runtime::ALL[..]), (0, &without)] {
        let mut bench = Bench::new(pool);
        bench.send(&profile(3, &short(WorkloadKind::Mixed), false));
        let (figures, able) = profiled(&mut bench);
        assert_eq!((figures.processors, figures.pool), (2, pool));
        assert_eq!(able, expected);
    }
}

/// A probe's figures differ from one time to the next, so the same ones are those that were known.
#[test]
fn figures_are_found_out_once_unless_they_are_wanted_anew() {
    let mut bench = Bench::new(8);
    let job = short(WorkloadKind::Cpu);
    let mut figures = |anew| {
        bench.send(&profile(1, &job, anew));
        profiled(&mut bench).0
    };
    let first = figures(false);
    assert_eq!(figures(false), first);
    assert!((0..5).any(|_| figures(true) != first));
}

#[test]
fn a_job_that_is_model_only_has_figures_and_no_prediction() {
    let mut bench = Bench::new(8);
    bench.send(&profile(1, &Scenario::default(), false));
    let (known, _) = profiled(&mut bench);
    let mut draft = short(WorkloadKind::Count).draft();
    draft.workload.updates = 10;
    bench.send(&profile(2, &draft.build().expect("it counts"), false));
    assert_eq!(profiled(&mut bench), (known, Vec::new()));
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
    assert_eq!(bench.unpredicted(), None);
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
