//! One real lock that speaks CPython's protocol: `take_gil` and `drop_gil` of Python/ceval_gil.c (3.12, 3.13).
//!
//! ```text
//!   holder   run·······························|drop|until another took it|take: wait····
//!   waiter        wait, an interval at a time···^request      ^woken, runs ·············
//! ```
//!
//! - A waiter that sees no switch for a whole interval asks for the GIL: it sets the drop request.
//! - The holder polls for requests between two steps of its work, as the eval loop does between bytecodes.
//! - Whoever releases the GIL while it is asked for, for whatever reason, goes on only after another took it.
//! - Until 3.12 there is one request flag for the interpreter, and whoever takes the GIL clears it; since
//!   3.13 it is a bit of the holder's own.
//!
//! Where we differ: our eval breaker is polled every 10 to 50 µs, and every wait is cut into pieces so that
//! a cancelled run ends.

use crate::Error;
use crate::log::Log;
use crate::run::{Shared, lock};
use model::trace::InstantKind;
use model::{LaneId, Nanos, PythonVersion, TaskId};
use std::sync::atomic::{AtomicBool, AtomicU16, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Nobody; the model hands out no such lane.
const NOBODY: u16 = u16::MAX;
/// The longest wait between two looks whether the run is stopped.
const LOOK: Nanos = Nanos::millis(40);

/// The lock.
pub(crate) struct Gil {
    shared: Arc<Shared>,
    /// The switch interval, in nanoseconds.
    interval: AtomicU64,
    state: Mutex<Held>,
    /// Rung when the GIL is free.
    freed: Condvar,
    /// Who held it last; written under `state` by takers, without it by droppers, as in CPython.
    last_holder: AtomicU16,
    /// Guards `last_holder` for those who wait for it to change, and counts them.
    switching: Mutex<u32>,
    /// Rung when somebody took the GIL.
    taken: Condvar,
    /// The drop requests, one for each worker; the first is for all where they are not the holder's own.
    requests: Vec<AtomicBool>,
    /// Whether a request is the holder's own.
    personal: AtomicBool,
}

#[derive(Debug, Default)]
struct Held {
    locked: bool,
    switches: u64,
    /// How many wait for it to be free. A bell that nobody hears is not rung: pthreads see that by themselves,
    /// here a ring is a call of the system's, or of the browser's.
    waiting: u32,
    /// When it was released last, by its holder's clock.
    released: Nanos,
}

/// Why the GIL is released.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Release {
    /// The eval breaker saw a request.
    Asked,
    /// To wait, or for C code.
    Unasked,
    /// The thread ends.
    Last,
}

/// A release that happened.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Released {
    pub(crate) at: Nanos,
    /// Who was seen to take it after this thread.
    pub(crate) taker: Option<LaneId>,
}

impl Gil {
    /// A free GIL for so many `workers`, whose lanes are numbered from 0.
    pub(crate) fn new(shared: Arc<Shared>, interval: Nanos, python: PythonVersion, workers: u16) -> Self {
        let gil = Self {
            shared,
            interval: AtomicU64::default(),
            state: Mutex::default(),
            freed: Condvar::new(),
            last_holder: AtomicU16::new(NOBODY),
            switching: Mutex::default(),
            taken: Condvar::new(),
            requests: std::iter::repeat_with(AtomicBool::default).take(workers.into()).collect(),
            personal: AtomicBool::default(),
        };
        gil.set(interval, python);
        gil
    }

    /// `sys.setswitchinterval`, and whose rules hold: for waits that begin from now on, and for those under way
    /// before long.
    pub(crate) fn set(&self, interval: Nanos, python: PythonVersion) {
        self.interval.store(interval.max(Nanos::micros(1)).0, Ordering::Relaxed);
        self.personal.store(python.minor() >= 13, Ordering::Relaxed);
    }

    /// The eval breaker: whether `me` is asked for the GIL. Cheap enough for every step.
    pub(crate) fn is_requested(&self, me: LaneId) -> bool {
        self.request(me).load(Ordering::Relaxed)
    }

    /// `take_gil`: returns holding it, and since when.
    ///
    /// `before` is the release that this thread comes back from, if it does so at once.
    pub(crate) fn take(
        &self,
        me: LaneId,
        task: Option<TaskId>,
        before: Option<Released>,
        log: &mut Log,
    ) -> Result<Nanos, Error> {
        let since = before.map_or_else(|| log.now(), |released| released.at);
        // Another may have had it and be gone again: that was a wait too.
        let mut waiting = before.and_then(|released| released.taker.or_else(|| self.another(me)));
        if let Some(taker) = waiting {
            log.wait_gil(since, taker, task);
        }
        let mut held = lock(&self.state);
        while held.locked {
            if waiting.is_none() {
                waiting = Some(self.last_holder());
                log.wait_gil(since, self.last_holder(), task);
            }
            held = self.wait_one_interval(held, log)?;
        }
        log.not_before(held.released);
        Ok(self.settle(me, &mut held, log))
    }

    /// `drop_gil`: releases it, and then, if it was asked for, waits until another took it.
    pub(crate) fn release(&self, me: LaneId, why: Release, log: &mut Log) -> Result<Released, Error> {
        self.last_holder.store(me.0, Ordering::Relaxed);
        let mut held = lock(&self.state);
        let at = log.now();
        held.released = at;
        // Before anybody can take it: whoever reads the log meanwhile sees one holder at most.
        log.leave(at);
        held.locked = false;
        let waiting = held.waiting;
        drop(held);
        // A thread that wakes finds the mutex free.
        if waiting > 0 {
            self.freed.notify_one();
        }
        log.instant(
            at,
            if why == Release::Asked { InstantKind::ForcedDrop } else { InstantKind::VoluntaryDrop },
        );
        let forced = why != Release::Last && self.is_requested(me);
        let taker = if forced { Some(self.until_another_took_it(me)?) } else { None };
        Ok(Released { at, taker })
    }

    /// Waits until it is free or an interval is over, and in that case asks for it.
    fn wait_one_interval<'a>(
        &self,
        mut held: MutexGuard<'a, Held>,
        log: &mut Log,
    ) -> Result<MutexGuard<'a, Held>, Error> {
        let (switches, begin) = (held.switches, self.shared.now());
        loop {
            let deadline = begin + Nanos(self.interval.load(Ordering::Relaxed));
            let left = deadline.saturating_sub(self.shared.now());
            held.waiting += 1;
            let (guard, timed_out) = wait(&self.freed, held, left.min(LOOK));
            held = guard;
            held.waiting -= 1;
            self.shared.stop.check()?;
            if !timed_out {
                return Ok(held);
            }
            if left <= LOOK {
                break;
            }
        }
        if held.locked && held.switches == switches {
            self.request(self.last_holder()).store(true, Ordering::Relaxed);
            let at = log.now();
            log.instant(at, InstantKind::DropRequest);
        }
        Ok(held)
    }

    /// Becomes the holder, tells the one who was forced out, and returns since when it is.
    fn settle(&self, me: LaneId, held: &mut Held, log: &mut Log) -> Nanos {
        let forced = lock(&self.switching);
        held.locked = true;
        if self.last_holder.swap(me.0, Ordering::Relaxed) != me.0 {
            held.switches += 1;
        }
        let at = log.now();
        if *forced > 0 {
            self.taken.notify_one();
        }
        drop(forced);
        self.request(me).store(false, Ordering::Relaxed);
        at
    }

    fn until_another_took_it(&self, me: LaneId) -> Result<LaneId, Error> {
        let mut switching = lock(&self.switching);
        if self.last_holder() == me {
            self.request(me).store(false, Ordering::Relaxed);
        }
        while self.last_holder() == me {
            *switching += 1;
            switching = wait(&self.taken, switching, LOOK).0;
            *switching -= 1;
            self.shared.stop.check()?;
        }
        Ok(self.last_holder())
    }

    /// Who held it last, if that is not `me`.
    fn another(&self, me: LaneId) -> Option<LaneId> {
        Some(self.last_holder()).filter(|holder| *holder != me)
    }

    fn last_holder(&self) -> LaneId {
        LaneId(self.last_holder.load(Ordering::Relaxed))
    }

    /// Where `holder` is asked for the GIL.
    fn request(&self, holder: LaneId) -> &AtomicBool {
        &self.requests[if self.personal.load(Ordering::Relaxed) { holder.index() } else { 0 }]
    }
}

/// Waits, and says whether it took the whole `length`.
fn wait<'a, T>(bell: &Condvar, guard: MutexGuard<'a, T>, length: Nanos) -> (MutexGuard<'a, T>, bool) {
    let length = Duration::from_nanos(length.0);
    let (guard, result) = bell.wait_timeout(guard, length).unwrap_or_else(PoisonError::into_inner);
    (guard, result.timed_out())
}
