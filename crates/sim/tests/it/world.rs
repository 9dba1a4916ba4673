//! Garbage collections: in their thread under a GIL, alone in the world without one.
//!
//! `w` stands still for another's collection, or is about to collect and waits until the others stand still; the
//! other letters are those of `lanes`; `g` collects.

use crate::strategy;
use crate::support::{draw, scenario, trace};
use expect_test::{Expect, expect};
use model::{Cause, LaneId, Nanos, Runtime, Span, State, Trace};
use proptest::prelude::*;

fn check(link: &str, expected: Expect) {
    expected.assert_eq(&draw(link, 80));
}

/// Six collections of 5 ms: in no run do two of them overlap, but without a GIL nothing else does either.
#[test]
fn threads_that_compute_and_collect() {
    check(
        "tasks=3&cpu=20&segments=2&gc=5&py=3.14t&show=threads,free-threads",
        expect![[r#"
        threads 90.8 ms
                main ---------sssssssss---------.....................................................
            worker-1 00000-------------------------------0000ggggg--------00000-----0000gggg.........
            worker-2      1111-1111gggg-----1111-1111gggg............................................
            worker-3          s--------22222----------------------2222gggg-----22222--------22222gggg
        free-threads 52.3 ms
                main ..............................................
            worker-1 ffffffffffggggwwwwwwwwwffffffffffgggg.........
            worker-2 ffffffffffwwwwgggggwwwwffffffffffwwwwggggg....
            worker-3 ffffffffffwwwwwwwwwggggffffffffffwwwwwwwwwgggg
    "#]],
    );
}

/// Who waits need not stop, and stands still only when it comes back.
#[test]
fn who_waits_is_stopped_on_its_way_back() {
    check(
        "w=mixed&tasks=3&cpu=20&io=10&segments=2&gc=5&py=3.14t&show=free-threads",
        expect![[r#"
        free-threads 62.7 ms
                main s...............................................................................
            worker-1 ffffffffffffffggggggiiiiiiiwwwwwwwfffffffffffffgggggggiiiiii....................
            worker-2 ffffffffffffffwwwwwwfggggggiiiiiiifffffffffffffwwwwwwwggggggiiiiiiiwwwwww.......
            worker-3 sfffffffffffffwwwwwwfwwwwwwgggggggiiiiiifffffffwwwwwwwwwwwwwfffffffggggggiiiiiii
    "#]],
    );
}

/// C code that lets the GIL go on other builds goes on, too: it is stopped only when it is done.
#[test]
fn c_code_that_is_detached_goes_on() {
    check(
        "w=c&tasks=2&workers=2&hogs=1&hogcpu=10&cpu=30&segments=1&gc=20&py=3.14t&show=free-threads",
        expect![[r#"
            free-threads 70.4 ms
                    main .........................................................wwwwwwwwwwwwwwwwwwwwwww
                worker-1 fffffffffffffffffffffffffffffffffffffffffffffffwwwwwwwwwwggggggggggggggggggggggg
                worker-2 ffffffffffffffffffffffffffffffffffggggggggggggggggggggggg.......................
        "#]],
    );
}

/// C code that keeps the GIL on other builds can't be stopped: who would collect waits for its end.
#[test]
fn c_code_that_is_attached_keeps_the_collector_waiting() {
    check(
        "w=c&call=json&tasks=2&workers=2&hogs=1&hogcpu=10&cpu=30&segments=1&gc=20&py=3.14t&show=free-threads",
        expect![[r#"
            free-threads 81.0 ms
                    main ............................................................wwwwwwwwwwwwwwwwwwww
                worker-1 ffffffffffffffffffffffffffffffffffffffffwwwwwwwwwwwwwwwwwwwwgggggggggggggggggggg
                worker-2 ffffffffffffffffffffffffffffffwwwwwwwwwwgggggggggggggggggggg....................
        "#]],
    );
}

/// From the request to the last thread's poll, its loop's iteration of 50 ns, and a wake-up.
#[test]
fn the_world_stops_within_microseconds() {
    let trace = trace(&scenario("tasks=4&segments=10&gc=10&py=3.14t"), Runtime::FreeThreads);
    let stopping = spans(&trace).filter(|(_, span)| span.cause == Cause::Stopping);
    let longest = stopping.map(|(_, span)| span.len()).max().unwrap();
    assert!(longest > Nanos::ZERO && longest < Nanos::micros(30), "{longest:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// While one thread collects, no other runs Python; there are as many collections as pieces, all as long as
    /// the scenario says.
    #[test]
    fn a_collection_works_alone(scenario in strategy::scenario(), length in 1_u64..5_000_000) {
        let mut draft = scenario.draft();
        (draft.workload.collection, draft.siblings) = (Nanos(length), 100);
        prop_assume!(draft.workload.collections() > 0 && !draft.workload.drops_gil());
        let scenario = draft.build().unwrap();
        let trace = trace(&scenario, Runtime::FreeThreads);
        let mut running: Vec<(LaneId, Span)> =
            spans(&trace).filter(|(_, span)| span.state == State::RunFree).collect();
        running.sort_by_key(|(_, span)| span.start);
        let mut until = Nanos::ZERO;
        let mut collected = Nanos::ZERO;
        let mut others = Nanos::ZERO;
        for (lane, span) in running {
            prop_assert!(span.start >= until, "{lane:?} runs at {:?}", span.start);
            if span.cause == Cause::Collection {
                prop_assert!(span.start >= others, "{lane:?} collects beside others at {:?}", span.start);
                until = span.end;
                collected += span.len();
            }
            others = others.max(span.end);
        }
        let job = &scenario.workload;
        let counted = if job.cpu == Nanos::ZERO { Nanos(job.updates.into()) } else { job.cpu };
        let pieces = (0..job.segments).filter(|piece| job.piece(counted, *piece) > Nanos::ZERO).count();
        prop_assert_eq!(collected, Nanos(length).times(pieces as u64 * u64::from(job.tasks)));
    }

    /// Who stands still says for whom, and the one that it names collects meanwhile or is about to.
    #[test]
    fn who_stands_still_names_the_collector(scenario in strategy::scenario()) {
        let trace = trace(&scenario, Runtime::FreeThreads);
        let still = |cause| spans(&trace).filter(move |(_, span)| span.state == State::WaitWorld && span.cause == cause);
        for (lane, span) in still(Cause::Collection) {
            let collects = |other: Span| other.cause == Cause::Collection && other.state == State::RunFree;
            let named = trace.spans(span.holder.unwrap()).filter(|other| collects(*other));
            let meets = named.filter(|other| other.start <= span.end && other.end >= span.start).count();
            prop_assert!(meets > 0, "{lane:?} stands still for nobody at {:?}", span.start);
        }
    }
}

fn spans(trace: &Trace) -> impl Iterator<Item = (LaneId, Span)> + '_ {
    trace.lane_ids().flat_map(|(id, _)| trace.spans(id).map(move |span| (id, span)))
}
