//! The GIL laboratory: it tells what it reads until it is stopped, and nothing waits for it for long.

use crate::support::{Bench, measure, short};
use model::lab::{Knobs, Reading};
use model::{Nanos, PythonVersion, Reply, Request, RequestId, WorkloadKind};

fn knobs() -> Knobs {
    Knobs::of(PythonVersion::V3_14)
}

fn lab(id: u32, knobs: Knobs) -> Request {
    Request::Lab { id: RequestId(id), knobs }
}

fn cancel(id: u32) -> Request {
    Request::Cancel { id: RequestId(id) }
}

/// Turns until that number of readings is there; returns the last with the knobs it is of, and what else was posted.
fn readings(bench: &mut Bench, number: usize) -> (Knobs, Box<Reading>, Vec<Reply>) {
    let (mut last, mut others) = (Vec::new(), Vec::new());
    while last.len() < number {
        assert!(bench.turn(), "a laboratory that runs is never idle");
        for reply in bench.take() {
            match reply {
                Reply::LabSample { knobs, reading, .. } => last.push((knobs, reading)),
                other => others.push(other),
            }
        }
    }
    let (knobs, reading) = last.pop().expect("at least one");
    (knobs, reading, others)
}

#[test]
fn it_tells_what_it_reads_until_it_is_stopped() {
    let mut bench = Bench::new(4);
    bench.take();
    bench.send(&lab(1, knobs()));
    let (_, reading, others) = readings(&mut bench, 3);
    assert!(reading.figures.window > Nanos::ZERO && reading.figures.held.len() == 2);
    assert!(others.is_empty(), "{others:?}");
    bench.send(&cancel(1));
    assert_eq!(bench.run().last(), Some(&Reply::Cancelled { id: RequestId(1) }));
}

#[test]
fn knobs_are_turned_and_only_those_of_the_laboratory_that_runs() {
    let mut bench = Bench::new(4);
    bench.take();
    bench.send(&lab(1, knobs()));
    readings(&mut bench, 1);
    let turned = Knobs { threads: 3, calls: 0, ..knobs() };
    bench.send(&Request::LabKnobs { id: RequestId(7), knobs: Knobs { threads: 2, ..knobs() } });
    bench.send(&Request::LabKnobs { id: RequestId(1), knobs: turned });
    let (of, reading, _) = readings(&mut bench, 2);
    assert_eq!(of, turned);
    // One may have been answered before, and wait for the GIL.
    assert!(reading.figures.calls <= 1);
    bench.send(&cancel(1));
    bench.run();
}

#[test]
fn a_measurement_ends_it() {
    let mut bench = Bench::new(4);
    bench.take();
    bench.send(&lab(1, knobs()));
    readings(&mut bench, 1);
    bench.send(&measure(2, &short(WorkloadKind::Cpu)));
    let replies = bench.run();
    let ended = replies.iter().position(|reply| *reply == Reply::Cancelled { id: RequestId(1) });
    let begun =
        replies.iter().position(|reply| matches!(reply, Reply::Progress { .. } | Reply::Measured { .. }));
    assert!(ended.is_some() && ended < begun, "{ended:?} {begun:?}");
    assert_eq!(replies.last(), Some(&Reply::Finished { id: RequestId(2) }));
}

#[test]
fn one_that_waits_for_the_pool_takes_the_last_knobs_and_can_be_stopped() {
    let mut bench = Bench::starting(4);
    bench.take();
    bench.send(&lab(1, knobs()));
    bench.send(&Request::LabKnobs { id: RequestId(1), knobs: Knobs { threads: 2, ..knobs() } });
    assert_eq!(bench.run(), []);
    bench.pool_started(4);
    assert_eq!(readings(&mut bench, 1).0.threads, 2);
    bench.send(&lab(2, knobs()));
    bench.send(&cancel(2));
    let replies = bench.run();
    assert_eq!(
        replies,
        [1, 2].map(|id| Reply::Cancelled { id: RequestId(id) }).into_iter().rev().collect::<Vec<_>>()
    );
}

#[test]
fn without_shared_memory_it_says_so() {
    let mut bench = Bench::new(0);
    bench.take();
    bench.send(&lab(1, knobs()));
    let replies = bench.run();
    let said = replies.iter().find_map(|reply| match reply {
        Reply::Failed { id: Some(RequestId(1)), message } => Some(message.as_str()),
        _ => None,
    });
    assert!(said.is_some_and(|said| said.contains("shared memory")), "{replies:?}");
}
