//! The only way to write a trace.

use super::columns::{Instants, Spans};
use super::{Cause, Clock, InstantKind, Lane, Outcome, Provenance, Span, State, TRACE_VERSION, Trace};
use crate::{Bytes, LaneId, Nanos, TaskId};

/// Writes a trace and holds its invariants: a lane is in one state at a time, times never go back, every
/// wait says why, and no two lanes run holding the same GIL.
#[derive(Clone, Debug)]
pub struct TraceRecorder {
    clock: Clock,
    provenance: Provenance,
    lanes: Vec<Lane>,
    open: Vec<Option<Span>>,
    spans: Vec<Vec<Span>>,
    /// Which lane runs under each GIL; on the virtual clock never two (checked in debug builds).
    holders: Vec<Option<LaneId>>,
    instants: Instants,
    demand: Nanos,
    copied: Bytes,
}

impl TraceRecorder {
    /// A recorder with no lanes yet.
    #[must_use]
    pub fn new(clock: Clock, provenance: Provenance) -> Self {
        Self {
            clock,
            provenance,
            lanes: Vec::new(),
            open: Vec::new(),
            spans: Vec::new(),
            holders: Vec::new(),
            instants: Instants::default(),
            demand: Nanos::ZERO,
            copied: Bytes(0),
        }
    }

    /// Adds a lane below the others. It does not exist on the timeline until it enters a state.
    ///
    /// # Panics
    /// If there are 65,535 lanes already; scenarios are limited well below that.
    pub fn lane(&mut self, lane: Lane) -> LaneId {
        assert!(self.lanes.len() < usize::from(u16::MAX), "no id is left for lane {}", lane.name);
        let gils = lane.gil.map_or(0, |gil| gil.index() + 1);
        if self.holders.len() < gils {
            self.holders.resize(gils, None);
        }
        self.lanes.push(lane);
        self.open.push(None);
        self.spans.push(Vec::new());
        LaneId((self.lanes.len() - 1) as u16)
    }

    /// From `at` on, `lane` runs for `task`, holding its GIL if it has one.
    pub fn run(&mut self, lane: LaneId, at: Nanos, task: Option<TaskId>) {
        let state = if self.lanes[lane.index()].gil.is_some() { State::Run } else { State::RunFree };
        self.enter(lane, at, state, Cause::None, None, task);
    }

    /// From `at` on, `lane` is in `state`; what it was in until then is closed.
    ///
    /// The same state for the same reason goes on as one span; a state left at the moment it was entered
    /// leaves no trace. A waiting state needs a cause, and a wait for a GIL or a lock a holder.
    pub fn enter(
        &mut self,
        lane: LaneId,
        at: Nanos,
        state: State,
        cause: Cause,
        holder: Option<LaneId>,
        task: Option<TaskId>,
    ) {
        debug_assert!(!state.is_waiting() || cause != Cause::None, "a wait without a cause on {lane:?}");
        debug_assert!(
            !matches!(state, State::WaitGil | State::WaitLock) || holder.is_some(),
            "a wait for nobody on {lane:?} at {at:?}"
        );
        let next = Span { start: at, end: at, state, cause, holder, task };
        if let Some(open) = self.open[lane.index()]
            && (Span { start: at, end: at, ..open }) == next
        {
            return;
        }
        self.leave(lane, at);
        self.hold(lane, state, at);
        // A zero-length state between two equal ones leaves them touching: let them be one span.
        if let Some(last) = self.spans[lane.index()].last().copied()
            && last.end == at
            && (Span { start: at, end: at, ..last }) == next
        {
            self.spans[lane.index()].pop();
            self.open[lane.index()] = Some(Span { end: last.start, ..last });
            return;
        }
        self.open[lane.index()] = Some(next);
    }

    /// From `at` on, `lane` is in no state at all.
    pub fn leave(&mut self, lane: LaneId, at: Nanos) {
        let Some(mut span) = self.open[lane.index()].take() else { return };
        debug_assert!(span.start <= at, "{lane:?} goes back from {:?} to {at:?}", span.start);
        if span.state == State::Run
            && let Some(gil) = self.lanes[lane.index()].gil
            && self.holders[gil.index()] == Some(lane)
        {
            self.holders[gil.index()] = None;
        }
        span.end = at;
        if !span.is_empty() {
            self.spans[lane.index()].push(span);
        }
    }

    /// The state `lane` is in now.
    #[must_use]
    pub fn state(&self, lane: LaneId) -> Option<State> {
        self.open[lane.index()].map(|span| span.state)
    }

    /// Marks a moment on `lane`.
    pub fn instant(&mut self, at: Nanos, lane: LaneId, kind: InstantKind) {
        self.instants.push(at, lane, kind);
    }

    /// The run was given this much more CPU time to do.
    pub fn demand(&mut self, cpu: Nanos) {
        self.demand += cpu;
    }

    /// This much data was copied between interpreters or processes.
    pub fn copied(&mut self, data: Bytes) {
        self.copied = Bytes(self.copied.0.saturating_add(data.0));
    }

    /// Closes what is open at `end` and hands the trace out.
    #[must_use]
    pub fn finish(mut self, end: Nanos, outcome: Outcome) -> Trace {
        for lane in 0..self.lanes.len() {
            self.leave(LaneId(lane as u16), end);
        }
        self.instants.sort();
        Trace {
            version: TRACE_VERSION,
            clock: self.clock,
            provenance: self.provenance,
            outcome,
            end,
            demand: self.demand,
            copied: self.copied,
            lanes: self.lanes,
            spans: Spans::from_lanes(&self.spans),
            instants: self.instants,
        }
    }

    fn hold(&mut self, lane: LaneId, state: State, at: Nanos) {
        let Some(gil) = self.lanes[lane.index()].gil.filter(|_| state == State::Run) else { return };
        let holder = self.holders[gil.index()].replace(lane);
        debug_assert!(
            self.clock != Clock::Virtual || holder.is_none_or(|other| other == lane),
            "{holder:?} and {lane:?} both run under {gil:?} at {at:?}"
        );
    }
}
