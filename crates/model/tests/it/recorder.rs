//! The recorder closes, merges and orders what it is given.

use super::{enter, lane, recorder};
use model::trace::InstantKind;
use model::{Nanos, Outcome, State};

#[test]
fn a_new_state_closes_the_one_before() {
    let mut rec = recorder();
    let a = lane(&mut rec, "a", Some(0));
    enter(&mut rec, a, 1, State::Run, None);
    enter(&mut rec, a, 3, State::WaitIo, None);
    let trace = rec.finish(Nanos::millis(7), Outcome::Finished);
    let spans: Vec<_> = trace.spans(a).map(|span| (span.start, span.end, span.state)).collect();
    let ms = Nanos::millis;
    assert_eq!(spans, [(ms(1), ms(3), State::Run), (ms(3), ms(7), State::WaitIo)]);
}

#[test]
fn the_same_state_goes_on_and_an_empty_one_leaves_no_trace() {
    let mut rec = recorder();
    let a = lane(&mut rec, "a", Some(0));
    enter(&mut rec, a, 0, State::Run, None);
    enter(&mut rec, a, 2, State::Run, None);
    enter(&mut rec, a, 4, State::Idle, None);
    enter(&mut rec, a, 4, State::Run, None);
    rec.demand(Nanos::millis(6));
    let trace = rec.finish(Nanos::millis(6), Outcome::Finished);
    assert_eq!(trace.span_count(), 1);
    assert_eq!(trace.span(a, 0).map(|span| span.len()), Some(Nanos::millis(6)));
    trace.check().expect("a good trace");
}

#[test]
fn a_lane_may_end_early_and_begin_late() {
    let mut rec = recorder();
    let a = lane(&mut rec, "a", None);
    enter(&mut rec, a, 2, State::RunFree, None);
    rec.leave(a, Nanos::millis(3));
    let trace = rec.finish(Nanos::millis(9), Outcome::Finished);
    let at = |ms| trace.span_at(a, Nanos::millis(ms));
    assert_eq!([at(1), at(2), at(3), at(8)], [None, Some(0), None, None]);
}

#[test]
fn moments_come_out_in_time_order() {
    let mut rec = recorder();
    let (a, b) = (lane(&mut rec, "a", None), lane(&mut rec, "b", None));
    rec.instant(Nanos(5), a, InstantKind::TaskDone);
    rec.instant(Nanos(2), b, InstantKind::DropRequest);
    rec.instant(Nanos(5), b, InstantKind::ForcedDrop);
    let trace = rec.finish(Nanos(9), Outcome::Finished);
    let moments: Vec<_> = trace.instants().collect();
    assert_eq!(
        moments,
        [
            (Nanos(2), b, InstantKind::DropRequest),
            (Nanos(5), a, InstantKind::TaskDone),
            (Nanos(5), b, InstantKind::ForcedDrop)
        ]
    );
}

/// A span's end is kept only where the next one of its lane does not begin there.
#[test]
fn gaps_stay_and_go_with_their_spans() {
    let mut rec = recorder();
    let a = lane(&mut rec, "a", None);
    for ms in [0, 3, 6] {
        enter(&mut rec, a, ms, State::RunFree, None);
        rec.leave(a, Nanos::millis(ms + 2));
    }
    // Goes on with the span left last, so that the gap before it is the lane's last again.
    enter(&mut rec, a, 8, State::Idle, None);
    enter(&mut rec, a, 8, State::RunFree, None);
    let trace = rec.finish(Nanos::millis(9), Outcome::Finished);
    let spans: Vec<_> =
        trace.spans(a).map(|span| (span.start.0 / 1_000_000, span.end.0 / 1_000_000)).collect();
    assert_eq!(spans, [(0, 2), (3, 5), (6, 9)]);
    assert_eq!(
        [1, 2, 4, 5, 8].map(|ms| trace.span_at(a, Nanos::millis(ms))),
        [Some(0), None, Some(1), None, Some(2)]
    );
    let sent = model::message::encode(&trace).expect("bytes");
    assert_eq!(model::message::decode::<model::Trace>(&sent).expect("a trace"), trace);
}

#[test]
fn moments_of_long_runs_keep_their_times() {
    let mut rec = recorder();
    let a = lane(&mut rec, "a", None);
    let times = [0, 1, 1 << 32, (1 << 32) + 5, 7 << 32, u64::MAX].map(Nanos);
    times.into_iter().for_each(|at| rec.instant(at, a, InstantKind::TaskDone));
    let trace = rec.finish(Nanos(u64::MAX), Outcome::Finished);
    assert!(trace.instants().map(|(at, _, _)| at).eq(times));
}

#[test]
#[should_panic(expected = "both hold")]
fn two_holders_of_one_gil_are_our_own_bug() {
    let mut rec = recorder();
    let (a, b) = (lane(&mut rec, "a", Some(0)), lane(&mut rec, "b", Some(0)));
    enter(&mut rec, a, 0, State::Run, None);
    enter(&mut rec, b, 1, State::Run, None);
}

#[test]
#[should_panic(expected = "a wait for nobody")]
fn a_wait_for_the_gil_names_its_holder() {
    let mut rec = recorder();
    let a = lane(&mut rec, "a", Some(0));
    enter(&mut rec, a, 0, State::WaitGil, None);
}
