//! What would help: the right change among the first, and every promise a run.

use crate::strategy;
use crate::support::scenario;
use model::scenario::{Call, EVENT_LIMIT, Locking};
use model::{Advice, Change, Nanos, Outcome, Runtime, RuntimeSet, Scenario, ShareLink};
use proptest::prelude::*;
use sim::Advisor;

fn advise(link: &str, runtime: Runtime) -> Advice {
    let scenario = scenario(link);
    sim::advise(&scenario, &sim::run(&scenario, runtime))
}

/// Best of what helps is `change`.
fn check(link: &str, runtime: Runtime, change: Change) {
    let advice = advise(link, runtime);
    assert_eq!(advice.remedies.first().map(|remedy| remedy.change), Some(change), "{link}: {advice:?}");
}

/// Among what helps is `change`.
fn check_has(link: &str, runtime: Runtime, change: Change) {
    let advice = advise(link, runtime);
    assert!(advice.remedies.iter().any(|remedy| remedy.change == change), "{link}: {advice:?}");
}

#[test]
fn threads_that_compute_had_better_be_something_else() {
    let advice = advise("", Runtime::Threads);
    let changes: Vec<_> = advice.remedies.iter().map(|remedy| remedy.change).collect();
    assert_eq!(changes.len(), 3);
    for other in [Runtime::Processes, Runtime::Interpreters, Runtime::FreeThreads] {
        assert!(changes.contains(&Change::Runtime(other)), "{advice:?}");
    }
}

#[test]
fn what_waits_had_better_wait_all_at_once() {
    check("w=io&tasks=32", Runtime::Sequential, Change::Runtime(Runtime::Asyncio));
    check_has("w=io&tasks=32", Runtime::Threads, Change::Workers(32));
    check("w=io&tasks=32&workers=4", Runtime::FreeThreads, Change::Workers(32));
}

#[test]
fn c_code_had_better_drop_the_gil() {
    check_has("w=c&call=json", Runtime::Threads, Change::Call(Call::Numpy));
    check_has("w=c&call=sha256-small", Runtime::Threads, Change::Call(Call::Sha256));
    check_has("w=c", Runtime::Asyncio, Change::Runtime(Runtime::Threads));
}

#[test]
fn a_small_job_is_not_worth_processes() {
    check_has("cpu=1", Runtime::Processes, Change::Runtime(Runtime::Sequential));
    check_has("w=data&mb=64", Runtime::Processes, Change::Runtime(Runtime::FreeThreads));
}

#[test]
fn what_is_shared_had_better_be_private() {
    check("lock=80", Runtime::FreeThreads, Change::Locked(0));
    check("share=append", Runtime::FreeThreads, Change::Unshared);
}

#[test]
fn a_deadlock_is_helped_by_one_order_of_the_locks() {
    let link = "lock=80&locks=opposed&segments=100";
    check_has(link, Runtime::Threads, Change::Locking(Locking::Ordered));
    assert_eq!(advise(link, Runtime::Threads).done, None);
}

/// The hogs go on for longer than the job: what helps is counted by the job.
#[test]
fn what_only_computes_is_in_the_way_of_what_waits() {
    let advice =
        advise("w=io&cpu=1&io=20&segments=20&tasks=2&hogs=2&show=threads,free-threads", Runtime::Threads);
    assert_eq!(advice.remedies[0].change, Change::NoHogs);
    let free = advice.remedies.iter().find(|remedy| remedy.change == Change::Runtime(Runtime::FreeThreads));
    assert!(free.is_some_and(|remedy| remedy.done.times(4) < remedy.wall), "{advice:?}");
}

#[test]
fn where_nothing_helps_nothing_is_told() {
    let one_core = advise("cores=1", Runtime::Threads);
    assert!(one_core.remedies.is_empty() && one_core.tried > 0, "{one_core:?}");
    let one_task = advise("tasks=1", Runtime::Threads);
    assert_eq!((one_task.remedies.len(), one_task.tried), (0, 0), "nothing keeps it slow");
}

/// Ten times as many switches would take more events than a race may.
#[test]
fn what_would_take_too_long_is_not_tried_and_counted() {
    let advice = advise("tasks=4&cpu=60000&interval=1&show=threads", Runtime::Threads);
    assert!(advice.left_out > 0, "{advice:?}");
    assert_eq!(advice.remedies.iter().find(|remedy| remedy.change == Change::Interval(Nanos(100_000))), None);
}

#[test]
fn another_runtime_is_shown_beside_the_one_it_replaces() {
    for remedy in advise("", Runtime::Threads).remedies {
        assert_eq!(remedy.scenario.runtimes, RuntimeSet::EMPTY.with(Runtime::Threads).with(remedy.runtime));
    }
}

/// All advice about a scenario, and how many steps it took.
fn all_steps(scenario: &Scenario) -> (Vec<Advice>, u32) {
    let mut advisor = Advisor::new(scenario);
    for steps in 1.. {
        if let Some(advice) = advisor.step() {
            return (advice, steps);
        }
    }
    unreachable!("an advisor comes to its end")
}

#[test]
fn an_advisor_says_of_each_runtime_what_is_said_of_it_alone() {
    for link in ["", "w=io&tasks=20", "w=mixed&hogs=1&show=threads,asyncio", "lock=50&show=free-threads"] {
        let scenario = scenario(link);
        let alone = scenario.runtimes.iter().map(|runtime| advise(link, runtime));
        assert_eq!(all_steps(&scenario).0, alone.collect::<Vec<_>>(), "{link}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_promise_is_a_run(scenario in strategy::any_scenario(), runtime in 0_usize..6) {
        let runtime = Runtime::ALL[runtime];
        let before = sim::run(&scenario, runtime);
        let advice = sim::advise(&scenario, &before);
        prop_assert_eq!(advice.done.is_some(), before.trace.outcome == Outcome::Finished);
        prop_assert!(advice.remedies.len() <= 3 && advice.remedies.len() <= advice.tried as usize);
        prop_assert!(advice.remedies.is_sorted_by_key(|remedy| remedy.done));
        for remedy in &advice.remedies {
            let after = sim::run(&remedy.scenario, remedy.runtime);
            prop_assert_eq!(remedy.wall, after.metrics.wall);
            prop_assert_eq!(after.trace.outcome, Outcome::Finished);
            prop_assert!(advice.done.is_none_or(|done| remedy.done < done), "{:?}", remedy);
            prop_assert!(remedy.scenario.workload.hogs > 0 || remedy.done == remedy.wall);
            let opened = ShareLink::parse(&ShareLink::query(&remedy.scenario)).unwrap();
            prop_assert_eq!(&opened.scenario, &remedy.scenario);
            prop_assert!(remedy.scenario.estimated_events() <= EVENT_LIMIT);
        }
    }
}
