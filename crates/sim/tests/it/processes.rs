//! Pools of processes: who starts when, how tasks are put together, how data goes.

use crate::strategy;
use crate::support::{draw, scenario, trace};
use expect_test::{Expect, expect};
use model::scenario::ProcessPool;
use model::{Cause, LaneKind, Nanos, Runtime, State, TaskId, Trace};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn wall(link: &str) -> Nanos {
    trace(&scenario(link), Runtime::Processes).end
}

/// When the worker processes were made.
fn made(link: &str) -> Vec<Nanos> {
    let trace = trace(&scenario(link), Runtime::Processes);
    let workers = trace.lane_ids().filter(|(_, lane)| lane.kind == LaneKind::Worker);
    workers.filter_map(|(id, _)| trace.spans(id).next()).map(|span| span.start).collect()
}

/// How many spans of its copying each kind of lane has.
fn copies(trace: &Trace, kind: LaneKind, cause: Cause) -> usize {
    let lanes = trace.lane_ids().filter(|(_, lane)| lane.kind == kind);
    let firsts = |id| {
        let spans = trace.spans(id).filter(|span| span.cause == cause && span.state == State::Copy);
        spans.filter_map(|span| span.task).collect::<BTreeSet<TaskId>>()
    };
    lanes.map(|(id, _)| firsts(id).len()).sum()
}

fn names(link: &str) -> Vec<String> {
    let trace = trace(&scenario(link), Runtime::Processes);
    trace.lanes().iter().map(|lane| lane.name.clone()).collect()
}

/// The second submit of an executor comes after all starts or between them; a pool has no choice.
#[test]
fn who_starts_all_workers_at_once() {
    const JOB: &str = "tasks=3&cpu=300&workers=3";
    let first_submit = |link: &str| {
        let link = format!("{JOB}&{link}");
        let (made, trace) = (made(&link), trace(&scenario(&link), Runtime::Processes));
        let (main, _) = trace.lane_ids().next().unwrap();
        let mut submits = trace.spans(main).filter(|span| span.state == State::Run);
        let second = submits.nth(1).unwrap().start;
        made.iter().filter(|at| **at <= second).count()
    };
    assert_eq!(first_submit("py=3.8&start=spawn"), 3, "up to 3.8 all at the first submit, by any method");
    assert_eq!(first_submit("py=3.8&start=fork"), 3);
    for python in ["3.9", "3.13", "3.14", "3.15"] {
        assert_eq!(first_submit(&format!("py={python}&start=fork")), 3, "{python}");
        assert_eq!(first_submit(&format!("py={python}&start=spawn")), 1, "{python}");
        assert_eq!(first_submit(&format!("py={python}&start=forkserver")), 1, "{python}");
    }
}

#[test]
fn the_tracker_runs_where_something_is_registered_with_it() {
    let tracked = |link: &str| names(link).iter().any(|name| name == "tracker");
    assert!(!tracked("py=3.12"));
    assert!(tracked("py=3.12&start=spawn"));
    assert!(tracked("py=3.14"), "forkserver is the default there");
    assert!(tracked("py=3.12&w=data&via=shared"));
    assert!(tracked("py=3.12&start=spawn&pool=pool"));
}

/// An executor sends its tasks one by one, a pool a quarter of each worker's share.
#[test]
fn a_chunk_is_one_message_there_and_one_back() {
    for (link, messages) in [
        ("tasks=40&workers=2&cpu=1", 40),
        ("tasks=40&workers=2&cpu=1&chunk=7", 6),
        ("tasks=40&workers=2&cpu=1&pool=pool", 8),
        ("tasks=41&workers=2&cpu=1&pool=pool", 7),
        ("tasks=40&workers=2&cpu=1&pool=pool&chunk=1", 40),
    ] {
        let trace = trace(&scenario(link), Runtime::Processes);
        for cause in [Cause::Pickle, Cause::Unpickle] {
            assert_eq!(copies(&trace, LaneKind::Helper, cause), messages, "{link} {cause:?}");
            assert_eq!(copies(&trace, LaneKind::Worker, cause), messages, "{link} {cause:?}");
        }
    }
}

#[test]
fn chunks_pay_for_short_tasks_and_cost_balance_for_long_ones() {
    let short = |chunk| wall(&format!("tasks=2000&cpu=0.01&cores=2&workers=2&segments=1&chunk={chunk}"));
    assert!(short(10).times(2) < short(1), "{:?} {:?}", short(10), short(1));
    let long = |chunk| wall(&format!("tasks=8&cpu=50&cores=4&workers=4&chunk={chunk}"));
    assert!(long(4) > long(1) + Nanos::millis(90), "two workers of four have all the work");
}

#[test]
fn pickling_eats_the_gain() {
    let alone = |link: &str| trace(&scenario(link), Runtime::Sequential).end;
    let (little, much) = ("tasks=8&cpu=20&mb=0.1&w=data", "tasks=8&cpu=20&mb=40&w=data");
    assert!(wall(little) < alone(little));
    assert!(wall(much) > alone(much));
}

/// Only a block's name is pickled: the page faults of the first touch are left.
#[test]
fn shared_memory_spares_the_pickling() {
    for pool in ["executor", "pool"] {
        let by = |via: &str| wall(&format!("w=data&tasks=4&mb=50&cpu=20&pool={pool}&via={via}"));
        assert!(by("shared").times(2) < by("pickle"), "{pool}: {:?} {:?}", by("shared"), by("pickle"));
    }
}

/// A pool's tasks are all in the pipe before the first is done, as far as they fit; of an executor's at most
/// one more than it has workers.
#[test]
fn nothing_but_the_pipe_limits_how_far_ahead_a_pool_is() {
    let ahead = |link: &str| {
        let trace = trace(&scenario(link), Runtime::Processes);
        let pickled = |kind| {
            let lanes = trace.lane_ids().filter(move |(_, lane)| lane.kind == kind);
            lanes.flat_map(|(id, _)| trace.spans(id)).filter(|span| span.cause == Cause::Pickle)
        };
        let first = pickled(LaneKind::Worker).map(|span| span.start).min().unwrap();
        pickled(LaneKind::Helper).filter(|span| span.end <= first).count()
    };
    assert_eq!(ahead("tasks=30&workers=2&cpu=50&pool=pool&chunk=1&start=fork"), 30);
    assert!(ahead("tasks=30&workers=2&cpu=50&pool=executor&start=fork") <= 2 + 3);
    // Chunks of 20 KB: two taken, three in the pipe, one whose writer waits.
    assert_eq!(ahead("w=data&tasks=30&workers=2&cpu=50&mb=0.02&pool=pool&chunk=1&start=fork"), 6);
}

fn check(link: &str, expected: Expect) {
    expected.assert_eq(&draw(link, 80));
}

#[test]
fn a_pool_starts_its_workers_and_then_three_threads() {
    check(
        "tasks=6&cpu=10&workers=2&cores=4&pool=pool&show=processes",
        expect![[r#"
            processes 39.7 ms
                    main ssssssssssssss.................................................................-
                worker-1            sssss000000000000000000002222222222222222222244444444444444444444....
                worker-2               sssss111111111111111111113333333333333333333355555555555555555555.
              handle workers               s................................................................s
              handle tasks               ..................................................................
              handle results               -.................................................................
        "#]],
    );
}

#[test]
fn spawned_workers_boot_side_by_side_and_the_tracker_beside_them() {
    check(
        "tasks=3&cpu=60&cores=4&start=spawn&show=processes",
        expect![[r#"
            processes 161.8 ms
                    main ssss............................................................................
                worker-1    ssssssssssssssssssssssssssssssssssssssssssssss000000000000000000000000000000.
                worker-2    sssssssssssssssssssssssssssssssssssssssssssssss111111111111111111111111111111
                worker-3     ssssssssssssssssssssssssssssssssssssssssssssss222222222222222222222222222222
                 manager    -............................................................................
                  feeder    -............................................................................
                 tracker sssssssssssssssssssssssssssssssssssssss.........................................
        "#]],
    );
}

#[test]
fn a_chunk_is_run_task_after_task() {
    check(
        "tasks=7&cpu=10&workers=2&cores=4&chunk=3&show=processes",
        expect![[r#"
            processes 47.9 ms
                    main sssssssssssm....................................................................
                worker-1          ssss0000000000000000011111111111111112222222222222222266666666666666666
                worker-2            ssss333333333333333334444444444444444455555555555555555..............
                 manager            s....................................................................
                  feeder            s....................................................................
        "#]],
    );
}

#[test]
fn blocks_are_filled_before_a_map_and_between_submits() {
    check(
        "w=data&tasks=3&cpu=20&mb=20&via=shared&pool=executor&show=processes",
        expect![[r#"
            processes 108.9 ms
                    main sssxxxxxxxxxxxxxxxxxxxssssxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.................
                worker-1                        ss......................................000000000000000xx
                worker-2                         ss.....................................111111111111111xx
                worker-3                          ss....................................222222222222222xx
                worker-4                           ss....................................................
                 manager                           -------------------------------------.................
                  feeder                           -------------------...................................
                 tracker  sssssssssssssssssssssssssssssssssssssssssssssssssssssssss......................
        "#]],
    );
    check(
        "w=data&tasks=3&cpu=20&mb=20&via=shared&pool=pool&show=processes",
        expect![[r#"
            processes 109.3 ms
                    main ssssssssxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.................
                worker-1     ss.........................................................000000000000000xx
                worker-2       s........................................................111111111111111xx
                worker-3        s.......................................................222222222222222xx
                worker-4         ss......................................................................
              handle workers         -------------------------------------------------------.................
              handle tasks         -------------------------------------------------------.................
              handle results         -------------------------------------------------------.................
                 tracker  sssssssssssssssssssssssssssssssssssssssssssssssssssssssss......................
        "#]],
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Rule 10: as many tasks run at once as there are workers, and no more, in either pool.
    #[test]
    fn no_pool_runs_more_tasks_than_it_has_workers(scenario in strategy::scenario()) {
        for pool in ProcessPool::ALL {
            let mut draft = scenario.draft();
            draft.pool = *pool;
            let scenario = draft.build().unwrap();
            let trace = trace(&scenario, Runtime::Processes);
            let workers = trace.lanes().iter().filter(|lane| lane.kind == LaneKind::Worker).count();
            prop_assert!(workers <= scenario.workers_for(Runtime::Processes) as usize);
            // A worker has one task at a time, and every task one worker.
            for task in (0..scenario.workload.all_tasks()).map(TaskId) {
                let runs = |id| trace.spans(id).any(|span| span.state.is_running() && span.task == Some(task));
                let on = trace.lane_ids().filter(|(id, lane)| lane.kind == LaneKind::Worker && runs(*id));
                prop_assert!(on.count() <= 1, "{task:?}");
            }
        }
    }
}
