//! The GIL laboratory: some threads that compute, one that calls for input and output, one GIL, and three knobs.
//!
//! ```text
//!   I/O     |call|waits for the GIL: an interval ......|call|waits ...     lane 0
//!   CPU 1        |computes, until it is asked to drop it |    |computes    lanes 1 and up
//! ```
//!
//! Whoever ran it, it left a trace of this form; [`Figures`] are what a part of the trace adds up to. A call done
//! is a task done.

use crate::trace::InstantKind;
use crate::{GilId, Lane, LaneId, LaneKind, Nanos, ProcessId, PythonVersion, Span, State, Trace};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// How the experiment is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Knobs {
    /// Whose rules the GIL follows.
    pub python: PythonVersion,
    /// The switch interval.
    pub interval: Nanos,
    /// How many threads compute.
    pub threads: u16,
    /// How many calls a second the I/O thread makes if nothing keeps it from them; 0 for no such thread.
    pub calls: u32,
}

impl Knobs {
    /// The shortest switch interval.
    pub const SHORTEST: Nanos = Nanos::micros(5);
    /// The longest.
    pub const LONGEST: Nanos = Nanos::millis(100);
    /// The most calls a second.
    pub const MOST_CALLS: u32 = 10_000;
    /// The most threads that compute, where a pool would have room for more.
    pub const MOST_THREADS: u16 = 31;

    /// CPython's own interval, one thread that computes and one that makes a thousand calls a second.
    #[must_use]
    pub const fn of(python: PythonVersion) -> Self {
        Self { python, interval: Nanos::millis(5), threads: 1, calls: 1_000 }
    }

    /// The nearest that a pool of `pool` threads can do: one of them is for I/O. Python 2.7, whose GIL has no
    /// interval, becomes 3.2, and a build without a GIL the same release with one.
    #[must_use]
    pub fn clamped(self, pool: u32) -> Self {
        let most = pool.saturating_sub(1).clamp(1, Self::MOST_THREADS.into()) as u16;
        Self {
            python: if self.python.is_2() { PythonVersion::V3_2 } else { self.python.with_gil() },
            interval: Nanos(self.interval.0.clamp(Self::SHORTEST.0, Self::LONGEST.0)),
            threads: self.threads.clamp(1, most),
            calls: self.calls.min(Self::MOST_CALLS),
        }
    }

    /// How long one call takes by itself; `None` where there is no I/O thread.
    #[must_use]
    pub const fn period(self) -> Option<Nanos> {
        match self.calls {
            0 => None,
            calls => Some(Nanos(1_000_000_000 / calls as u64)),
        }
    }
}

/// The thread that makes the calls.
pub const IO: LaneId = LaneId(0);

/// The lane of thread number `index`: the I/O thread is 0.
#[must_use]
pub fn lane(index: u16) -> Lane {
    let name = if index == IO.0 { "I/O".to_owned() } else { "CPU ".to_owned() + &index.to_string() };
    Lane { name, kind: LaneKind::Worker, process: ProcessId(0), gil: Some(GilId(0)) }
}

/// A look at the experiment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// What it comes to.
    pub figures: Figures,
    /// What happened lately; its last [`STRIP`] is to be shown.
    pub trace: Trace,
}

/// How much of a reading's trace is shown.
pub const STRIP: Nanos = Nanos::millis(100);

/// What a part of the experiment adds up to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// How long that part is.
    pub window: Nanos,
    /// How often a thread got the GIL that it had waited for.
    pub handoffs: u64,
    /// Those waits together, each from asking for the GIL to holding it, also what of it was before the window.
    pub waited: Nanos,
    /// 95 of 100 of those waits were no longer than this.
    pub wait_p95: Nanos,
    /// How long each thread held the GIL, by its lane.
    pub held: Vec<Nanos>,
    /// How many calls were done: answered, and the GIL had back.
    pub calls: u64,
    /// How long calls that were answered waited for the GIL, together.
    pub calls_waited: Nanos,
}

/// What a part of a trace holds; [`Figures`] are of one or several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    window: Nanos,
    /// Of the I/O thread and of the others.
    waits: [Vec<Nanos>; 2],
    held: Vec<Nanos>,
    calls: u64,
}

impl Tally {
    /// Takes in the part `window` of `trace`, whose lanes are [`lane`]s.
    #[must_use]
    pub fn of(trace: &Trace, window: &Range<Nanos>) -> Self {
        let held = vec![Nanos::ZERO; trace.lanes().len()];
        let length = window.end.saturating_sub(window.start);
        let mut tally = Self { window: length, held, ..Self::default() };
        for (lane, _) in trace.lane_ids() {
            trace.spans(lane).for_each(|span| tally.count(lane, &span, window));
        }
        let call = |(at, lane, kind): &(Nanos, LaneId, InstantKind)| {
            *lane == IO && *kind == InstantKind::TaskDone && window.contains(at)
        };
        tally.calls = trace.instants().filter(call).count() as u64;
        tally
    }

    fn count(&mut self, lane: LaneId, span: &Span, window: &Range<Nanos>) {
        let inside = span.end.min(window.end).saturating_sub(span.start.max(window.start));
        match span.state {
            State::Run => self.held[lane.index()] += inside,
            // A wait that goes on is no hand-off yet.
            State::WaitGil if window.contains(&span.end) => {
                self.waits[usize::from(lane != IO)].push(span.len());
            }
            _ => {}
        }
    }
}

impl Figures {
    /// What the tallies come to together.
    #[must_use]
    pub fn of<'a>(tallies: impl IntoIterator<Item = &'a Tally>) -> Self {
        let (mut figures, mut waits) = (Self::default(), Vec::new());
        for tally in tallies {
            figures.window += tally.window;
            figures.calls += tally.calls;
            figures.calls_waited += tally.waits[0].iter().copied().sum();
            let lanes = figures.held.len().max(tally.held.len());
            figures.held.resize(lanes, Nanos::ZERO);
            figures.held.iter_mut().zip(&tally.held).for_each(|(sum, held)| *sum += *held);
            waits.extend(tally.waits.iter().flatten().copied());
        }
        figures.handoffs = waits.len() as u64;
        figures.waited = waits.iter().copied().sum();
        if !waits.is_empty() {
            let rank = (waits.len() * 95).div_ceil(100) - 1;
            figures.wait_p95 = *waits.select_nth_unstable(rank).1;
        }
        figures
    }

    /// How long a hand-off kept its thread waiting, on the average.
    #[must_use]
    pub const fn wait(&self) -> Nanos {
        mean(self.waited, self.handoffs)
    }

    /// How long a call waited for the GIL, on the average.
    #[must_use]
    pub const fn call_wait(&self) -> Nanos {
        mean(self.calls_waited, self.calls)
    }

    /// What `count` in the window makes a second, rounded to the nearest.
    #[must_use]
    pub const fn per_second(&self, count: u64) -> u64 {
        match self.window.0 {
            0 => 0,
            window => (count * 1_000_000_000 + window / 2) / window,
        }
    }

    /// The share of the window that a lane's thread held the GIL, in thousandths.
    #[must_use]
    pub fn share(&self, lane: LaneId) -> u64 {
        let held = self.held.get(lane.index()).copied().unwrap_or_default();
        (held.0 * 1000 + self.window.0 / 2).checked_div(self.window.0).unwrap_or(0)
    }
}

const fn mean(sum: Nanos, count: u64) -> Nanos {
    match count {
        0 => Nanos::ZERO,
        count => Nanos(sum.0 / count),
    }
}
