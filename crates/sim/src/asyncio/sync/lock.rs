//! `asyncio.Lock`: first come, first served.

use super::{Object, attribute_error, outcome, wrong_type};
use crate::asyncio::ids::{FutureId, ObjectId, Tid};
use crate::asyncio::run::Loop;
use crate::asyncio::value::{Exception, Value};
use crate::asyncio::waits::{Wait, Waited};
use std::collections::VecDeque;

#[derive(Clone, Debug, Default)]
pub(in crate::asyncio) struct Lock {
    pub(super) locked: bool,
    waiters: VecDeque<FutureId>,
}

impl Loop {
    pub(super) fn acquire_lock(&mut self, task: Tid, id: ObjectId) -> Waited {
        let future = self.waiter();
        let Object::Lock(lock) = &mut self.objects[id.index()] else { return wrong_type() };
        if !lock.locked && lock.waiters.iter().all(|waiter| self.futures.is_cancelled(*waiter)) {
            lock.locked = true;
            self.futures.drop(future);
            return outcome(None);
        }
        lock.waiters.push_back(future);
        self.wait_at(task, Wait::Lock(id, future), future)
    }

    pub(in crate::asyncio) fn end_lock(
        &mut self,
        id: ObjectId,
        future: FutureId,
        thrown: Option<Exception>,
    ) -> Waited {
        self.futures.drop(future);
        let Object::Lock(lock) = &mut self.objects[id.index()] else { return wrong_type() };
        lock.waiters.retain(|waiter| *waiter != future);
        if thrown.is_none() {
            lock.locked = true;
        } else if !lock.locked {
            self.wake_first(id);
        }
        outcome(thrown)
    }

    pub(super) fn release_lock(&mut self, id: ObjectId) -> Result<(), Exception> {
        let Object::Lock(lock) = &mut self.objects[id.index()] else { return Err(attribute_error()) };
        if !std::mem::take(&mut lock.locked) {
            return Err(Exception::named("RuntimeError"));
        }
        self.wake_first(id);
        Ok(())
    }

    /// The first waiter stays in the queue until its task goes on, so that nobody is woken beside it.
    fn wake_first(&mut self, id: ObjectId) {
        if let Object::Lock(lock) = &self.objects[id.index()]
            && let Some(first) = lock.waiters.front().copied()
        {
            self.set_result(first, Value::Bool(true));
        }
    }
}
