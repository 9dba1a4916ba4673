//! Threads take turns under one real lock, by CPython's rules.

use crate::support::{POOL, facts, measure, measured_kinds, scenario, world};
use model::trace::InstantKind;
use model::{Nanos, PythonVersion, Runtime, Scenario, State, WorkloadKind};

/// Four threads that compute for a few intervals each.
fn contended(kind: WorkloadKind, python: PythonVersion) -> Scenario {
    scenario(kind, |draft| {
        draft.python = python;
        draft.workload.cpu = Nanos::millis(60);
        draft.workload.segments = 3;
        draft.interval = Nanos::micros(300);
    })
}

#[test]
fn one_thread_at_a_time_runs_python() {
    for python in [PythonVersion::V3_12, PythonVersion::V3_13] {
        for kind in measured_kinds() {
            let trace = measure(&world(POOL), &contended(kind, python), Runtime::Threads).unwrap().trace;
            assert_eq!(facts::most_at_once(&trace, |state| state == State::Run), 1, "{kind:?} {python}");
        }
    }
}

#[test]
fn a_thread_that_computes_is_asked_and_forced_to_hand_over() {
    for python in [PythonVersion::V3_12, PythonVersion::V3_13] {
        let result = measure(&world(POOL), &contended(WorkloadKind::Cpu, python), Runtime::Threads).unwrap();
        let forced = facts::count(&result.trace, InstantKind::ForcedDrop);
        assert!(forced > 0, "{python}");
        assert!(facts::count(&result.trace, InstantKind::DropRequest) >= forced, "{python}");
        assert!(result.metrics.switches >= forced as u64, "{python}");
    }
}

#[test]
fn a_thread_that_was_forced_out_is_not_the_next_holder() {
    let job = contended(WorkloadKind::Cpu, PythonVersion::V3_12);
    let trace = measure(&world(POOL), &job, Runtime::Threads).unwrap().trace;
    let runs: Vec<_> =
        facts::spans(&trace).into_iter().filter(|(_, span)| span.state == State::Run).collect();
    for (at, lane, _) in trace.instants().filter(|(_, _, kind)| *kind == InstantKind::ForcedDrop) {
        let next = runs.iter().find(|(_, span)| span.start >= at);
        assert!(next.is_some_and(|(next, _)| *next != lane), "{lane:?} at {at:?}");
    }
}

#[test]
fn with_one_worker_nobody_asks_and_nothing_switches() {
    for kind in measured_kinds() {
        let draft = contended(kind, PythonVersion::V3_12).draft();
        let job = scenario(kind, |edited| *edited = model::scenario::Draft { workers: Some(1), ..draft });
        let result = measure(&world(POOL), &job, Runtime::Threads).unwrap();
        assert_eq!(result.metrics.switches, 0, "{kind:?}");
        assert_eq!(facts::count(&result.trace, InstantKind::DropRequest), 0, "{kind:?}");
        assert_eq!(facts::ended(&result.trace), facts::all(4), "{kind:?}");
    }
}

#[test]
fn a_long_interval_leaves_the_gil_where_it_is() {
    let draft = contended(WorkloadKind::Cpu, PythonVersion::V3_12).draft();
    let job = scenario(WorkloadKind::Cpu, |edited| {
        *edited = model::scenario::Draft { interval: Nanos::millis(10_000), ..draft };
    });
    let trace = measure(&world(POOL), &job, Runtime::Threads).unwrap().trace;
    assert_eq!(facts::count(&trace, InstantKind::DropRequest), 0);
    assert_eq!(facts::count(&trace, InstantKind::ForcedDrop), 0);
}

#[test]
fn c_code_runs_without_the_gil() {
    let job = contended(WorkloadKind::C, PythonVersion::V3_12);
    let result = measure(&world(POOL), &job, Runtime::Threads).unwrap();
    assert!(result.metrics.time_in(State::RunFree) > result.metrics.time_in(State::Run));
    // A call for each segment of each task, and the end of each thread.
    assert_eq!(facts::count(&result.trace, InstantKind::VoluntaryDrop), 4 * 3 + 4);
}
