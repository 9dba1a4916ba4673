//! The locks of a program: `threading.Lock`, or one shared by processes.
//!
//! `acquire` tries first without letting the GIL go; only if that fails it drops the GIL and sleeps on the
//! lock's semaphore (Modules/_threadmodule.c `acquire_timed`, Python/thread_pthread.h). A release posts the
//! semaphore, which wakes the longest waiter, and hands nothing over: whoever tries first has the lock, often
//! the releaser itself. The woken waiter has the lock before it has the GIL back. From 3.13 on a lock is a
//! `PyMutex` (Python/lock.c), which hands itself over to a waiter that has waited for a millisecond.

use super::{Machine, Phase, ThreadId};
use model::{LockId, Nanos, TaskId};
use std::collections::VecDeque;

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
        while self.locks.len() <= lock.index() {
            let letter = char::from(b'a' + self.locks.len() as u8);
            self.trace.lock(format!("lock-{letter}"));
            self.locks.push(Lock::default());
        }
        let holder = self.locks[lock.index()].holder.unwrap_or_else(|| self.hand_to(thread, lock));
        if holder == thread {
            return self.take(thread, task);
        }
        if self.release(thread) {
            self.sleep_on(thread, lock, holder, task);
        }
        false
    }

    /// Releases `lock` and wakes its longest waiter.
    pub(super) fn unlock(&mut self, thread: ThreadId, id: LockId) {
        self.trace.lock_released(self.threads[thread.index()].lane, self.now, id);
        let lock = &mut self.locks[id.index()];
        debug_assert_eq!(lock.holder, Some(thread), "a lock released by a stranger");
        lock.holder = None;
        let Some((since, waiter)) = lock.waiters.pop_front() else { return };
        if self.fair_locks && since + FAIR_AFTER <= self.now {
            self.hand_to(waiter, id);
        }
        self.threads[waiter.index()].phase = Phase::Waking;
        self.queue.set(waiter, self.now + self.costs.wake);
    }

    fn hand_to(&mut self, thread: ThreadId, lock: LockId) -> ThreadId {
        self.locks[lock.index()].holder = Some(thread);
        self.trace.lock_acquired(self.threads[thread.index()].lane, self.now, lock);
        thread
    }

    fn sleep_on(&mut self, thread: ThreadId, lock: LockId, holder: ThreadId, task: Option<TaskId>) {
        self.leave_core(thread, Phase::Blocked);
        let (lane, holder) = (self.threads[thread.index()].lane, self.threads[holder.index()].lane);
        self.trace.wait_for_lock(lane, self.now, lock, holder, task);
        self.locks[lock.index()].waiters.push_back((self.now, thread));
    }
}
