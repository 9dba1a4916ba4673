//! The locks of a program: `threading.Lock`, or one shared by processes.
//!
//! `acquire` tries first without letting the GIL go; only if that fails it drops the GIL and sleeps on the
//! lock's semaphore (Modules/_threadmodule.c `acquire_timed`, Python/thread_pthread.h). A release posts the
//! semaphore, which wakes the longest waiter, and hands nothing over: whoever tries first has the lock, often
//! the releaser itself. The woken waiter has the lock before it has the GIL back. From 3.13 on a lock is a
//! `PyMutex` (Python/lock.c), which hands itself over to a waiter that has waited for a millisecond.

use super::{Look, Machine, Phase, ThreadId};
use model::{Cause, Nanos, State, TaskId};
use std::collections::VecDeque;

/// A lock of the program, in the order in which they were made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LockId(pub(crate) u8);

/// How long a waiter of a `PyMutex` waits until the lock is handed to it (`TIME_TO_BE_FAIR_NS`, Python/lock.c).
const FAIR_AFTER: Nanos = Nanos::millis(1);

#[derive(Clone, Debug, Default)]
pub(super) struct Lock {
    holder: Option<ThreadId>,
    /// Asleep on it since when, the longest first.
    waiters: VecDeque<(Nanos, ThreadId)>,
}

impl Machine {
    /// Acquires `lock` and then the thread's GIL; false as long as it has to wait for either.
    pub(super) fn acquire(&mut self, thread: ThreadId, lock: LockId, task: Option<TaskId>) -> bool {
        let place = usize::from(lock.0);
        if self.locks.len() <= place {
            self.locks.resize(place + 1, Lock::default());
        }
        let holder = *self.locks[place].holder.get_or_insert(thread);
        if holder == thread {
            return self.take(thread, task);
        }
        if self.release(thread) {
            self.sleep_on(thread, place, holder, task);
        }
        false
    }

    /// Releases `lock` and wakes its longest waiter.
    pub(super) fn unlock(&mut self, thread: ThreadId, lock: LockId) {
        let lock = &mut self.locks[usize::from(lock.0)];
        debug_assert_eq!(lock.holder, Some(thread), "a lock released by a stranger");
        lock.holder = None;
        let Some((since, waiter)) = lock.waiters.pop_front() else { return };
        if self.fair_locks && since + FAIR_AFTER <= self.now {
            lock.holder = Some(waiter);
        }
        self.threads[waiter.index()].phase = Phase::Waking;
        self.queue.set(waiter, self.now + self.costs.wake);
    }

    fn sleep_on(&mut self, thread: ThreadId, place: usize, holder: ThreadId, task: Option<TaskId>) {
        self.leave_core(thread, Phase::Blocked);
        let holder = self.threads[holder.index()].lane;
        self.show(thread, Look { task, ..Look::of(State::WaitLock, Cause::Lock) }, Some(holder));
        self.locks[place].waiters.push_back((self.now, thread));
    }
}
