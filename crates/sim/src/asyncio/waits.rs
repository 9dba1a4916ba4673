//! What a coroutine can await, and where it stands while it does: the library's own coroutines, each as the
//! point at which it waits.

use super::combine::WaitFor;
use super::future::Kind;
use super::ids::{CompletedId, FutureId, GroupId, ObjectId, Tid, TimerId};
use super::run::Loop;
use super::timers::Alarm;
use super::value::{Exception, Value};
use model::Nanos;

/// An `await` that is about to begin.
#[derive(Clone, Debug)]
pub(super) enum Await {
    /// `asyncio.sleep`; of no length, one bare yield.
    Sleep(Nanos),
    Future(FutureId),
    /// Of a lock or a semaphore.
    Acquire(ObjectId),
    /// `Event.wait`.
    Event(ObjectId),
    Put(ObjectId, Value),
    Get(ObjectId),
    /// `TaskGroup.__aexit__`, with what the body raised.
    Leave(GroupId, Option<Exception>),
    /// `wait_for` of a task or future, by the rules up to 3.11.
    WaitFor(FutureId, Nanos),
    /// `_cancel_and_wait`, then the future's result: `wait_for` with no time left.
    CancelAndWait(FutureId),
    /// The next of `as_completed`.
    Next(CompletedId),
}

/// Where a coroutine waits.
#[derive(Clone, Debug, Default)]
pub(super) enum Wait {
    /// It has not begun.
    Begin,
    /// Nowhere, or at a bare yield.
    #[default]
    Yield,
    Sleep(TimerId),
    Future(FutureId),
    Lock(ObjectId, FutureId),
    Semaphore(ObjectId, FutureId),
    Event(ObjectId, FutureId),
    Put(ObjectId, FutureId, Box<Value>),
    Get(ObjectId, FutureId),
    Leave(GroupId, Option<Box<Exception>>),
    TimeLimit(Box<WaitFor>),
    Next(ObjectId, FutureId),
}

/// How an `await` came out, or goes on.
#[derive(Clone, Debug)]
pub(super) enum Waited {
    /// It yields this future.
    On(FutureId),
    /// It yields the future of a sleep with that timer.
    Sleeps(TimerId),
    /// It yields `None`.
    Yields,
    /// It is over.
    Is(Result<Value, Exception>),
}

impl Waited {
    /// It returned nothing.
    pub(super) const DONE: Self = Self::Is(Ok(Value::None));
}

impl Loop {
    /// Begins to await in `task`, as far as that runs without a yield.
    pub(super) fn begin_wait(&mut self, now: Nanos, task: Tid, what: Await) -> Waited {
        match what {
            Await::Sleep(Nanos::ZERO) => Waited::Yields,
            Await::Sleep(length) => self.sleep(now, task, length),
            Await::Future(future) => self.await_future(task, future),
            Await::Acquire(object) => self.acquire(task, object),
            Await::Event(object) => self.await_event(task, object),
            Await::Put(queue, item) => self.put(task, queue, item),
            Await::Get(queue) => self.get(task, queue),
            Await::Leave(group, raised) => self.leave_group(task, group, raised),
            Await::WaitFor(future, timeout) => self.wait_for(now, task, future, timeout),
            Await::CancelAndWait(future) => self.cancel_and_wait_for(task, future),
            Await::Next(completed) => self.await_next(task, completed),
        }
    }

    /// The wait is resumed, normally or by an exception.
    pub(super) fn end_wait(&mut self, task: Tid, wait: Wait, thrown: Option<Exception>) -> Waited {
        match wait {
            Wait::Sleep(timer) => {
                self.timers.cancel(timer);
                Waited::Is(thrown.map_or(Ok(Value::None), Err))
            }
            Wait::Lock(lock, future) => self.end_lock(lock, future, thrown),
            Wait::Semaphore(semaphore, future) => self.end_acquire(task, semaphore, future, thrown),
            Wait::Event(event, future) => self.end_event(event, future, thrown),
            Wait::Put(queue, future, item) => self.end_put(task, queue, future, *item, thrown),
            Wait::Get(queue, future) => self.end_get(task, queue, future, thrown),
            Wait::Leave(group, raised) => self.end_leave(task, group, raised.map(|error| *error), thrown),
            Wait::TimeLimit(wait) => self.end_wait_for(task, *wait, thrown),
            Wait::Next(queue, future) => self.end_next(task, queue, future, thrown),
            Wait::Begin | Wait::Yield | Wait::Future(_) if thrown.is_some() => {
                Waited::Is(thrown.map_or(Ok(Value::None), Err))
            }
            Wait::Begin | Wait::Yield => Waited::DONE,
            Wait::Future(future) => self.futures.result(future).map_or(Waited::DONE, Waited::Is),
        }
    }

    /// Waits at `wait` for `future`.
    pub(super) fn wait_at(&mut self, task: Tid, wait: Wait, future: FutureId) -> Waited {
        self.tasks[task.index()].wait = wait;
        Waited::On(future)
    }

    /// A new future to wait for.
    pub(super) fn waiter(&mut self) -> FutureId {
        self.futures.make(Kind::Plain)
    }

    /// `Future.__await__`: of one that is done, without a yield.
    fn await_future(&mut self, task: Tid, future: FutureId) -> Waited {
        match self.futures.result(future) {
            Some(result) => Waited::Is(result),
            None => self.wait_at(task, Wait::Future(future), future),
        }
    }

    /// Lib/asyncio/tasks.py, `sleep`.
    fn sleep(&mut self, now: Nanos, task: Tid, length: Nanos) -> Waited {
        let timer = self.timers.set(now + length, Alarm::Wake(task));
        self.tasks[task.index()].wait = Wait::Sleep(timer);
        Waited::Sleeps(timer)
    }
}
