//! How long the GIL is on its way from one thread to another in a browser, against the raw futex below it.
//!
//! **A hand-off** is what the laboratory's own trace has: two threads compute under the real lock, each asks for it
//! after an interval of 5 µs, and a hand-off lasts from the moment when the holder lets go (`drop_gil`, before the
//! waiter is signalled) to the moment when the waiter holds it (`take_gil` is over, and the other one told so).
//! **A round trip** is one of `Atomics.wait` and `Atomics.notify` in plain JavaScript: two workers of the same page
//! wake each other in turn, each asleep until the other's notify; a hand-off needs one such wake-up, a round trip
//! is two. So two figures: a hand-off against a round trip, which is the bar, and a pair of hand-offs, there and
//! back, against it.
//!
//! Both are means of many, taken in turn; the best of the rounds is kept, since other programs can only make them
//! slower. Each thread reads the clock by itself; there and back together, a difference of clocks cancels out.

use crate::browser_rayon;
use crate::page::Page;
use crate::report;
use anyhow::Context;
use model::lab::{Knobs, Reading};
use model::message::{decode, encode};
use model::{LaneId, Nanos, PythonVersion, Reply, Request, RequestId, Span, State};
use site_tests::Result;

/// Rounds of both.
const ROUNDS: u32 = 12;
/// Round trips in one.
const TRIPS: u32 = 2_000;

/// Prints a hand-off and a round trip in microseconds, and their ratios.
pub(crate) fn compare() -> Result<()> {
    let page = browser_rayon::open_with(|_| Ok(()))?;
    page.tab().run(START_RAW)?;
    let (mut handoff, mut trip) = (f64::MAX, f64::MAX);
    for round in 0..ROUNDS {
        trip = trip.min(round_trip(&page)?);
        handoff = handoff.min(handoffs(&page, RequestId(round))?);
    }
    report("handoff_gil", handoff, "us");
    report("handoff_atomics_round_trip", trip, "us");
    report("handoff_over_round_trip", handoff / trip, "ratio");
    report("handoff_pair_over_round_trip", 2.0 * handoff / trip, "ratio");
    Ok(())
}

/// Starts two workers that wake each other as often as they are told.
const START_RAW: &str = "
    const script = `
        const [PING, PONG] = [0, 1];
        const wake = (cells, at) => { Atomics.store(cells, at, 1); Atomics.notify(cells, at); };
        const sleep = (cells, at) => {
            while (Atomics.load(cells, at) === 0) Atomics.wait(cells, at, 0);
            Atomics.store(cells, at, 0);
        };
        onmessage = ({ data: { cells, trips } }) => {
            if (trips === undefined) for (;;) { sleep(cells, PING); wake(cells, PONG); }
            const begin = performance.now();
            for (let trip = 0; trip < trips; trip++) { wake(cells, PING); sleep(cells, PONG); }
            postMessage((performance.now() - begin) * 1000 / trips);
        };`;
    const start = () => new Worker(URL.createObjectURL(new Blob([script])));
    const cells = new Int32Array(new SharedArrayBuffer(8));
    start().postMessage({ cells });
    window.raw = start();
    raw.onmessage = ({ data }) => (window.trip = data);
    window.travel = (trips) => { window.trip = 0; raw.postMessage({ cells, trips }); };
    window.replies = [];
    worker.addEventListener('message', ({ data }) => {
        if (data instanceof Uint8Array) replies.push(Array.from(data));
    });";

/// How many microseconds one takes.
fn round_trip(page: &Page) -> Result<f64> {
    page.tab().run(&format!("travel({TRIPS})"))?;
    page.tab().wait_until("the round trips", "window.trip")?.as_f64().context("a length of time")
}

/// The mean of the hand-offs in one reading of the laboratory, in microseconds.
fn handoffs(page: &Page, id: RequestId) -> Result<f64> {
    let knobs = Knobs { interval: Knobs::SHORTEST, threads: 2, calls: 0, ..Knobs::of(PythonVersion::V3_14) };
    send(page, &Request::Lab { id, knobs })?;
    // The first reading has the threads' start.
    let readings = [reading(page, id)?, reading(page, id)?];
    send(page, &Request::Cancel { id })?;
    while !matches!(reply(page)?, Reply::Cancelled { id: ended } if ended == id) {}
    let [_, reading] = &readings;
    mean(reading).context("no hand-offs")
}

fn mean(reading: &Reading) -> Option<f64> {
    let trace = &reading.trace;
    let of = |lane: LaneId| {
        trace.spans(lane).filter(|span| span.state == State::Run).map(move |span| (lane, span))
    };
    let mut runs: Vec<(LaneId, Span)> = trace.lane_ids().flat_map(|(lane, _)| of(lane)).collect();
    runs.sort_unstable_by_key(|(_, span)| span.start);
    let handed = runs.windows(2).filter(|pair| pair[0].0 != pair[1].0);
    let times: Vec<Nanos> = handed.map(|pair| pair[1].1.start.saturating_sub(pair[0].1.end)).collect();
    let sum: Nanos = times.iter().copied().sum();
    (!times.is_empty()).then(|| sum.0 as f64 / 1e3 / times.len() as f64)
}

fn reading(page: &Page, id: RequestId) -> Result<Box<Reading>> {
    loop {
        match reply(page)? {
            Reply::LabSample { id: of, reading, .. } if of == id => return Ok(reading),
            Reply::Failed { message, .. } => anyhow::bail!(message),
            _ => {}
        }
    }
}

fn reply(page: &Page) -> Result<Reply> {
    let bytes = page.tab().wait_until("a reply", "window.replies.shift()")?;
    let bytes = bytes.as_array().context("bytes are a list")?;
    let bytes: Vec<u8> = bytes.iter().map(|byte| byte.as_u64().unwrap_or(0) as u8).collect();
    Ok(decode(&bytes)?)
}

fn send(page: &Page, request: &Request) -> Result<()> {
    page.tab().run(&format!("worker.postMessage(new Uint8Array({:?}))", encode(request)?)).map(drop)
}
