//! The GIL laboratory on the virtual clock.

use model::lab::{IO, Knobs, Reading};
use model::trace::Breach;
use model::{LaneId, Nanos, PythonVersion};

fn read(edit: impl FnOnce(&mut Knobs)) -> Reading {
    let mut knobs = Knobs::of(PythonVersion::V3_14);
    edit(&mut knobs);
    let reading = sim::lab(knobs, 2);
    // The threads that compute are given more to do than there is time for.
    assert!(matches!(reading.trace.check(), Err(Breach::CpuTime { .. })), "{:?}", reading.trace.check());
    reading
}

/// The convoy effect: every call pays an interval.
#[test]
fn beside_one_computing_thread_a_call_waits_an_interval() {
    let figures = read(|_| {}).figures;
    let wait = figures.call_wait();
    assert!((Nanos::millis(5)..Nanos::micros(5_600)).contains(&wait), "{wait:?}");
    assert!((140..171).contains(&figures.per_second(figures.calls)), "{figures:?}");
    assert!(figures.handoffs >= figures.calls, "{figures:?}");
    assert!(figures.share(LaneId(1)) > 950 && figures.share(IO) < 20, "{figures:?}");
}

#[test]
fn a_shorter_interval_makes_calls_wait_less() {
    let wait = |micros| read(|knobs| knobs.interval = Nanos::micros(micros)).figures.call_wait();
    let waits = [5, 500, 5_000, 50_000].map(wait);
    assert!(waits.is_sorted_by(|one, next| one < next), "{waits:?}");
}

#[test]
fn without_calls_one_thread_keeps_the_gil_and_two_share_it() {
    let alone = read(|knobs| knobs.calls = 0).figures;
    assert_eq!((alone.handoffs, alone.calls, alone.call_wait()), (0, 0, Nanos::ZERO));
    assert_eq!(alone.share(LaneId(1)), 1000);
    let two = read(|knobs| (knobs.calls, knobs.threads) = (0, 2)).figures;
    assert!(two.share(LaneId(1)).abs_diff(500) < 50 && two.calls == 0, "{two:?}");
    // Each thread waits for the other's interval, and for its own on top.
    assert!(two.wait() > Nanos::millis(5) && two.wait_p95 >= two.wait(), "{two:?}");
}

#[test]
fn every_version_and_every_end_of_a_knob_can_be_run() {
    for python in PythonVersion::MODELLED {
        for (interval, threads, calls) in
            [(Nanos::ZERO, 0, 1), (Nanos::MAX, u16::MAX, u32::MAX), (Nanos(1), 3, 10_000)]
        {
            let figures = sim::lab(Knobs { python, interval, threads, calls }, 1).figures;
            let held: Nanos = figures.held.iter().copied().sum();
            assert!(held <= figures.window && figures.window == Nanos::millis(1_000), "{figures:?}");
        }
    }
}

#[test]
fn the_same_knobs_give_the_same_reading() {
    assert_eq!(read(|knobs| knobs.threads = 5), read(|knobs| knobs.threads = 5));
}
