//! `asyncio.Event`.

use super::{Object, attribute_error, outcome, wrong_type};
use crate::asyncio::ids::{FutureId, ObjectId, Tid};
use crate::asyncio::run::Loop;
use crate::asyncio::value::{Exception, Value};
use crate::asyncio::waits::{Wait, Waited};
use std::collections::VecDeque;

#[derive(Clone, Debug, Default)]
pub(in crate::asyncio) struct Event {
    set: bool,
    waiters: VecDeque<FutureId>,
}

impl Loop {
    /// `wait`.
    pub(in crate::asyncio) fn await_event(&mut self, task: Tid, id: ObjectId) -> Waited {
        let future = self.waiter();
        let Object::Event(event) = &mut self.objects[id.index()] else { return wrong_type() };
        if event.set {
            self.futures.drop(future);
            return outcome(None);
        }
        event.waiters.push_back(future);
        self.wait_at(task, Wait::Event(id, future), future)
    }

    pub(in crate::asyncio) fn end_event(
        &mut self,
        id: ObjectId,
        future: FutureId,
        thrown: Option<Exception>,
    ) -> Waited {
        let Object::Event(event) = &mut self.objects[id.index()] else { return wrong_type() };
        event.waiters.retain(|waiter| *waiter != future);
        self.futures.drop(future);
        outcome(thrown)
    }

    /// `set`: wakes all; each leaves the queue when its task goes on.
    pub(in crate::asyncio) fn set_event(&mut self, id: ObjectId) -> Result<(), Exception> {
        let Object::Event(event) = &mut self.objects[id.index()] else { return Err(attribute_error()) };
        if !std::mem::replace(&mut event.set, true) {
            for waiter in event.waiters.clone() {
                self.set_result(waiter, Value::Bool(true));
            }
        }
        Ok(())
    }

    /// `clear`.
    pub(in crate::asyncio) fn clear_event(&mut self, id: ObjectId) -> Result<(), Exception> {
        let Object::Event(event) = &mut self.objects[id.index()] else { return Err(attribute_error()) };
        event.set = false;
        Ok(())
    }
}
