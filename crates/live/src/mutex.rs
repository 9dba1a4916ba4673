//! The lock of the job's critical sections: `threading.Lock` (Modules/_threadmodule.c `acquire_timed`).
//!
//! A release hands nothing over: whoever tries first has the lock, often the releaser itself; of those asleep
//! on it the longest waiter is woken.
//! From 3.13 on it is a `PyMutex` (Python/lock.c), which goes directly to a waiter of a millisecond or more.

use crate::Error;
use crate::log::Log;
use crate::run::{Shared, lock};
use model::{LaneId, LockId, Nanos, PythonVersion};
use std::collections::VecDeque;
use std::sync::{Arc, Condvar, PoisonError};
use std::time::Duration;

/// How long a waiter waits until the lock is handed to it (`TIME_TO_BE_FAIR_NS`, Python/lock.c, 3.13).
const FAIR_AFTER: Nanos = Nanos::millis(1);
/// The longest wait between two looks whether the run is stopped.
const LOOK: Duration = Duration::from_millis(40);

pub(crate) struct Mutex {
    shared: Arc<Shared>,
    pub(crate) id: LockId,
    /// Whether a long waiter gets it directly.
    hands_over: bool,
    state: std::sync::Mutex<State>,
    /// Rung at every release.
    freed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    holder: Option<LaneId>,
    /// Asleep on it since when, the longest first.
    waiters: VecDeque<(Nanos, LaneId)>,
    /// When it was released last, by its holder's clock.
    released: Nanos,
}

impl Mutex {
    pub(crate) fn new(shared: Arc<Shared>, id: LockId, python: PythonVersion) -> Self {
        let hands_over = python.minor() >= 13;
        Self { shared, id, hands_over, state: std::sync::Mutex::default(), freed: Condvar::new() }
    }

    /// Takes it if it is free; otherwise tells who holds it.
    pub(crate) fn try_acquire(&self, me: LaneId, log: &mut Log) -> Result<(), LaneId> {
        let mut state = lock(&self.state);
        if let Some(holder) = state.holder {
            return Err(holder);
        }
        state.holder = Some(me);
        self.note_acquired(&state, log);
        Ok(())
    }

    /// Waits for it as long as it takes.
    pub(crate) fn acquire(&self, me: LaneId, log: &mut Log) -> Result<(), Error> {
        let mut state = lock(&self.state);
        state.waiters.push_back((self.shared.now(), me));
        while !state.is_mine(me) {
            self.shared.stop.check()?;
            state = self.freed.wait_timeout(state, LOOK).unwrap_or_else(PoisonError::into_inner).0;
        }
        self.note_acquired(&state, log);
        Ok(())
    }

    pub(crate) fn release(&self, log: &mut Log) {
        let mut state = lock(&self.state);
        let now = self.shared.now();
        let patient =
            state.waiters.front().filter(|(since, _)| self.hands_over && *since + FAIR_AFTER <= now);
        state.holder = patient.map(|(_, waiter)| *waiter);
        if state.holder.is_some() {
            state.waiters.pop_front();
        }
        state.released = log.now();
        log.released(state.released, self.id);
        drop(state);
        self.freed.notify_all();
    }

    /// Whatever this thread's own reading of the clock says, the release came first.
    fn note_acquired(&self, state: &State, log: &mut Log) {
        log.not_before(state.released);
        let at = log.now();
        log.acquired(at, self.id);
    }
}

impl State {
    /// Whether a waiter has it by now: it was handed over, or is free and nobody has waited longer.
    fn is_mine(&mut self, me: LaneId) -> bool {
        if self.holder.is_none() && self.waiters.front().is_some_and(|(_, first)| *first == me) {
            self.waiters.pop_front();
            self.holder = Some(me);
        }
        self.holder == Some(me)
    }
}
