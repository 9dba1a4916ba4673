//! Synchronisation between tasks (Lib/asyncio/locks.py, queues.py). A wake-up is one iteration away: the
//! releaser sets a waiter's future, and the waiter's task goes on in the next iteration.

mod event;
mod lock;
mod queue;
mod semaphore;

use super::ids::{FutureId, ObjectId, Tid};
use super::run::Loop;
use super::value::{Exception, Value};
use super::waits::Waited;
use event::Event;
use lock::Lock;
use queue::Queue;
use semaphore::Semaphore;
use std::collections::VecDeque;

#[derive(Clone, Debug)]
pub(super) enum Object {
    Lock(Lock),
    Semaphore(Semaphore),
    Event(Event),
    Queue(Queue),
}

/// What can be made, with its size where it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Make {
    Lock,
    Semaphore(u32),
    Event,
    /// Of this size; 0 has no limit.
    Queue(u32),
}

impl Loop {
    /// Makes a lock, a semaphore, an event or a queue.
    pub(crate) fn make(&mut self, what: Make) -> ObjectId {
        self.objects.push(match what {
            Make::Lock => Object::Lock(Lock::default()),
            Make::Semaphore(value) => Object::Semaphore(Semaphore::new(value)),
            Make::Event => Object::Event(Event::default()),
            Make::Queue(size) => Object::Queue(Queue::new(size)),
        });
        ObjectId((self.objects.len() - 1) as u32)
    }

    /// `acquire` of a lock or a semaphore.
    pub(super) fn acquire(&mut self, task: Tid, id: ObjectId) -> Waited {
        match &self.objects[id.index()] {
            Object::Lock(_) => self.acquire_lock(task, id),
            Object::Semaphore(_) => self.acquire_semaphore(task, id),
            Object::Event(_) | Object::Queue(_) => wrong_type(),
        }
    }

    /// `release` of a lock or a semaphore.
    pub(super) fn release(&mut self, id: ObjectId) -> Result<(), Exception> {
        match &self.objects[id.index()] {
            Object::Lock(_) => self.release_lock(id),
            Object::Semaphore(_) => {
                self.release_semaphore(id);
                Ok(())
            }
            Object::Event(_) | Object::Queue(_) => Err(attribute_error()),
        }
    }

    /// `locked` of a lock or a semaphore.
    pub(super) fn locked(&self, id: ObjectId) -> Result<Value, Exception> {
        match &self.objects[id.index()] {
            Object::Lock(lock) => Ok(Value::Bool(lock.locked)),
            Object::Semaphore(semaphore) => Ok(Value::Bool(self.is_locked(semaphore))),
            Object::Event(_) | Object::Queue(_) => Err(attribute_error()),
        }
    }

    /// Sets the first of the futures that is not done, and takes all up to it out.
    fn wake_next(&mut self, waiters: impl Fn(&mut Self) -> Option<&mut VecDeque<FutureId>>) -> bool {
        while let Some(future) = waiters(self).and_then(VecDeque::pop_front) {
            if !self.futures.is_done(future) {
                self.set_result(future, Value::None);
                return true;
            }
        }
        false
    }
}

fn attribute_error() -> Exception {
    Exception::named("AttributeError")
}

/// The object has no such method.
fn wrong_type() -> Waited {
    Waited::Is(Err(attribute_error()))
}

/// How the wait for a future came out that was thrown at, or not.
fn outcome(thrown: Option<Exception>) -> Waited {
    Waited::Is(thrown.map_or(Ok(Value::Bool(true)), Err))
}
