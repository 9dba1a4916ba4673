//! The only way to write a trace.

use super::columns::{Instants, Spans};
use super::locks::OpenLocks;
use super::{Cause, Clock, InstantKind, Lane, Outcome, Provenance, Span, State, TRACE_VERSION, Trace};
use crate::{Bytes, LaneId, LockId, Nanos, TaskId};

/// Writes a trace and holds its invariants: a lane is in one state at a time, times never go back, every
/// wait says why, and no two lanes run holding the same GIL.
#[derive(Clone, Debug)]
pub struct TraceRecorder {
    clock: Clock,
    provenance: Provenance,
    lanes: Vec<Lane>,
    open: Vec<Option<Span>>,
    spans: Vec<Vec<Span>>,
    /// Which lane holds each GIL; on the virtual clock never two (checked in debug builds).
    holders: Vec<Option<LaneId>>,
    /// Whether each lane holds its GIL in a state that leaves that open.
    holding: Vec<bool>,
    locks: OpenLocks,
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
            holding: Vec::new(),
            locks: OpenLocks::default(),
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
        self.holding.push(false);
        self.spans.push(Vec::new());
        LaneId((self.lanes.len() - 1) as u16)
    }

    /// Adds a lock of the program, held by nobody.
    ///
    /// # Panics
    /// If there are [`LOCK_LIMIT`](super::LOCK_LIMIT) already; scenarios are limited below that.
    pub fn lock(&mut self, name: impl Into<String>) -> LockId {
        self.locks.add(name.into())
    }

    /// From `at` on, `lane` holds `lock`, until [`TraceRecorder::lock_released`]; what it does meanwhile is
    /// told by its states.
    pub fn lock_acquired(&mut self, lane: LaneId, at: Nanos, lock: LockId) {
        let before = self.locks.acquired(lane, at, lock);
        debug_assert!(
            self.clock != Clock::Virtual || before.is_none(),
            "{lane:?} acquires {lock:?} at {at:?} while {before:?} holds it"
        );
    }

    /// From `at` on, nobody holds `lock`.
    pub fn lock_released(&mut self, lane: LaneId, at: Nanos, lock: LockId) {
        let holder = self.locks.released(at, lock);
        debug_assert!(holder == Some(lane), "{lane:?} releases {lock:?} at {at:?} that {holder:?} holds");
    }

    /// From `at` on, `lane` waits for `lock`, which `holder` has, or was given and is about to have.
    pub fn wait_for_lock(
        &mut self,
        lane: LaneId,
        at: Nanos,
        lock: LockId,
        holder: LaneId,
        task: Option<TaskId>,
    ) {
        let (state, cause) = (State::WaitLock, Cause::Lock);
        let (lock, holder) = (Some(lock), Some(holder));
        self.put(lane, Span { start: at, end: at, state, holds_gil: false, cause, lock, holder, task });
    }

    /// Whether `lane` holds its GIL in the next states that leave that open: [`State::Start`],
    /// [`State::Copy`] and [`State::WaitCore`]. Unless told, it does if it did before.
    pub fn holds_gil(&mut self, lane: LaneId, holds: bool) {
        self.holding[lane.index()] = holds && self.lanes[lane.index()].gil.is_some();
    }

    /// From `at` on, `lane` runs for `task`, holding its GIL if it has one.
    pub fn run(&mut self, lane: LaneId, at: Nanos, task: Option<TaskId>) {
        let state = if self.lanes[lane.index()].gil.is_some() { State::Run } else { State::RunFree };
        self.enter(lane, at, state, Cause::None, None, task);
    }

    /// From `at` on, `lane` is in `state`; what it was in until then is closed.
    ///
    /// The same state for the same reason goes on as one span; a state left at the moment it was entered
    /// leaves no trace. A waiting state needs a cause, and a wait for a GIL a holder; one for a lock is entered
    /// by [`TraceRecorder::wait_for_lock`].
    pub fn enter(
        &mut self,
        lane: LaneId,
        at: Nanos,
        state: State,
        cause: Cause,
        holder: Option<LaneId>,
        task: Option<TaskId>,
    ) {
        let holds_gil = match state {
            State::Start | State::Copy | State::WaitCore => self.holding[lane.index()],
            state => state == State::Run,
        };
        self.put(lane, Span { start: at, end: at, state, holds_gil, cause, lock: None, holder, task });
    }

    fn put(&mut self, lane: LaneId, next: Span) {
        let Span { start: at, state, cause, lock, holder, .. } = next;
        debug_assert!(!state.is_waiting() || cause != Cause::None, "a wait without a cause on {lane:?}");
        debug_assert!(state != State::WaitLock || lock.is_some(), "a wait for no lock on {lane:?} at {at:?}");
        debug_assert!(
            !matches!(state, State::WaitGil | State::WaitLock) || holder.is_some(),
            "a wait for nobody on {lane:?} at {at:?}"
        );
        self.holding[lane.index()] = next.holds_gil;
        if let Some(open) = self.open[lane.index()]
            && (Span { start: at, end: at, ..open }) == next
        {
            return;
        }
        self.leave(lane, at);
        self.hold(lane, &next);
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
        if span.holds_gil
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

    /// Closes what is open at `end` and hands the trace out. The cycle of a deadlock is found here: give an
    /// empty one.
    #[must_use]
    pub fn finish(mut self, end: Nanos, mut outcome: Outcome) -> Trace {
        if let Outcome::Deadlock { cycle } = &mut outcome {
            // Before what is open is closed: who entered its wait at the end leaves no span of it.
            *cycle = self.locks.cycle(&self.open);
        }
        for lane in 0..self.lanes.len() {
            self.leave(LaneId(lane as u16), end);
        }
        self.instants.sort();
        let (locks, holds) = self.locks.close(end);
        Trace {
            version: TRACE_VERSION,
            clock: self.clock,
            provenance: self.provenance,
            outcome,
            end,
            demand: self.demand,
            copied: self.copied,
            locks,
            lanes: self.lanes,
            spans: Spans::from_lanes(&self.spans),
            instants: self.instants,
            holds,
        }
    }

    fn hold(&mut self, lane: LaneId, span: &Span) {
        let Some(gil) = self.lanes[lane.index()].gil.filter(|_| span.holds_gil) else { return };
        let holder = self.holders[gil.index()].replace(lane);
        debug_assert!(
            self.clock != Clock::Virtual || holder.is_none_or(|other| other == lane),
            "{holder:?} and {lane:?} both hold {gil:?} at {:?}",
            span.start
        );
    }
}
