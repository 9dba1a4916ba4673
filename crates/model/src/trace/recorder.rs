//! The only way to write a trace.

use super::locks::OpenLocks;
use super::moments::Moments;
use super::rows::{Row, Rows};
use super::{
    Cause, Clock, Counter, InstantKind, Lane, Outcome, Provenance, Span, State, TRACE_VERSION, Trace,
};
use crate::{Bytes, GilId, LaneId, LockId, Nanos, TaskId};

/// Writes a trace and holds its invariants: a lane is in one state at a time, times never go back, every
/// wait says why, and no two lanes run holding the same GIL.
#[derive(Clone, Debug)]
pub struct TraceRecorder {
    clock: Clock,
    provenance: Provenance,
    lanes: Vec<Lane>,
    pens: Vec<Pen>,
    /// Which lane holds each GIL; on the virtual clock never two (checked in debug builds).
    holders: Vec<Option<LaneId>>,
    locks: OpenLocks,
    instants: Moments,
    /// When the last of them was, and whether one of them was before another recorded earlier.
    latest: Nanos,
    disordered: bool,
    demand: Nanos,
    copied: Bytes,
    counter: Option<Counter>,
}

/// Writes one lane.
#[derive(Clone, Debug)]
struct Pen {
    gil: Option<GilId>,
    /// Whether it holds its GIL in a state that leaves that open.
    holding: bool,
    /// The state it is in.
    open: Option<Row>,
    closed: Rows,
}

impl TraceRecorder {
    /// A recorder with no lanes yet.
    #[must_use]
    pub fn new(clock: Clock, provenance: Provenance) -> Self {
        Self {
            clock,
            provenance,
            lanes: Vec::new(),
            pens: Vec::new(),
            holders: Vec::new(),
            locks: OpenLocks::default(),
            instants: Moments::default(),
            latest: Nanos::ZERO,
            disordered: false,
            demand: Nanos::ZERO,
            copied: Bytes(0),
            counter: None,
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
        self.pens.push(Pen { gil: lane.gil, holding: false, open: None, closed: Rows::new() });
        self.lanes.push(lane);
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
        let pen = &mut self.pens[lane.index()];
        pen.holding = holds && pen.gil.is_some();
    }

    /// From `at` on, `lane` runs for `task`, holding its GIL if it has one.
    pub fn run(&mut self, lane: LaneId, at: Nanos, task: Option<TaskId>) {
        let state = if self.pens[lane.index()].gil.is_some() { State::Run } else { State::RunFree };
        self.enter(lane, at, state, Cause::None, None, task);
    }

    /// From `at` on, `lane` is in `state`; what it was in until then is closed.
    ///
    /// The same state for the same reason goes on as one span; a state left at the moment it was entered
    /// leaves no trace. A waiting state needs a cause, and a wait for a GIL or for the world a holder; one for a lock is entered
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
            State::Start | State::Copy | State::WaitCore => self.pens[lane.index()].holding,
            state => state == State::Run,
        };
        self.put(lane, Span { start: at, end: at, state, holds_gil, cause, lock: None, holder, task });
    }

    fn put(&mut self, lane: LaneId, next: Span) {
        let Span { start: at, state, cause, lock, holder, .. } = next;
        debug_assert!(!state.is_waiting() || cause != Cause::None, "a wait without a cause on {lane:?}");
        debug_assert!(state != State::WaitLock || lock.is_some(), "a wait for no lock on {lane:?} at {at:?}");
        debug_assert!(
            !matches!(state, State::WaitGil | State::WaitLock | State::WaitWorld) || holder.is_some(),
            "a wait for nobody on {lane:?} at {at:?}"
        );
        let pen = &mut self.pens[lane.index()];
        pen.holding = next.holds_gil;
        let row = Row::of(&next);
        if pen.open.is_some_and(|open| open.what == row.what) {
            return;
        }
        self.leave(lane, at);
        self.hold(lane, &next);
        // A zero-length state between two equal ones leaves them touching: let them be one span.
        let pen = &mut self.pens[lane.index()];
        pen.open = pen.closed.pop_if(at, row.what).or(Some(row));
    }

    /// From `at` on, `lane` is in no state at all.
    pub fn leave(&mut self, lane: LaneId, at: Nanos) {
        let pen = &mut self.pens[lane.index()];
        let Some(open) = pen.open.take() else { return };
        debug_assert!(open.start <= at, "{lane:?} goes back from {:?} to {at:?}", open.start);
        if open.start < at {
            pen.closed.push(open, at);
        }
        if open.what.holds_gil()
            && let Some(gil) = pen.gil
            && self.holders[gil.index()] == Some(lane)
        {
            self.holders[gil.index()] = None;
        }
    }

    /// The state `lane` is in now.
    #[must_use]
    pub fn state(&self, lane: LaneId) -> Option<State> {
        self.pens[lane.index()].open.map(|open| open.what.state())
    }

    /// Marks a moment on `lane`.
    pub fn instant(&mut self, at: Nanos, lane: LaneId, kind: InstantKind) {
        self.disordered |= at < self.latest;
        self.latest = at;
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

    /// The shared variable's end.
    pub fn counter(&mut self, counter: Counter) {
        self.counter = Some(counter);
    }

    /// Closes what is open at `end` and hands the trace out. The cycle of a deadlock is found here: give an
    /// empty one.
    #[must_use]
    pub fn finish(mut self, end: Nanos, mut outcome: Outcome) -> Trace {
        if let Outcome::Deadlock { cycle } = &mut outcome {
            // Before what is open is closed: who entered its wait at the end leaves no span of it.
            let open = self.pens.iter().map(|pen| pen.open.map(|row| row.span(end)));
            *cycle = self.locks.cycle(&open.collect::<Vec<_>>());
        }
        for lane in 0..self.lanes.len() {
            self.leave(LaneId(lane as u16), end);
        }
        if self.disordered {
            self.instants.sort();
        }
        self.instants.shrink();
        let (locks, holds) = self.locks.close(end);
        self.pens.iter_mut().for_each(|pen| pen.closed.shrink());
        Trace {
            version: TRACE_VERSION,
            clock: self.clock,
            provenance: self.provenance,
            outcome,
            end,
            demand: self.demand,
            copied: self.copied,
            counter: self.counter,
            locks,
            lanes: self.lanes,
            spans: self.pens.into_iter().map(|pen| pen.closed).collect(),
            instants: self.instants,
            holds,
        }
    }

    fn hold(&mut self, lane: LaneId, span: &Span) {
        let Some(gil) = self.pens[lane.index()].gil.filter(|_| span.holds_gil) else { return };
        let holder = self.holders[gil.index()].replace(lane);
        debug_assert!(
            self.clock != Clock::Virtual || holder.is_none_or(|other| other == lane),
            "{holder:?} and {lane:?} both hold {gil:?} at {:?}",
            span.start
        );
    }
}
