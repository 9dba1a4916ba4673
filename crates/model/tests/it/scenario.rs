//! Bad values are refused when a scenario is built, in one sentence.

use model::scenario::{Choice, Draft, Field, ProcessPool, StartMethod};
use model::{Cores, Nanos, PythonVersion, Runtime, RuntimeSet, Scenario, Workload, WorkloadKind};

fn refusal(edit: impl FnOnce(&mut Draft)) -> String {
    let mut draft = Draft::of(WorkloadKind::Cpu);
    edit(&mut draft);
    draft.build().expect_err("refused").to_string()
}

#[test]
fn defaults_are_valid() {
    for kind in WorkloadKind::ALL {
        let scenario = Draft::of(kind).build().unwrap_or_else(|refusal| panic!("{kind:?}: {refusal}"));
        // Counting without a GIL is followed update by update.
        let most = if kind == WorkloadKind::Count { 400_000 } else { 100_000 };
        assert!(scenario.estimated_events() < most, "{kind:?}: {}", scenario.estimated_events());
    }
    assert_eq!(Scenario::default().draft(), Draft::of(WorkloadKind::Cpu));
}

#[test]
fn a_refusal_names_field_value_and_range() {
    assert_eq!(refusal(|draft| draft.cores = Cores(0)), "cores is 0; it must be from 1 to 256.");
    assert_eq!(refusal(|draft| draft.workload.tasks = 10_001), "tasks is 10001; it must be from 1 to 10000.");
    assert_eq!(
        refusal(|draft| draft.interval = Nanos(500)),
        "interval is 0.0005; it must be from 0.001 to 10000."
    );
    assert!(refusal(|draft| draft.runtimes = RuntimeSet::EMPTY).contains("at least one"));
    assert!(refusal(|draft| draft.workload.cpu = Nanos::ZERO).contains("compute or wait"));
}

#[test]
fn both_ends_of_every_range_are_accepted() {
    for field in Field::ALL {
        for value in [*field.range().start(), *field.range().end()] {
            let mut draft = Draft::of(WorkloadKind::Mixed);
            draft.workload.tasks = 1;
            field.set(&mut draft, value);
            assert_eq!(field.of(&draft), Some(value));
            let text = format!("{}={}", field.key(), field.show(value));
            assert!(draft.build().is_ok() || field == Field::Interval || field == Field::Tasks, "{text}");
        }
    }
}

#[test]
fn pools_have_the_sizes_that_cpython_gives_them() {
    let mut draft = Draft::of(WorkloadKind::Io);
    draft.workload.tasks = 100;
    let sizes = |draft: &Draft| Runtime::ALL.map(|runtime| draft.workers_for(runtime));
    assert_eq!(sizes(&draft), [1, 8, 1, 4, 8, 8]);
    draft.cores = Cores(64);
    assert_eq!(sizes(&draft), [1, 32, 1, 64, 32, 32]);
    draft.workers = Some(200);
    assert_eq!(sizes(&draft), [1, 100, 1, 200, 100, 100], "no worker without a task, but by fork");
    draft.start = Some(StartMethod::Spawn);
    assert_eq!(sizes(&draft), [1, 100, 1, 100, 100, 100]);
    draft.pool = ProcessPool::Pool;
    assert_eq!(sizes(&draft), [1, 100, 1, 200, 100, 100], "a Pool starts all of its workers");
}

#[test]
fn old_pools_have_their_old_sizes() {
    let mut draft = Draft::of(WorkloadKind::Io);
    (draft.workload.tasks, draft.workload.hogs) = (100, 2);
    draft.python = "3.7".parse().expect("a version");
    assert_eq!(draft.workers_for(Runtime::Threads), 20);
    draft.workers = Some(200);
    assert_eq!(draft.workers_for(Runtime::Threads), 102, "hogs are tasks too");
}

#[test]
fn a_start_method_that_a_version_lacks_is_refused() {
    let refused = refusal(|draft| {
        (draft.python, draft.start) = (PythonVersion::V2_7, Some(StartMethod::Forkserver));
    });
    assert_eq!(
        refused,
        "start is forkserver, which Python 3.2 does not have: before 3.4 there is only fork."
    );
    let mut draft = Draft::of(WorkloadKind::Cpu);
    assert_eq!(draft.start_method(), StartMethod::Fork);
    draft.python = PythonVersion::V3_14;
    assert_eq!(draft.start_method(), StartMethod::Forkserver);
}

#[test]
fn every_choice_is_set_by_its_names() {
    for choice in Choice::ALL {
        for (index, name) in choice.names().iter().enumerate() {
            let mut draft = Draft::of(WorkloadKind::C);
            choice.set(&mut draft, index);
            assert_eq!(choice.name_in(&draft), Some(*name));
            choice.set(&mut draft, 99);
            assert_eq!(choice.of(&draft), Some(index), "{name}");
        }
    }
}

#[test]
fn a_runtime_that_a_version_lacks_runs_on_the_nearest_that_has_it() {
    let on = |chosen: &str| {
        Runtime::ALL.map(|runtime| runtime.python_for(chosen.parse().expect("a version")).to_string())
    };
    assert_eq!(on("2.7"), ["2.7", "2.7", "3.7", "3.2", "3.14", "3.14t"]);
    assert_eq!(on("3.6"), ["3.6", "3.6", "3.7", "3.6", "3.14", "3.14t"]);
    assert_eq!(on("3.13"), ["3.13", "3.13", "3.13", "3.13", "3.14", "3.14t"]);
    assert_eq!(on("3.15"), ["3.15", "3.15", "3.15", "3.15", "3.15", "3.15t"]);
    assert_eq!(on("3.13t"), ["3.13", "3.13", "3.13", "3.13", "3.14", "3.13t"]);
}

#[test]
fn pieces_add_up_to_the_whole() {
    let mut job = Workload::of(WorkloadKind::Mixed);
    for (whole, segments) in [(100, 3), (7, 1000), (999_999_937, 64)] {
        job.segments = segments;
        let sum: Nanos = (0..segments).map(|index| job.piece(Nanos(whole), index)).sum();
        assert_eq!(sum, Nanos(whole));
    }
    assert_eq!(Workload::of(WorkloadKind::Io).io_percent(), 96);
}
