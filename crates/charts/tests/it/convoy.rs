//! What the GIL laboratory says in one sentence, at its edges too.

use charts::convoy;
use model::lab::{Figures, Knobs};
use model::{Nanos, PythonVersion};

/// The sentence for a second in which so many calls waited that long in the mean.
fn check(asked: u32, done: u64, wait: Nanos, expected: &str) {
    let knobs = Knobs { calls: asked, ..Knobs::of(PythonVersion::V3_12) };
    let calls_waited = wait.times(done);
    let figures = Figures { window: Nanos::millis(1_000), calls: done, calls_waited, ..Figures::default() };
    assert_eq!(convoy(&figures, &knobs).replace('\u{a0}', " "), expected);
}

#[test]
fn the_convoy_is_told_as_what_it_costs() {
    let ms = Nanos::micros;
    check(1_000, 163, ms(5_100), "Each call waits 5.1 ms for the GIL: 163 calls a second instead of 1,000.");
    check(20, 1, Nanos::millis(900), "Each call waits 900 ms for the GIL: 1 call a second instead of 20.");
    check(1_000, 0, Nanos::ZERO, "No call has the GIL back yet.");
    check(100, 97, ms(20), "Each call waits 20 µs for the GIL, and yet 97 calls of 100 a second are done.");
    check(
        10_000,
        5_000,
        ms(8),
        "Each call waits 8 µs for the GIL; timers ring late too: 5,000 calls a second instead of 10,000.",
    );
    check(100, 99, Nanos::ZERO, "No call waits for the GIL: 99 calls of 100 a second are done.");
}

#[test]
fn without_calls_the_threads_take_turns() {
    let said = |threads, handoffs, wait: Nanos| {
        let knobs = Knobs { calls: 0, threads, ..Knobs::of(PythonVersion::V3_12) };
        let (window, waited) = (Nanos::millis(1_000), wait.times(handoffs));
        let figures = Figures { window, handoffs, waited, ..Figures::default() };
        convoy(&figures, &knobs).replace('\u{a0}', " ")
    };
    assert_eq!(said(1, 0, Nanos::ZERO), "One thread computes, and nobody wants its GIL: it keeps it.");
    assert_eq!(said(2, 0, Nanos::ZERO), "Two threads take turns, less than once a second.");
    assert_eq!(
        said(3, 1, Nanos::millis(5)),
        "Three threads take turns: 1 hand-off a second, after a wait of 5 ms."
    );
    assert_eq!(
        said(13, 1_940, Nanos::millis(10)),
        "13 threads take turns: 1,940 hand-offs a second, after a wait of 10 ms each."
    );
}
