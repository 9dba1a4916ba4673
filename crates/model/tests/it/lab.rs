//! The GIL laboratory: its knobs, and its figures by hand.

use super::{enter, recorder};
use model::lab::{Figures, IO, Knobs, Tally, lane};
use model::trace::InstantKind;
use model::{Cause, LaneId, Nanos, Outcome, PythonVersion, State, Trace};

/// Two threads for 20 ms; the I/O thread waits for the GIL from 3 to 8 ms and from 12 ms on.
fn trace() -> Trace {
    let mut rec = recorder();
    let (io, cpu) = (rec.lane(lane(0)), rec.lane(lane(1)));
    assert_eq!(io, IO);
    let ms = Nanos::millis;
    enter(&mut rec, cpu, 0, State::Run, None);
    rec.enter(io, ms(3), State::WaitGil, Cause::Gil, Some(cpu), None);
    rec.enter(cpu, ms(8), State::WaitGil, Cause::Gil, Some(io), None);
    rec.run(io, ms(8), None);
    rec.instant(ms(8), io, InstantKind::TaskDone);
    rec.enter(io, ms(9), State::WaitIo, Cause::Io, None, None);
    rec.run(cpu, ms(9), None);
    rec.enter(io, ms(12), State::WaitGil, Cause::Gil, Some(cpu), None);
    rec.finish(ms(20), Outcome::Cancelled)
}

fn figures(from: u64, to: u64) -> Figures {
    Figures::of([&Tally::of(&trace(), &(Nanos::millis(from)..Nanos::millis(to)))])
}

#[test]
fn figures_add_up_what_a_window_holds() {
    let ms = Nanos::millis;
    let whole = figures(0, 20);
    assert_eq!((whole.handoffs, whole.waited, whole.wait()), (2, ms(6), ms(3)));
    assert_eq!((whole.calls, whole.call_wait(), whole.wait_p95), (1, ms(5), ms(5)));
    assert_eq!(whole.held, [ms(1), ms(19)]);
    assert_eq!((whole.share(IO), whole.share(LaneId(1)), whole.share(LaneId(9))), (50, 950, 0));
    assert_eq!(whole.per_second(whole.calls), 50);
}

#[test]
fn a_wait_counts_where_it_ends_and_in_full() {
    let late = figures(7, 10);
    assert_eq!((late.handoffs, late.waited, late.calls), (2, Nanos::millis(6), 1));
    assert_eq!(late.held, [Nanos::millis(1), Nanos::millis(2)]);
    let none = figures(9, 9);
    assert_eq!((none.per_second(3), none.share(IO), none.call_wait()), (0, 0, Nanos::ZERO));
}

#[test]
fn windows_add_up() {
    let parts = [0..8, 8..9, 9..20];
    let tallies =
        parts.map(|part| Tally::of(&trace(), &(Nanos::millis(part.start)..Nanos::millis(part.end))));
    assert_eq!(Figures::of(&tallies), figures(0, 20));
}

#[test]
fn knobs_stay_within_what_there_is() {
    let knobs = Knobs { python: PythonVersion::V3_14T, interval: Nanos::MAX, threads: 9, calls: u32::MAX };
    let clamped = knobs.clamped(8);
    assert_eq!((clamped.python, clamped.interval), (PythonVersion::V3_14, Knobs::LONGEST));
    assert_eq!((clamped.threads, clamped.calls), (7, Knobs::MOST_CALLS));
    assert_eq!(Knobs { threads: 0, ..knobs }.clamped(0).threads, 1);
    assert_eq!(Knobs::of(PythonVersion::V2_7).clamped(8).python, PythonVersion::V3_2);
    assert_eq!(Knobs { calls: 0, ..knobs }.period(), None);
    assert_eq!(Knobs { calls: 10_000, ..knobs }.period(), Some(Nanos::micros(100)));
}
