//! How long the GIL is on its way from one thread to another in a browser, against the raw futex below it.
//!
//! **A hand-off** is what the laboratory's own trace has: two threads compute under the real lock, each asks for it
//! after an interval of 5 µs, and a hand-off lasts from the moment when the holder lets go (in `drop_gil`, before the
//! waiter is signalled) to the moment when the waiter holds it (in `take_gil`).
//!
//! **A round trip** is plain JavaScript: of two workers one sleeps in `Atomics.wait`, and the other computes as long
//! as a holder of the GIL did, then calls `Atomics.notify` and sleeps itself. A way lasts from before the notify to
//! after the sleep; there and back are a round trip. A tight one computes nothing between: then all that the two
//! use is in the caches, as it never is where threads work, so it is told apart.
//!
//! A hand-off needs one way at least. So two ratios: a hand-off over a round trip, which is the bar, and a pair of
//! hand-offs, there and back, over it. All are means of a hundred in a row, by turns; the median of the rounds is
//! told, since whether both threads are on one core, which makes a way several times as fast, is the system's
//! choice, and one lucky round of the one beside an unlucky one of the other would say nothing. Each thread reads
//! the clock by itself; in there and back together a difference of the clocks cancels out.

use crate::browser_rayon;
use crate::page::Page;
use crate::report;
use anyhow::Context;
use model::lab::{Knobs, Reading};
use model::message::{decode, encode};
use model::{LaneId, Nanos, PythonVersion, Reply, Request, RequestId, Span, State};
use site_tests::Result;

/// Rounds of all.
const ROUNDS: u32 = 15;
/// Round trips in one, and hand-offs.
const RUN: u32 = 100;
/// The longest that a worker computes before a way, in microseconds.
const MOST_WORK: f64 = 5_000.0;

/// Prints a hand-off and round trips in microseconds, and their ratios.
pub(crate) fn compare() -> Result<()> {
    let page = browser_rayon::open_with(|_| Ok(()))?;
    page.tab().run(&["const script = `", WORKER, "`;", PAGE].concat())?;
    let (mut handoff, mut trip, mut tight) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let run = Handoffs::of(&page, RequestId(round))?;
        handoff.push(run.handoff);
        trip.push(round_trip(&page, run.hold.min(MOST_WORK))?);
        tight.push(round_trip(&page, 0.0)?);
    }
    let [handoff, trip, tight] = [handoff, trip, tight].map(median);
    report("handoff_gil", handoff, "us");
    report("handoff_atomics_round_trip", trip, "us");
    report("handoff_atomics_tight_round_trip", tight, "us");
    report("handoff_over_round_trip", handoff / trip, "ratio");
    report("handoff_over_tight_round_trip", handoff / tight, "ratio");
    report("handoff_pair_over_round_trip", 2.0 * handoff / trip, "ratio");
    Ok(())
}

/// One side of the round trips; the first to go is told so.
const WORKER: &str = "
    const now = () => (performance.timeOrigin + performance.now()) * 1000;
    onmessage = ({ data: { cells, stamps, me, first, trips, work } }) => {
        let took = 0;
        const go = () => {
            if (work > 0) for (const end = now() + work; now() < end;);
            stamps[1 - me] = now();
            Atomics.store(cells, 1 - me, 1);
            Atomics.notify(cells, 1 - me);
        };
        const sleep = () => {
            while (Atomics.load(cells, me) === 0) Atomics.wait(cells, me, 0);
            Atomics.store(cells, me, 0);
            took += now() - stamps[me];
        };
        for (let trip = 0; trip < trips; trip++) {
            if (first) go();
            sleep();
            if (!first) go();
        }
        postMessage(took / trips);
    };";

/// Starts two of them beside the engine's worker, and keeps what that one says.
const PAGE: &str = "
    const source = URL.createObjectURL(new Blob([script]));
    const sides = [new Worker(source), new Worker(source)];
    const cells = new Int32Array(new SharedArrayBuffer(8));
    const stamps = new Float64Array(new SharedArrayBuffer(16));
    for (const side of sides) side.onmessage = ({ data }) => ways.push(data);
    window.travel = (trips, work) => {
        window.ways = [];
        sides.forEach((side, me) => side.postMessage({ cells, stamps, me, first: me === 0, trips, work }));
    };
    window.replies = [];
    worker.addEventListener('message', ({ data }) => {
        if (data instanceof Uint8Array) replies.push(Array.from(data));
    });";

/// How many microseconds there and back take, each after so many of work.
fn round_trip(page: &Page, work: f64) -> Result<f64> {
    page.tab().run(&format!("travel({RUN}, {work})"))?;
    let both = page.tab().wait_until("the round trips", "ways.length === 2 && [ways[0] + ways[1]]")?;
    both[0].as_f64().context("a length of time")
}

/// Means of the laboratory, in microseconds.
struct Handoffs {
    handoff: f64,
    /// How long the GIL was held between two.
    hold: f64,
}

impl Handoffs {
    /// Some hundred in the engine's laboratory.
    fn of(page: &Page, id: RequestId) -> Result<Self> {
        let knobs =
            Knobs { interval: Knobs::SHORTEST, threads: 2, calls: 0, ..Knobs::of(PythonVersion::V3_14) };
        send(page, &Request::Lab { id, knobs })?;
        let (mut number, mut on_the_way, mut held) = (0, Nanos::ZERO, Nanos::ZERO);
        while number < RUN as usize {
            let reading = reading(page, id)?;
            let lengths = lengths(&reading);
            number += lengths.len();
            on_the_way += lengths.into_iter().sum();
            held += reading.trace.end;
        }
        send(page, &Request::Cancel { id })?;
        while !matches!(reply(page)?, Reply::Cancelled { id: ended } if ended == id) {}
        let mean = |sum: Nanos| sum.0 as f64 / 1e3 / number as f64;
        Ok(Self { handoff: mean(on_the_way), hold: mean(held.saturating_sub(on_the_way)) })
    }
}

/// From the end of each holding of the GIL to the beginning of the next by the other thread.
fn lengths(reading: &Reading) -> Vec<Nanos> {
    let trace = &reading.trace;
    let of = |lane: LaneId| {
        trace.spans(lane).filter(|span| span.state == State::Run).map(move |span| (lane, span))
    };
    let mut runs: Vec<(LaneId, Span)> = trace.lane_ids().flat_map(|(lane, _)| of(lane)).collect();
    runs.sort_unstable_by_key(|(_, span)| span.start);
    let handed = runs.windows(2).filter(|pair| pair[0].0 != pair[1].0);
    handed.map(|pair| pair[1].1.start.saturating_sub(pair[0].1.end)).collect()
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

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
