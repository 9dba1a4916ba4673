//! What happened: lanes, the states they were in, and the moments in between.
//!
//! ```text
//!   main      |start|····idle··························|
//!   worker-0        |run  |wait gil|run  |wait gil|run |      one lane a row
//!   worker-1        |wait |run     |wait |run     |           spans of a lane never overlap
//!                   ^start         ^end = the next start, or a gap: the lane did not exist
//! ```
//!
//! A trace is one list of small rows for each lane, in time order, and one of the moments: blocks of bytes, so that
//! a million spans move between worker and page as one buffer. It is written through [`TraceRecorder`] only, and [`Trace::check`]
//! verifies a finished one, whoever made it.

mod check;
mod chunked;
mod little_endian;
mod locks;
mod moments;
mod recorder;
mod rows;
mod state;

pub use check::Breach;
pub use locks::{LOCK_LIMIT, LockHold, LockWait};
pub use recorder::TraceRecorder;
pub use state::{Cause, InstantKind, State};

use crate::{Bytes, Cores, GilId, LaneId, LockId, Nanos, ProcessId, PythonVersion, Runtime, TaskId};
use serde::{Deserialize, Serialize};

/// The version of the stored form; raised with every change of it.
pub const TRACE_VERSION: u16 = 6;

/// A finished record of one run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// [`TRACE_VERSION`] when it was written.
    pub version: u16,
    /// Whose time the spans are in.
    pub clock: Clock,
    /// Who ran what.
    pub provenance: Provenance,
    /// How it ended.
    pub outcome: Outcome,
    /// When it ended; no span ends later.
    pub end: Nanos,
    /// CPU time that the run was given to do, costs of the runtime included: what the running spans of a
    /// finished run on the virtual clock add up to. Zero where a wall clock can't know it.
    pub demand: Nanos,
    /// Data copied between interpreters or processes.
    pub copied: Bytes,
    /// What became of the updates of a shared variable, where the job makes any.
    pub counter: Option<Counter>,
    /// The names of the program's locks, indexed by [`LockId`].
    pub locks: Vec<String>,
    lanes: Vec<Lane>,
    /// Of each lane.
    spans: Vec<rows::Rows>,
    instants: moments::Moments,
    holds: locks::Holds,
}

impl Trace {
    /// The lanes, in the order they are shown.
    #[must_use]
    pub fn lanes(&self) -> &[Lane] {
        &self.lanes
    }

    /// The lanes with their ids.
    pub fn lane_ids(&self) -> impl Iterator<Item = (LaneId, &Lane)> {
        self.lanes.iter().enumerate().map(|(index, lane)| (LaneId(index as u16), lane))
    }

    /// How many spans all lanes have together.
    #[must_use]
    pub fn span_count(&self) -> usize {
        self.spans.iter().map(rows::Rows::len).sum()
    }

    /// The spans of one lane, in time order.
    pub fn spans(&self, lane: LaneId) -> impl DoubleEndedIterator<Item = Span> + ExactSizeIterator + '_ {
        let rows = self.rows(lane);
        (0..rows.len()).map(|index| rows.get(index))
    }

    /// The `index`-th span of a lane, if it has as many.
    #[must_use]
    pub fn span(&self, lane: LaneId, index: usize) -> Option<Span> {
        let rows = self.rows(lane);
        (index < rows.len()).then(|| rows.get(index))
    }

    /// The position in its lane of the span that covers `at`, in logarithmic time.
    #[must_use]
    pub fn span_at(&self, lane: LaneId, at: Nanos) -> Option<usize> {
        let rows = self.rows(lane);
        let index = rows.begun(|start| start <= at).checked_sub(1)?;
        (rows.get(index).end > at).then_some(index)
    }

    /// The lane that holds `gil` at `at`, if one does.
    #[must_use]
    pub fn holder_at(&self, gil: GilId, at: Nanos) -> Option<LaneId> {
        self.lane_ids().filter(|(_, lane)| lane.gil == Some(gil)).map(|(id, _)| id).find(|id| {
            let index = self.span_at(*id, at);
            index.and_then(|index| self.span(*id, index)).is_some_and(|span| span.holds_gil)
        })
    }

    /// The lane that held `gil` last before `at`, if one did after `since`.
    #[must_use]
    pub fn last_holder_before(&self, gil: GilId, at: Nanos, since: Nanos) -> Option<LaneId> {
        let held = self.lane_ids().filter(|(_, lane)| lane.gil == Some(gil)).filter_map(|(id, _)| {
            let rows = self.rows(id);
            let spans = (0..rows.begun(|start| start < at)).rev().map(|row| rows.get(row));
            let last = spans.take_while(|span| span.end > since).find(|span| span.holds_gil)?;
            Some((last.end, id))
        });
        held.max_by_key(|(end, _)| *end).map(|(_, id)| id)
    }

    /// The moments, in time order: when, on which lane, what.
    pub fn instants(&self) -> impl ExactSizeIterator<Item = (Nanos, LaneId, InstantKind)> + '_ {
        (0..self.instants.len()).map(|index| self.instants.get(index))
    }

    /// None for a lane that is not there.
    fn rows(&self, lane: LaneId) -> &rows::Rows {
        static NONE: rows::Rows = rows::Rows::new();
        self.spans.get(lane.index()).unwrap_or(&NONE)
    }
}

/// A variable that tasks add one to, at the end of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counter {
    /// How many updates were made.
    pub expected: u64,
    /// What they came to. Less than [`Counter::expected`] if a thread wrote a sum over what others had written
    /// since it read.
    pub found: u64,
    /// How many variables of that name there were: where tasks run in several processes or interpreters, each has
    /// its own, and `found` is all of them together. Then nothing was lost, but nothing was shared either.
    pub variables: u32,
}

impl Counter {
    /// How many updates were lost.
    #[must_use]
    pub const fn lost(self) -> u64 {
        self.expected.saturating_sub(self.found)
    }
}

/// Whose time a trace is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Clock {
    /// The simulator's: exact.
    Virtual,
    /// This device's, read in steps of `resolution`.
    Wall {
        /// The smallest step the clock was seen to make.
        resolution: Nanos,
        /// When the run began, since 1970 where the clock knows.
        begin: Nanos,
    },
}

/// Who ran what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// The way the scenario was run.
    pub runtime: Runtime,
    /// The Python it is a run of.
    pub python: PythonVersion,
    /// The cores there were.
    pub cores: Cores,
    /// The program that wrote the trace, with its version.
    pub source: String,
}

/// One row of a timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    /// What the reader sees: `main`, `worker-1`.
    pub name: String,
    /// What it is for.
    pub kind: LaneKind,
    /// The process it lives in.
    pub process: ProcessId,
    /// The GIL it needs for running Python; `None` on a build without one.
    pub gil: Option<GilId>,
}

/// What a lane is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LaneKind {
    /// Runs the tasks themselves.
    Worker,
    /// Hands out the tasks and waits for them.
    Main,
    /// Carries data and wakes others on behalf of an executor.
    Helper,
}

/// One state of one lane over an interval: it holds from `start` up to, but not at, `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// When it began.
    pub start: Nanos,
    /// When it was over; later than `start`.
    pub end: Nanos,
    /// What the lane did.
    pub state: State,
    /// Whether the lane held its GIL meanwhile. Who runs Python does; who starts others, copies data or lost
    /// its core to another may.
    pub holds_gil: bool,
    /// Why, for a waiting state; else what it is busy with, or [`Cause::None`].
    pub cause: Cause,
    /// Which lock, for [`State::WaitLock`]; none else.
    pub lock: Option<LockId>,
    /// The lane that held what this one waited for when the wait began. It may pass on during the wait:
    /// [`Trace::holder_at`] and [`Trace::lock_holder_at`] tell who holds it at any moment.
    pub holder: Option<LaneId>,
    /// The task it did it for.
    pub task: Option<TaskId>,
}

impl Span {
    /// How long it lasted.
    #[must_use]
    pub fn len(&self) -> Nanos {
        self.end.saturating_sub(self.start)
    }

    /// Whether it has no length; such spans are never recorded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.end <= self.start
    }
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// Every task was done.
    Finished,
    /// Nothing could happen any more, with tasks unfinished.
    Deadlock {
        /// Who waits for which lock: each for one that the next holds, and the last for one that the first
        /// holds. Empty where it is not locks that keep them, but that nobody is left to wake them.
        cycle: Vec<LockWait>,
    },
    /// The budget of events was used up; the trace holds what was run until then.
    EventLimit {
        /// The budget.
        limit: u64,
    },
    /// The reader stopped it.
    Cancelled,
}
