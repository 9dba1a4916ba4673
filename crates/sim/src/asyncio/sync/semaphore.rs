//! `asyncio.Semaphore`, by the rule of the version.

use super::{Object, outcome, wrong_type};
use crate::asyncio::ids::{FutureId, ObjectId, Tid};
use crate::asyncio::rules::SemaphoreRule;
use crate::asyncio::run::Loop;
use crate::asyncio::value::{Exception, Value};
use crate::asyncio::waits::{Wait, Waited};
use std::collections::VecDeque;

#[derive(Clone, Debug)]
pub(in crate::asyncio) struct Semaphore {
    value: u32,
    waiters: VecDeque<FutureId>,
    /// Of 3.9: a waiter was woken and has not gone on yet.
    wakeup_scheduled: bool,
}

impl Semaphore {
    pub(super) fn new(value: u32) -> Self {
        Self { value, waiters: VecDeque::new(), wakeup_scheduled: false }
    }
}

impl Loop {
    fn semaphore(&mut self, id: ObjectId) -> Option<&mut Semaphore> {
        match &mut self.objects[id.index()] {
            Object::Semaphore(semaphore) => Some(semaphore),
            _ => None,
        }
    }

    fn hands_over(&self) -> bool {
        matches!(self.rules.semaphore, SemaphoreRule::HandedOver | SemaphoreRule::HandedOverToAll)
    }

    /// `locked()`.
    pub(super) fn is_locked(&self, semaphore: &Semaphore) -> bool {
        let awaited = |waiters: &VecDeque<FutureId>| waiters.iter().any(|id| !self.futures.is_cancelled(*id));
        semaphore.value == 0 || self.hands_over() && awaited(&semaphore.waiters)
    }

    pub(super) fn acquire_semaphore(&mut self, task: Tid, id: ObjectId) -> Waited {
        let Object::Semaphore(semaphore) = &self.objects[id.index()] else { return wrong_type() };
        let wait = self.is_locked(semaphore)
            || self.rules.semaphore == SemaphoreRule::WakeupScheduled && semaphore.wakeup_scheduled;
        let future = wait.then(|| self.waiter());
        let Some(semaphore) = self.semaphore(id) else { return wrong_type() };
        match future {
            None => {
                semaphore.value -= 1;
                outcome(None)
            }
            Some(future) => {
                semaphore.waiters.push_back(future);
                self.wait_at(task, Wait::Semaphore(id, future), future)
            }
        }
    }

    pub(in crate::asyncio) fn end_acquire(
        &mut self,
        task: Tid,
        id: ObjectId,
        future: FutureId,
        thrown: Option<Exception>,
    ) -> Waited {
        if self.hands_over() {
            self.end_hand_over(id, future, thrown)
        } else {
            self.end_try(task, id, future, thrown)
        }
    }

    /// From 3.10 on: whoever woke the waiter has taken the unit for it.
    fn end_hand_over(&mut self, id: ObjectId, future: FutureId, thrown: Option<Exception>) -> Waited {
        let given = self.futures.is_done(future) && !self.futures.is_cancelled(future);
        let Some(semaphore) = self.semaphore(id) else { return wrong_type() };
        semaphore.waiters.retain(|waiter| *waiter != future);
        semaphore.value += u32::from(thrown.is_some() && given);
        let more = semaphore.value > 0;
        self.futures.drop(future);
        if self.rules.semaphore == SemaphoreRule::HandedOverToAll {
            while self.semaphore(id).is_some_and(|semaphore| semaphore.value > 0) && self.hand_over(id) {}
        } else if more && (thrown.is_none() || given) {
            self.hand_over(id);
        }
        outcome(thrown)
    }

    /// Up to 3.9: a wake-up is a hint, the waiter looks again.
    fn end_try(&mut self, task: Tid, id: ObjectId, future: FutureId, thrown: Option<Exception>) -> Waited {
        let Some(semaphore) = self.semaphore(id) else { return wrong_type() };
        if thrown.is_none() {
            semaphore.wakeup_scheduled = false;
            self.futures.drop(future);
            return self.acquire_semaphore(task, id);
        }
        // A cancelled waiter stays in the queue: its future can't be given up.
        let free = semaphore.value > 0 && !self.futures.is_cancelled(future);
        if free || self.rules.semaphore == SemaphoreRule::WakeupScheduled {
            self.hint(id);
        }
        outcome(thrown)
    }

    pub(super) fn release_semaphore(&mut self, id: ObjectId) {
        let Some(semaphore) = self.semaphore(id) else { return };
        semaphore.value += 1;
        if self.hands_over() {
            self.hand_over(id);
        } else {
            self.hint(id);
        }
    }

    /// Up to 3.9: wakes the first waiter.
    fn hint(&mut self, id: ObjectId) {
        let woken = self.wake_next(|this| this.semaphore(id).map(|semaphore| &mut semaphore.waiters));
        if let Some(semaphore) = self.semaphore(id).filter(|_| woken) {
            semaphore.wakeup_scheduled = true;
        }
    }

    /// From 3.10 on: gives a unit to the first waiter that was not woken yet; false if there is none.
    fn hand_over(&mut self, id: ObjectId) -> bool {
        let Object::Semaphore(semaphore) = &mut self.objects[id.index()] else { return false };
        let next = semaphore.waiters.iter().copied().find(|waiter| !self.futures.is_done(*waiter));
        let Some(next) = next else { return false };
        semaphore.value -= 1;
        self.set_result(next, Value::Bool(true));
        true
    }
}
