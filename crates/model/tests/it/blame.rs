//! Who kept whom waiting, computed by hand from small lanes, one letter a millisecond.
//!
//! ```text
//!   R holds the GIL and runs   W waits for the GIL   C holds the GIL and copies   c waits for a core
//!   L holds lock-a and runs without a GIL            l waits for lock-a           . idle
//! ```

use super::{lane, recorder};
use model::blame::LongestWait;
use model::{Blame, Cause, GilId, Kept, LaneId, Nanos, Obstacle, Outcome, State, Trace};
use std::fmt::Write as _;

fn trace(art: &str) -> Trace {
    let lines: Vec<&str> = art.lines().map(str::trim).collect();
    let mut rec = recorder();
    let lanes: Vec<_> = lines.iter().map(|_| lane(&mut rec, "a lane", Some(0))).collect();
    let lock = rec.lock("lock-a");
    let letter = |lane: LaneId, at: usize| lines[lane.index()].as_bytes().get(at).copied().unwrap_or(b'.');
    let has = |letters: &'static str, at: usize| {
        move |lane: &&LaneId| letters.as_bytes().contains(&letter(**lane, at))
    };
    let end = lines.iter().map(|line| line.len()).max().unwrap_or(0);
    let mut owner = None;
    for at in 0..end {
        let now = Nanos::millis(at as u64);
        let owns = lanes.iter().find(has("L", at)).copied();
        if owns != owner {
            owner.into_iter().for_each(|lane| rec.lock_released(lane, now, lock));
            owns.into_iter().for_each(|lane| rec.lock_acquired(lane, now, lock));
            owner = owns;
        }
        let mut order = lanes.clone();
        order.sort_by_key(|lane| b"RC".contains(&letter(*lane, at)));
        for lane in order {
            let other = lanes.iter().find(|other| **other != lane).copied();
            let holder = lanes.iter().find(has("RC", at)).copied().or(other);
            // A wait is one span, whoever has it meanwhile.
            if b"Wl".contains(&letter(lane, at)) && at > 0 && letter(lane, at - 1) == letter(lane, at) {
                continue;
            }
            match letter(lane, at) {
                b'R' => rec.run(lane, now, None),
                b'L' => rec.enter(lane, now, State::RunFree, Cause::None, None, None),
                b'W' => rec.enter(lane, now, State::WaitGil, Cause::Gil, holder.filter(|h| *h != lane), None),
                b'C' => {
                    rec.holds_gil(lane, true);
                    rec.enter(lane, now, State::Copy, Cause::Pickle, None, None);
                }
                b'c' => rec.enter(lane, now, State::WaitCore, Cause::Core, None, None),
                b'l' => rec.wait_for_lock(lane, now, lock, owns.expect("an owner"), None),
                _ => rec.enter(lane, now, State::Idle, Cause::Join, None, None),
            }
        }
    }
    rec.finish(Nanos::millis(end as u64), Outcome::Cancelled)
}

fn said(trace: &Trace) -> String {
    let name = |lane: LaneId| char::from(b'a' + lane.0 as u8);
    let mut said = String::new();
    for entry in Blame::of(trace).entries {
        let holder = entry.holder.map_or("nobody".into(), |lane| name(lane).to_string());
        let what = match entry.what {
            Obstacle::Gil(_) => "gil",
            Obstacle::Lock(_) => "lock",
            Obstacle::Core => "core",
            Obstacle::World => "world",
        };
        let ms = entry.total.0 / 1_000_000;
        writeln!(said, "{} {what} {holder} {ms} {}", name(entry.waiter), entry.count).expect("a string");
    }
    said
}

fn check(art: &str, expected: &str) {
    let expected: String = expected.lines().map(|line| line.trim().to_owned() + "\n").collect();
    assert_eq!(said(&trace(art)), expected, "{art}");
}

#[test]
fn a_wait_is_laid_at_the_door_of_its_holder() {
    check("RRR...\nWWWRRR", "b gil a 3 1");
}

#[test]
fn what_nobody_holds_is_nobody_s() {
    check("RR....\nWWWWRR", "b gil a 2 1\nb gil nobody 2 0");
}

#[test]
fn who_copies_with_the_gil_holds_it() {
    check("RCC...\nWWWRRR", "b gil a 3 1");
}

#[test]
fn who_waits_for_a_core_is_kept_by_nobody_in_particular() {
    check("RRRR\nccWW", "b gil a 2 1\nb core nobody 2 1");
}

#[test]
fn a_lock_counts_for_itself() {
    check("LLL...\nlllLLL\n.lllll", "b lock a 3 1\nc lock b 3 0\nc lock a 2 1");
}

#[test]
fn a_gil_that_changes_hands_during_a_wait_costs_each_holder_its_own_turn() {
    check("RRR...\nWWWRR.\nWWWWWR", "b gil a 3 1\nc gil a 3 1\nc gil b 2 0");
}

/// Turn by turn and as all turns less those between the waits: here c waits nearly always, d hardly.
#[test]
fn long_waits_and_short_ones_are_added_up_alike() {
    check(
        "RWRWRW..\nWRWRWRR.\nWWWWWWWR\n...WW...",
        "c gil b 4 0
         a gil b 3 3
         b gil a 3 3
         c gil a 3 1
         d gil a 1 0
         d gil b 1 1",
    );
}

#[test]
fn holders_are_ranked_by_what_they_cost_all_others() {
    let trace = trace("RRR...\nWWWRR.\nWWWWWR");
    let blame = Blame::of(&trace);
    let what = Obstacle::Gil(GilId(0));
    let kept =
        |holder: u16, ms, count| Kept { what, holder: Some(LaneId(holder)), total: Nanos::millis(ms), count };
    assert_eq!(blame.by_holder(), [kept(0, 6, 2), kept(1, 2, 0)]);
    assert_eq!((blame.total(what), blame.total(Obstacle::Core)), (Nanos::millis(8), Nanos::ZERO));
    let longest = LongestWait { lane: LaneId(2), index: 0, length: Nanos::millis(5) };
    assert_eq!(blame.longest, Some(longest));
}
