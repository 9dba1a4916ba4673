//! Shared variables: the measured table of lost updates, and what holds of every count.

use crate::support::trace;
use model::scenario::Draft;
use model::trace::Counter;
use model::{Nanos, PythonVersion, Runtime, RuntimeSet, Scenario, Statement, WorkloadKind};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

/// 600,000 updates by two threads, by version, statement and switch interval in seconds.
const MEASURED: &str = include_str!("../../data/lost_updates.jsonl");

fn count(scenario: &Scenario, runtime: Runtime) -> Counter {
    trace(scenario, runtime).counter.unwrap()
}

/// Two threads that each run the statement 300,000 times.
fn two_threads(python: PythonVersion, statement: Statement, interval: Nanos) -> Scenario {
    let mut draft = Draft::of(WorkloadKind::Count);
    (draft.python, draft.interval, draft.workload.statement) = (python, interval, statement);
    draft.workload.tasks = 2;
    draft.runtimes = RuntimeSet::EMPTY.with(Runtime::Threads);
    draft.build().unwrap()
}

fn by_text(text: &str) -> Statement {
    let found = Statement::ALL.iter().find(|statement| statement.text() == text);
    *found.unwrap_or_else(|| panic!("no statement {text}"))
}

/// Lost at one of the two intervals at least, or at neither: whether updates can get lost at all.
#[test]
fn updates_get_lost_where_they_do_in_cpython_and_nowhere_else() {
    let mut rows = 0;
    for line in MEASURED.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let (python, runtime) = version(&row);
        for (text, _) in row["lost"]["0.005"].as_object().unwrap() {
            let measured = ["0.005", "1e-05"].map(|interval| row["lost"][interval][text].as_u64().unwrap());
            let modelled = [Nanos::millis(5), Nanos::micros(10)].map(|interval| {
                let counter = count(&two_threads(python, by_text(text), interval), runtime);
                assert_eq!((counter.expected, counter.variables), (600_000, 1));
                counter.lost()
            });
            let loses = |lost: [u64; 2]| lost != [0, 0];
            let agree = loses(measured) == loses(modelled);
            assert_eq!(by_text(text).can_be_split(python), loses(measured), "{text} on {python}");
            assert!(agree, "{text} on {python}: measured {measured:?}, modelled {modelled:?}");
            rows += 1;
        }
    }
    assert_eq!(rows, 9 * 13);
}

fn version(row: &Value) -> (PythonVersion, Runtime) {
    let text = row["version"].as_str().unwrap();
    let release = text.rsplit_once('.').unwrap().0;
    if row["gil"].as_bool().unwrap() {
        return (release.parse().unwrap(), Runtime::Threads);
    }
    (format!("{release}t").parse().unwrap(), Runtime::FreeThreads)
}

/// A count of every statement on every Python, small enough for every runtime.
fn counting() -> impl Strategy<Value = Scenario> {
    let job = (select(Statement::ALL), 1_u32..6, 1_u32..20_000, 1_u32..4, 0_u32..=100);
    let machine = (1_u16..5, 1_u32..5, select(&PythonVersion::MODELLED[..]), 1_000_u64..2_000_000);
    (job, machine, any::<u64>()).prop_map(|(job, machine, seed)| {
        let mut draft = Draft::of(WorkloadKind::Count);
        let workload = &mut draft.workload;
        (workload.statement, workload.tasks, workload.updates) = (job.0, job.1, job.2);
        (workload.segments, workload.locked) = (job.3, job.4);
        (draft.cores.0, draft.workers, draft.python) = (machine.0, Some(machine.1), machine.2);
        (draft.interval, draft.seed) = (Nanos(machine.3), seed);
        draft.build().unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Every update is made; one thread loses none, nor does any where nothing is shared.
    #[test]
    fn every_update_is_made_and_what_is_alone_loses_none(scenario in counting()) {
        let updates = u64::from(scenario.workload.tasks) * u64::from(scenario.workload.updates);
        for runtime in Runtime::ALL {
            let counter = count(&scenario, runtime);
            prop_assert_eq!(counter.expected, updates, "{}", runtime);
            prop_assert!((1..=updates).contains(&counter.found), "{}", runtime);
            let alone = matches!(
                runtime,
                Runtime::Sequential | Runtime::Asyncio | Runtime::Processes | Runtime::Interpreters
            );
            prop_assert!(!alone || counter.lost() == 0, "{}", runtime);
            let own = matches!(runtime, Runtime::Processes | Runtime::Interpreters);
            prop_assert!(own || counter.variables == 1, "{}", runtime);
        }
    }

    /// A critical section around all updates loses none, on any version and without a GIL.
    #[test]
    fn under_a_lock_nothing_is_lost(scenario in counting()) {
        let mut draft = scenario.draft();
        draft.workload.locked = 100;
        let scenario = draft.build().unwrap();
        for runtime in [Runtime::Threads, Runtime::FreeThreads] {
            prop_assert_eq!(count(&scenario, runtime).lost(), 0, "{}", runtime);
        }
    }
}

/// On 2.7.18 each of the thirteen lost updates (crates/sim/data/README.md, "Python 2.7"); on 3.2 to 3.7 the rules
/// are those of 3.8 and 3.9, from 3.12 on they are all the same.
#[test]
fn versions_that_were_not_measured_follow_their_rules() {
    for (python, like) in [("3.2", "3.9"), ("3.7", "3.9"), ("3.13", "3.12"), ("3.15", "3.12")] {
        for statement in Statement::ALL {
            let lost = [python, like].map(|python| {
                let scenario = two_threads(python.parse().unwrap(), *statement, Nanos::micros(10));
                count(&scenario, Runtime::Threads).lost()
            });
            assert_eq!(lost[0] > 0, lost[1] > 0, "{} on {python}", statement.text());
        }
    }
}

#[test]
fn on_2_7_every_statement_loses_updates() {
    for statement in Statement::ALL {
        let lost = (1..=6).map(|seed| {
            let mut draft = two_threads(PythonVersion::V2_7, *statement, Nanos::millis(5)).draft();
            draft.seed = seed;
            count(&draft.build().unwrap(), Runtime::Threads).lost()
        });
        let lost: Vec<u64> = lost.collect();
        assert!(lost.iter().any(|lost| *lost > 0), "{}: {lost:?}", statement.text());
    }
}
