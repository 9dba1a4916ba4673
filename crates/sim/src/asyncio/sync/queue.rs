//! `asyncio.Queue`: a wake-up is a hint, and the woken task looks again.

use super::{Object, wrong_type};
use crate::asyncio::ids::{FutureId, ObjectId, Tid};
use crate::asyncio::run::Loop;
use crate::asyncio::value::{Exception, Value};
use crate::asyncio::waits::{Wait, Waited};
use std::collections::VecDeque;

#[derive(Clone, Debug)]
pub(in crate::asyncio) struct Queue {
    /// 0 has no limit.
    size: usize,
    items: VecDeque<Value>,
    getters: VecDeque<FutureId>,
    putters: VecDeque<FutureId>,
}

impl Queue {
    pub(super) fn new(size: u32) -> Self {
        Self {
            size: size as usize,
            items: VecDeque::new(),
            getters: VecDeque::new(),
            putters: VecDeque::new(),
        }
    }

    fn is_full(&self) -> bool {
        self.size > 0 && self.items.len() >= self.size
    }
}

impl Loop {
    fn queue(&mut self, id: ObjectId) -> Option<&mut Queue> {
        match &mut self.objects[id.index()] {
            Object::Queue(queue) => Some(queue),
            _ => None,
        }
    }

    pub(in crate::asyncio) fn put(&mut self, task: Tid, id: ObjectId, item: Value) -> Waited {
        let future = self.waiter();
        let Some(queue) = self.queue(id) else { return wrong_type() };
        if queue.is_full() {
            queue.putters.push_back(future);
            return self.wait_at(task, Wait::Put(id, future, Box::new(item)), future);
        }
        self.futures.drop(future);
        self.put_nowait(id, item);
        Waited::DONE
    }

    /// `put_nowait` into a queue that is not full.
    pub(in crate::asyncio) fn put_nowait(&mut self, id: ObjectId, item: Value) {
        if let Some(queue) = self.queue(id) {
            queue.items.push_back(item);
            self.wake_getter(id);
        }
    }

    pub(in crate::asyncio) fn end_put(
        &mut self,
        task: Tid,
        id: ObjectId,
        future: FutureId,
        item: Value,
        thrown: Option<Exception>,
    ) -> Waited {
        let cancelled = self.futures.is_cancelled(future);
        let Some(queue) = self.queue(id) else { return wrong_type() };
        queue.putters.retain(|putter| *putter != future);
        let full = queue.is_full();
        self.futures.drop(future);
        let Some(error) = thrown else { return self.put(task, id, item) };
        // Woken, and yet it can't put: the next in line may.
        if !full && !cancelled {
            self.wake_putter(id);
        }
        Waited::Is(Err(error))
    }

    pub(in crate::asyncio) fn get(&mut self, task: Tid, id: ObjectId) -> Waited {
        match self.try_get(id) {
            Ok(item) => Waited::Is(Ok(item)),
            Err(future) => self.wait_at(task, Wait::Get(id, future), future),
        }
    }

    /// Takes an item, or queues for one.
    pub(in crate::asyncio) fn try_get(&mut self, id: ObjectId) -> Result<Value, FutureId> {
        let future = self.waiter();
        let Some(queue) = self.queue(id) else { return Err(future) };
        match queue.items.pop_front() {
            Some(item) => {
                self.futures.drop(future);
                self.wake_putter(id);
                Ok(item)
            }
            None => {
                queue.getters.push_back(future);
                Err(future)
            }
        }
    }

    pub(in crate::asyncio) fn end_get(
        &mut self,
        task: Tid,
        id: ObjectId,
        future: FutureId,
        thrown: Option<Exception>,
    ) -> Waited {
        match self.end_getter(id, future, thrown) {
            Some(error) => Waited::Is(Err(error)),
            None => self.get(task, id),
        }
    }

    /// A getter goes on; gives back what was thrown at it.
    pub(in crate::asyncio) fn end_getter(
        &mut self,
        id: ObjectId,
        future: FutureId,
        thrown: Option<Exception>,
    ) -> Option<Exception> {
        let cancelled = self.futures.is_cancelled(future);
        self.futures.drop(future);
        let queue = self.queue(id)?;
        queue.getters.retain(|getter| *getter != future);
        let empty = queue.items.is_empty();
        if thrown.is_some() && !empty && !cancelled {
            self.wake_getter(id);
        }
        thrown
    }

    fn wake_getter(&mut self, id: ObjectId) {
        self.wake_next(|this| this.queue(id).map(|queue| &mut queue.getters));
    }

    fn wake_putter(&mut self, id: ObjectId) {
        self.wake_next(|this| this.queue(id).map(|queue| &mut queue.putters));
    }
}
