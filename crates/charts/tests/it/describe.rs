//! Spans and states in words.

use crate::art;
use charts::{SpanRef, describe, legend};
use expect_test::{Expect, expect};
use model::{Cause, LaneId, Nanos, Outcome, Runtime, State, TraceRecorder};

const ART: &str = "main      ss......
                   worker-0    RRwwrr
                   worker-1    wwrrii
                   worker-2    llcxff";

fn check(lane: u16, index: usize, moment: Option<u64>, expected: Expect) {
    let trace = art::trace(Runtime::Threads, ART);
    let at = SpanRef { lane: LaneId(lane), index };
    expected.assert_eq(&describe(&trace, at, moment.map(Nanos::millis)).to_string().replace('\u{a0}', " "));
}

#[test]
fn a_wait_names_who_is_in_the_way() {
    check(
        1,
        1,
        Some(5),
        expect!["worker-0 waits for the GIL: 2 ms, from 4 to 6 ms, task 2; worker-1 holds the GIL at 5 ms."],
    );
    check(
        1,
        1,
        None,
        expect![
            "worker-0 waits for the GIL: 2 ms, from 4 to 6 ms, task 2; worker-1 held the GIL when the wait began."
        ],
    );
    check(
        3,
        0,
        None,
        expect![
            "worker-2 waits for a lock: 2 ms, from 2 to 4 ms, task 4; worker-0 held lock-a when the wait began."
        ],
    );
    check(
        3,
        0,
        Some(3),
        expect!["worker-2 waits for a lock: 2 ms, from 2 to 4 ms, task 4; worker-0 holds lock-a at 3 ms."],
    );
}

#[test]
fn other_states_say_why_where_there_is_something_to_say() {
    check(0, 0, None, expect!["main starts up: 2 ms, from 0 to 2 ms; the interpreter boots and imports."]);
    check(0, 1, None, expect!["main is idle: 6 ms, from 2 to 8 ms; the others must finish first."]);
    check(1, 0, None, expect!["worker-0 runs Python, holds the GIL: 2 ms, from 2 to 4 ms, task 2."]);
    check(
        2,
        2,
        Some(7),
        expect!["worker-1 waits for I/O: 2 ms, from 6 to 8 ms, task 3; the task's own wait for I/O."],
    );
    check(
        3,
        1,
        None,
        expect!["worker-2 waits for a core: 1 ms, from 4 to 5 ms, task 4; every core is taken."],
    );
    check(
        3,
        2,
        None,
        expect!["worker-2 copies data: 1 ms, from 5 to 6 ms, task 4; arguments or results are pickled."],
    );
    check(3, 3, None, expect!["worker-2 runs C code that let the GIL go: 2 ms, from 6 to 8 ms, task 4."]);
}

#[test]
fn who_stands_still_says_for_whom() {
    let mut trace = art::trace(Runtime::FreeThreads, "worker-0  fffff\nworker-1  ffzzf");
    let at = |index| SpanRef { lane: LaneId(1), index };
    expect!["worker-1 stands still for a garbage collection: 2 ms, from 2 to 4 ms, task 2; worker-0 collects garbage and has stopped the world."].assert_eq(&describe(&trace, at(1), None).to_string().replace('\u{a0}', " "));
    let provenance = trace.provenance.clone();
    let mut recorder = TraceRecorder::new(trace.clock, provenance);
    let lanes: Vec<LaneId> = trace.lanes().iter().map(|lane| recorder.lane(lane.clone())).collect();
    recorder.enter(lanes[1], Nanos::ZERO, State::WaitWorld, Cause::Stopping, Some(lanes[0]), None);
    recorder.enter(lanes[1], Nanos::millis(1), State::RunFree, Cause::Collection, None, None);
    trace = recorder.finish(Nanos::millis(3), Outcome::Finished);
    expect!["worker-1 stands still for a garbage collection: 1 ms, from 0 to 1 ms; worker-0 has yet to come to a point where it can stop."].assert_eq(&describe(&trace, at(0), None).to_string().replace('\u{a0}', " "));
    expect!["worker-1 runs without a GIL: 2 ms, from 1 to 3 ms; it collects garbage."]
        .assert_eq(&describe(&trace, at(1), None).to_string().replace('\u{a0}', " "));
}

#[test]
fn a_span_that_is_not_there_has_no_words() {
    let trace = art::trace(Runtime::Threads, ART);
    let nowhere = [SpanRef { lane: LaneId(9), index: 0 }, SpanRef { lane: LaneId(1), index: 9 }];
    for at in nowhere {
        assert_eq!(describe(&trace, at, None), charts::SpanText::default());
    }
}

#[test]
fn the_legend_has_what_occurs_and_no_more() {
    let threads = art::trace(Runtime::Threads, "worker-0  rrww\nworker-1  wwrr");
    let free = art::trace(Runtime::FreeThreads, "main      ss..\nworker-0  ..ff");
    let states =
        |entries: Vec<(State, &str)>| entries.into_iter().map(|(state, _)| state).collect::<Vec<_>>();
    assert_eq!(states(legend(&[&threads])), [State::Run, State::WaitGil]);
    assert_eq!(states(legend(&[&threads, &free])), [State::Run, State::RunFree, State::WaitGil, State::Copy]);
    assert_eq!(legend(&[&free])[1], (State::Copy, "copies data, starts up"));
    assert!(legend(&[]).is_empty());
}
