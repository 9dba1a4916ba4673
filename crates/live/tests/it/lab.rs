//! The GIL laboratory on real threads. Shares and times are the machine's business; what holds of every reading is not.

use crate::support::{POOL, world, world_of};
use live::{Error, Lab};
use model::lab::{IO, Knobs, Reading};
use model::{Nanos, PythonVersion, State};
use std::thread::sleep;
use std::time::{Duration, Instant};
use workloads::Progress;

fn knobs() -> Knobs {
    Knobs::of(PythonVersion::V3_14)
}

/// Reads until something holds of a reading, and checks what holds of all of them.
fn until(lab: &mut Lab, what: &str, holds: impl Fn(&Reading) -> bool) -> Reading {
    let begin = Instant::now();
    while begin.elapsed() < Duration::from_secs(20) {
        sleep(Duration::from_millis(50));
        let reading = lab.read();
        check(&reading);
        if holds(&reading) {
            return reading;
        }
    }
    panic!("{what}: not within 20 seconds");
}

fn check(reading: &Reading) {
    let Reading { figures, trace } = reading;
    assert_eq!(trace.check(), Ok(()));
    let held: Nanos = figures.held.iter().copied().sum();
    // Each thread reads the clock by itself where the GIL is handed over.
    let slack = Nanos(500 * (figures.handoffs + 1));
    assert!(held <= figures.window + slack, "{figures:?}");
    assert_eq!(figures.held.len(), trace.lanes().len());
    assert!(figures.wait_p95 <= figures.waited && figures.calls_waited <= figures.waited);
}

/// Stops it, and waits until its threads are gone.
fn end(lab: &Lab) -> Error {
    lab.stop();
    ended(lab)
}

fn ended(lab: &Lab) -> Error {
    let begin = Instant::now();
    while begin.elapsed() < Duration::from_secs(20) {
        if let Some(error) = lab.end() {
            return error;
        }
        sleep(Duration::from_millis(1));
    }
    panic!("it does not stop");
}

#[test]
fn calls_are_done_and_wait_for_the_gil() {
    for python in [PythonVersion::V3_12, PythonVersion::V3_14] {
        let mut lab = Lab::start(&world(POOL), Knobs::of(python)).unwrap();
        let reading = until(&mut lab, "calls", |reading| reading.figures.calls > 10);
        assert!(reading.figures.handoffs >= 10, "{:?}", reading.figures);
        assert!(reading.figures.held[1] > Nanos::ZERO);
        assert_eq!(end(&lab), Error::Cancelled);
    }
}

#[test]
fn knobs_are_turned_while_it_runs() {
    let mut lab = Lab::start(&world(POOL), Knobs { calls: 0, ..knobs() }).unwrap();
    let alone = until(&mut lab, "one thread computes", |reading| reading.figures.held[1] > Nanos::ZERO);
    assert_eq!((alone.figures.handoffs, alone.figures.calls), (0, 0));
    lab.turn(Knobs { threads: 3, calls: 0, ..knobs() });
    let three = until(&mut lab, "three threads take turns", |reading| {
        reading.figures.held.iter().filter(|held| **held > Nanos::ZERO).count() == 3
    });
    assert!(three.figures.handoffs > 0);
    lab.turn(knobs());
    until(&mut lab, "calls", |reading| reading.figures.calls > 0);
    lab.turn(Knobs { calls: 0, ..knobs() });
    let reading = until(&mut lab, "one thread again", |reading| {
        let shown = |lane| reading.trace.spans(lane).any(|span| span.state == State::WaitGil);
        reading.figures.handoffs == 0 && reading.figures.calls == 0 && !shown(IO)
    });
    assert_eq!(reading.trace.lanes().len(), 2);
    assert_eq!(end(&lab), Error::Cancelled);
}

#[test]
fn knobs_go_as_far_as_the_pool() {
    let mut lab = Lab::start(&world(3), Knobs { threads: 20, ..knobs() }).unwrap();
    assert_eq!(lab.knobs().threads, 2);
    lab.turn(Knobs { threads: 0, interval: Nanos::ZERO, ..knobs() });
    assert_eq!((lab.knobs().threads, lab.knobs().interval), (1, Knobs::SHORTEST));
    assert_eq!(end(&lab), Error::Cancelled);
}

#[test]
fn what_nobody_reads_does_not_pile_up() {
    let mut lab =
        Lab::start(&world(POOL), Knobs { interval: Knobs::SHORTEST, threads: 2, ..knobs() }).unwrap();
    sleep(Duration::from_millis(700));
    let reading = lab.read();
    check(&reading);
    // Not more records than there is room for, on any of three sheets.
    assert!(reading.trace.span_count() + reading.trace.instants().len() <= 3 * 8192);
    check(&lab.read());
    assert_eq!(end(&lab), Error::Cancelled);
}

#[test]
fn without_two_threads_there_is_no_laboratory() {
    for pool in [0, 1] {
        let Err(Error::Unable(why)) = Lab::start(&world(pool), knobs()) else { panic!("a pool of {pool}") };
        assert!(why.to_string().ends_with('.'));
    }
}

#[test]
fn a_wrong_result_ends_it() {
    let wrong = std::sync::Arc::new(|_, _| -> live::world::Steps { Box::new(|| Progress::Done(1)) });
    let lab = Lab::start(&world_of(POOL, wrong), knobs()).unwrap();
    assert!(matches!(ended(&lab), Error::WrongResult { .. }));
}
