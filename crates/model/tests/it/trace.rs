//! `Trace::check` finds each breach; a wall clock's traces can hold them, since nobody stops a real thread.

use super::{enter, lane, recorder};
use model::trace::Breach;
use model::{
    Cause, Clock, Cores, LaneId, Nanos, Outcome, Provenance, PythonVersion, Runtime, State, Trace,
    TraceRecorder,
};

fn wall(resolution: u64) -> TraceRecorder {
    let provenance = Provenance {
        runtime: Runtime::Threads,
        python: PythonVersion::V3_12,
        cores: Cores(2),
        source: "test".into(),
    };
    TraceRecorder::new(Clock::Wall { resolution: Nanos(resolution), begin: Nanos::ZERO }, provenance)
}

fn overlapping(resolution: u64, overlap: u64) -> Trace {
    let mut rec = wall(resolution);
    let (a, b) = (lane(&mut rec, "a", Some(0)), lane(&mut rec, "b", Some(0)));
    rec.run(a, Nanos(0), None);
    rec.run(b, Nanos(1000 - overlap), None);
    rec.leave(a, Nanos(1000));
    rec.finish(Nanos(2000), Outcome::Finished)
}

#[test]
fn two_holders_are_found_beyond_the_clock_s_own_error() {
    assert_eq!(overlapping(10, 40).check(), Ok(()));
    assert!(matches!(overlapping(10, 41).check(), Err(Breach::TwoHolders { second: LaneId(1), .. })));
}

#[test]
fn lanes_of_different_interpreters_may_run_together() {
    let mut rec = recorder();
    let (a, b) = (lane(&mut rec, "a", Some(0)), lane(&mut rec, "b", Some(1)));
    enter(&mut rec, a, 0, State::Run, None);
    enter(&mut rec, b, 0, State::Run, None);
    rec.demand(Nanos::millis(8));
    assert_eq!(rec.finish(Nanos::millis(4), Outcome::Finished).check(), Ok(()));
}

#[test]
fn more_running_lanes_than_cores_are_found() {
    let mut rec = recorder();
    for name in ["a", "b", "c"] {
        let id = lane(&mut rec, name, None);
        enter(&mut rec, id, 0, State::RunFree, None);
    }
    let trace = rec.finish(Nanos::millis(1), Outcome::Finished);
    assert!(matches!(trace.check(), Err(Breach::TooManyRun { running: 3, cores: 2, .. })));
}

#[test]
fn lost_cpu_time_is_found() {
    let mut rec = recorder();
    let a = lane(&mut rec, "a", Some(0));
    enter(&mut rec, a, 0, State::Run, None);
    rec.demand(Nanos::millis(5));
    let trace = rec.finish(Nanos::millis(4), Outcome::Finished);
    assert_eq!(trace.check(), Err(Breach::CpuTime { demand: Nanos::millis(5), done: Nanos::millis(4) }));
}

#[test]
fn a_state_that_the_lane_can_t_have_is_found() {
    let mut rec = wall(0);
    let (a, b) = (lane(&mut rec, "a", None), lane(&mut rec, "b", None));
    enter(&mut rec, a, 0, State::WaitGil, Some(b));
    let trace = rec.finish(Nanos::millis(4), Outcome::Finished);
    assert!(matches!(trace.check(), Err(Breach::Impossible { state: State::WaitGil, .. })));
}

#[test]
fn the_holder_is_known_at_every_moment_of_a_wait() {
    let mut rec = recorder();
    let lanes = ["a", "b", "c"].map(|name| lane(&mut rec, name, Some(0)));
    let [a, b, c] = lanes;
    enter(&mut rec, a, 0, State::Run, None);
    enter(&mut rec, c, 0, State::WaitGil, Some(a));
    rec.leave(a, Nanos::millis(2));
    enter(&mut rec, b, 3, State::Run, None);
    let trace = rec.finish(Nanos::millis(5), Outcome::Cancelled);
    let gil = trace.lanes()[0].gil.expect("a GIL");
    let holders = [1, 2, 4].map(|ms| trace.holder_at(gil, Nanos::millis(ms)));
    assert_eq!(holders, [Some(a), None, Some(b)]);
}

#[test]
fn a_gil_held_by_one_who_copies_is_held() {
    let mut rec = wall(0);
    let (a, b) = (lane(&mut rec, "a", Some(0)), lane(&mut rec, "b", Some(0)));
    enter(&mut rec, a, 0, State::Run, None);
    rec.enter(a, Nanos::millis(1), State::Copy, Cause::Pickle, None, None);
    enter(&mut rec, b, 2, State::Run, None);
    let trace = rec.finish(Nanos::millis(4), Outcome::Finished);
    assert!(
        matches!(trace.check(), Err(Breach::TwoHolders { first, second, .. }) if (first, second) == (a, b))
    );
    let gil = trace.lanes()[0].gil.expect("a GIL");
    assert_eq!(trace.holder_at(gil, Nanos::micros(1_500)), Some(a));
}

#[test]
fn a_copy_after_the_gil_was_dropped_holds_nothing() {
    let mut rec = recorder();
    let (a, b) = (lane(&mut rec, "a", Some(0)), lane(&mut rec, "b", Some(0)));
    enter(&mut rec, a, 0, State::Run, None);
    rec.holds_gil(a, false);
    rec.enter(a, Nanos::millis(1), State::Copy, Cause::Transfer, None, None);
    enter(&mut rec, b, 1, State::Run, None);
    rec.demand(Nanos::millis(4));
    assert_eq!(rec.finish(Nanos::millis(4), Outcome::Finished).check(), Ok(()));
}
