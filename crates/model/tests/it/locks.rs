//! Locks of the program: who holds which, who waits for which, and the circle that a deadlock closes.

use super::{enter, lane, recorder};
use model::trace::{Breach, LOCK_LIMIT, LockHold};
use model::{Clock, LaneId, LockId, LockWait, Nanos, Outcome, State, TraceRecorder};

const fn ms(at: u64) -> Nanos {
    Nanos::millis(at)
}

#[test]
fn a_wait_says_which_lock_and_who_holds_it_is_known_at_any_moment() {
    let mut rec = recorder();
    let (a, b) = (lane(&mut rec, "a", None), lane(&mut rec, "b", None));
    let locks = ["lock-a", "lock-b"].map(|name| rec.lock(name));
    rec.lock_acquired(a, ms(1), locks[1]);
    rec.wait_for_lock(b, ms(2), locks[1], a, None);
    rec.lock_released(a, ms(5), locks[1]);
    rec.lock_acquired(b, ms(6), locks[1]);
    enter(&mut rec, b, 6, State::RunFree, None);
    rec.demand(ms(3));
    let trace = rec.finish(ms(9), Outcome::Finished);
    trace.check().expect("a good trace");
    let span = trace.span(b, 0).expect("a wait");
    assert_eq!((span.state, span.lock, span.holder), (State::WaitLock, Some(locks[1]), Some(a)));
    assert_eq!(trace.span(b, 1).and_then(|span| span.lock), None);
    assert_eq!(trace.locks, ["lock-a", "lock-b"]);
    let holders = [0, 1, 4, 5, 6, 8].map(|at| trace.lock_holder_at(locks[1], ms(at)));
    assert_eq!(holders, [None, Some(a), Some(a), None, Some(b), Some(b)]);
    let hold = |lane, start, end| LockHold { lane, start: ms(start), end: ms(end) };
    assert!(trace.lock_holds(locks[1]).eq([hold(a, 1, 5), hold(b, 6, 9)]));
    assert_eq!(trace.lock_holds(locks[0]).count() + trace.lock_holds(LockId(99)).count(), 0);
}

#[test]
fn the_last_lock_keeps_its_id() {
    let mut rec = recorder();
    let (a, b) = (lane(&mut rec, "a", None), lane(&mut rec, "b", None));
    let last = (0..LOCK_LIMIT).map(|number| rec.lock(format!("lock-{number}"))).last().expect("a lock");
    rec.lock_acquired(a, ms(0), last);
    rec.wait_for_lock(b, ms(0), last, a, None);
    let trace = rec.finish(ms(1), Outcome::Cancelled);
    assert_eq!(trace.span(b, 0).and_then(|span| span.lock), Some(last));
    assert_eq!(trace.check(), Ok(()));
}

#[test]
#[should_panic(expected = "a wait for no lock")]
fn a_wait_for_a_lock_names_it() {
    let mut rec = recorder();
    let (a, b) = (lane(&mut rec, "a", None), lane(&mut rec, "b", None));
    rec.enter(a, ms(0), State::WaitLock, model::Cause::Lock, Some(b), None);
}

#[test]
#[should_panic(expected = "while Some(LaneId(0)) holds it")]
fn two_holders_of_one_lock_are_our_own_bug() {
    let mut rec = recorder();
    let (a, b) = (lane(&mut rec, "a", None), lane(&mut rec, "b", None));
    let lock = rec.lock("lock-a");
    rec.lock_acquired(a, ms(0), lock);
    rec.lock_acquired(b, ms(1), lock);
}

#[test]
fn two_holders_on_real_clocks_are_found_beyond_their_error() {
    let check = |resolution| {
        let mut rec = TraceRecorder::new(
            Clock::Wall { resolution: Nanos(resolution), begin: Nanos::ZERO },
            recorder_provenance(),
        );
        let (a, b) = (lane(&mut rec, "a", None), lane(&mut rec, "b", None));
        let lock = rec.lock("lock-a");
        // Thread by thread, as real threads write.
        rec.lock_acquired(b, Nanos(960), lock);
        rec.lock_released(b, Nanos(2000), lock);
        rec.lock_acquired(a, Nanos(0), lock);
        rec.lock_released(a, Nanos(1000), lock);
        rec.finish(Nanos(2000), Outcome::Finished).check()
    };
    assert_eq!(check(10), Ok(()));
    assert_eq!(check(9), Err(Breach::LockHold { lock: LockId(0), lane: LaneId(1), at: Nanos(960) }));
}

fn recorder_provenance() -> model::Provenance {
    recorder().finish(Nanos::ZERO, Outcome::Finished).provenance
}

/// Each lane of `waits` holds the lock of its own number and waits for the one named, from its own
/// millisecond on; the last of them begins to wait when the trace ends.
fn stuck(waits: &[Option<u8>]) -> Vec<LockWait> {
    let mut rec = recorder();
    let lanes: Vec<_> = (0..waits.len()).map(|_| lane(&mut rec, "a lane", None)).collect();
    for lane in &lanes {
        let lock = rec.lock("a lock");
        rec.lock_acquired(*lane, ms(0), lock);
    }
    for (lane, wait) in lanes.iter().zip(waits) {
        let at = lane.index() as u64 + 1;
        match wait {
            Some(lock) => rec.wait_for_lock(*lane, ms(at), LockId(*lock), lanes[*lock as usize], None),
            None => enter(&mut rec, *lane, at, State::Idle, None),
        }
    }
    let trace = rec.finish(ms(waits.len() as u64), Outcome::Deadlock { cycle: Vec::new() });
    trace.check().expect("a good trace");
    match trace.outcome {
        Outcome::Deadlock { cycle } => cycle,
        outcome => panic!("{outcome:?}"),
    }
}

fn waits(cycle: &[(u16, u8)]) -> Vec<LockWait> {
    cycle.iter().map(|(lane, lock)| LockWait { lane: LaneId(*lane), lock: LockId(*lock) }).collect()
}

#[test]
fn a_deadlock_names_its_cycle_even_where_it_closes_at_the_very_end() {
    assert_eq!(stuck(&[Some(1), Some(0)]), waits(&[(0, 1), (1, 0)]));
    assert_eq!(stuck(&[Some(2), Some(0), Some(1)]), waits(&[(0, 2), (2, 1), (1, 0)]));
}

#[test]
fn who_only_waits_for_the_cycle_is_not_in_it() {
    assert_eq!(stuck(&[Some(3), Some(2), Some(1), Some(2)]), waits(&[(1, 2), (2, 1)]));
    assert_eq!(stuck(&[Some(1), None, Some(3), Some(2)]), waits(&[(2, 3), (3, 2)]));
}

#[test]
fn where_nobody_waits_in_a_circle_there_is_none() {
    assert_eq!(stuck(&[Some(1), Some(2), None]), []);
    assert_eq!(stuck(&[None, None]), []);
}

/// Who was given the lock since the wait began is who counts.
#[test]
fn the_cycle_goes_by_who_holds_a_lock_in_the_end() {
    let mut rec = recorder();
    let [a, b, c] = ["a", "b", "c"].map(|name| lane(&mut rec, name, None));
    let [first, second] = ["first", "second"].map(|name| rec.lock(name));
    rec.lock_acquired(a, ms(0), first);
    rec.lock_acquired(c, ms(0), second);
    rec.wait_for_lock(a, ms(1), second, c, None);
    rec.lock_released(c, ms(2), second);
    rec.lock_acquired(b, ms(2), second);
    rec.wait_for_lock(b, ms(3), first, a, None);
    let trace = rec.finish(ms(3), Outcome::Deadlock { cycle: Vec::new() });
    assert_eq!(trace.outcome, Outcome::Deadlock { cycle: waits(&[(0, 1), (1, 0)]) });
}
