//! `asyncio.as_completed` (Lib/asyncio/tasks.py): results in the order in which they come, through a queue.
//!
//! Where we differ: CPython makes the tasks in the order of a set, which is none; here it is the arguments'.

use crate::asyncio::future::Callback;
use crate::asyncio::ids::{CompletedId, FutureId, ObjectId, Tid};
use crate::asyncio::run::Loop;
use crate::asyncio::sync::Make;
use crate::asyncio::value::{Exception, Value};
use crate::asyncio::waits::{Wait, Waited};

#[derive(Clone, Debug)]
pub(in crate::asyncio) struct Completed {
    done: ObjectId,
}

impl Loop {
    /// `as_completed(futures)`.
    pub(in crate::asyncio) fn as_completed(&mut self, futures: &[FutureId]) -> CompletedId {
        let id = CompletedId(self.completions.len() as u32);
        let done = self.make(Make::Queue(0));
        self.completions.push(Completed { done });
        for future in futures {
            self.when_done(*future, Callback::Completed(id));
        }
        id
    }

    /// `_on_completion`.
    pub(in crate::asyncio) fn completed(&mut self, id: CompletedId, future: FutureId) {
        let done = self.completions[id.index()].done;
        self.put_nowait(done, Value::Future(future));
    }

    /// `_wait_for_one`.
    pub(in crate::asyncio) fn await_next(&mut self, task: Tid, id: CompletedId) -> Waited {
        self.next_of(task, self.completions[id.index()].done)
    }

    pub(in crate::asyncio) fn end_next(
        &mut self,
        task: Tid,
        queue: ObjectId,
        future: FutureId,
        thrown: Option<Exception>,
    ) -> Waited {
        match self.end_getter(queue, future, thrown) {
            Some(error) => Waited::Is(Err(error)),
            None => self.next_of(task, queue),
        }
    }

    fn next_of(&mut self, task: Tid, queue: ObjectId) -> Waited {
        match self.try_get(queue) {
            Ok(Value::Future(future)) => self.futures.result(future).map_or(Waited::DONE, Waited::Is),
            Ok(_) => Waited::DONE,
            Err(getter) => self.wait_at(task, Wait::Next(queue, getter), getter),
        }
    }
}
