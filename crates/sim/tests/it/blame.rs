//! Who kept whom waiting in simulated runs: what is laid at somebody's door adds up to what was waited.

use crate::strategy::any_scenario;
use crate::support::trace;
use model::blame::obstacle;
use model::scenario::Locking;
use model::{Blame, Cause, LaneId, Nanos, Obstacle, Outcome, Runtime, Scenario, State, Trace};
use proptest::prelude::*;
use std::collections::BTreeMap;

type Sums = BTreeMap<(Obstacle, LaneId, Option<LaneId>), Nanos>;

/// Moment by moment, from one change to the next: slow, and so plain that it can't be wrong.
fn by_looking(trace: &Trace) -> Sums {
    let lanes = || trace.lane_ids().map(|(lane, _)| lane);
    let mut changes: Vec<Nanos> =
        lanes().flat_map(|lane| trace.spans(lane)).flat_map(|span| [span.start, span.end]).collect();
    let locks = || (0..trace.locks.len()).map(|lock| model::LockId(lock as u8));
    changes.extend(locks().flat_map(|lock| trace.lock_holds(lock)).flat_map(|hold| [hold.start, hold.end]));
    changes.sort_unstable();
    changes.dedup();
    let mut sums = Sums::new();
    for pair in changes.windows(2) {
        for lane in lanes() {
            let span = trace.span_at(lane, pair[0]).and_then(|index| trace.span(lane, index));
            let Some(what) = span.and_then(|span| obstacle(trace, lane, &span)) else { continue };
            let holder = match what {
                Obstacle::Gil(gil) => trace.holder_at(gil, pair[0]),
                Obstacle::Lock(lock) => trace.lock_holder_at(lock, pair[0]),
                Obstacle::Core => None,
                Obstacle::World => lanes().find(|lane| collects(trace, *lane, pair[0])),
            };
            *sums.entry((what, lane, holder)).or_default() += pair[1] - pair[0];
        }
    }
    sums
}

fn collects(trace: &Trace, lane: LaneId, at: Nanos) -> bool {
    let span = trace.span_at(lane, at).and_then(|index| trace.span(lane, index));
    span.is_some_and(|span| (span.state, span.cause) == (State::RunFree, Cause::Collection))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_moment_of_waiting_is_laid_at_the_right_door(scenario in any_scenario()) {
        for runtime in Runtime::ALL {
            let trace = trace(&scenario, runtime);
            let blame = Blame::of(&trace);
            let timed = blame.entries.iter().filter(|entry| entry.total > Nanos::ZERO);
            let sums: Sums =
                timed.map(|entry| ((entry.what, entry.waiter, entry.holder), entry.total)).collect();
            prop_assert_eq!(sums, by_looking(&trace));
            let waits = trace.lane_ids().flat_map(|(lane, _)| {
                trace.spans(lane).filter_map(|span| obstacle(&trace, lane, &span)).collect::<Vec<_>>()
            });
            let counts: u32 = blame.entries.iter().map(|entry| entry.count).sum();
            prop_assert_eq!(counts as usize, waits.count());
        }
    }
}

/// Each takes its two locks the other way round than its neighbour: with free threads some runs are bound to
/// stick, and then each thread of the cycle waits for a lock that the next has.
#[test]
fn a_deadlock_names_its_cycle() {
    let mut stuck = 0;
    for seed in 0..20 {
        let mut draft = Scenario::default().draft();
        (draft.workload.locked, draft.workload.locking) = (50, Locking::Opposed);
        (draft.workload.segments, draft.seed) = (5, seed);
        let trace = trace(&draft.build().unwrap(), Runtime::FreeThreads);
        let Outcome::Deadlock { cycle } = &trace.outcome else { continue };
        stuck += 1;
        assert!(cycle.len() >= 2, "{cycle:?}");
        for (wait, next) in cycle.iter().zip(cycle.iter().cycle().skip(1)) {
            let hold = trace.lock_holds(wait.lock).last().unwrap();
            assert_eq!((hold.lane, hold.end), (next.lane, trace.end), "{cycle:?}");
        }
    }
    assert!(stuck > 0);
}
