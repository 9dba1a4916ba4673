//! Futures (Lib/asyncio/futures.py): a result to come, and who is to be told.

use super::ids::{CompletedId, FutureId, GatherId, GroupId, Tid};
use super::run::{Handle, Loop};
use super::value::{Exception, Value};

/// What a future will be cancelled as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    Task(Tid),
    Gather(GatherId),
}

#[derive(Clone, Debug)]
pub(super) enum State {
    Pending,
    Result(Value),
    Failed(Exception),
    Cancelled,
}

/// What is called, with the future, in the iteration after it was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Callback {
    /// `Task.__wakeup`.
    Wakeup(Tid),
    /// `gather`'s `_done_callback`.
    Gathered(GatherId),
    /// `TaskGroup._on_task_done`.
    Grouped(GroupId),
    /// `as_completed`'s `_on_completion`.
    Completed(CompletedId),
    /// `wait_for`'s `_release_waiter`.
    Release(FutureId),
    /// `_run_until_complete_cb`.
    Stop,
}

/// Most futures have one.
#[derive(Clone, Debug, Default)]
enum Callbacks {
    #[default]
    None,
    One(Callback),
    #[expect(clippy::box_collection, reason = "keeps the many futures that have one callback small")]
    Many(Box<Vec<Callback>>),
}

#[derive(Clone, Debug)]
struct Future {
    state: State,
    callbacks: Callbacks,
    kind: Kind,
}

/// All futures; those that nobody can name any more give their place up.
#[derive(Clone, Debug, Default)]
pub(super) struct Futures {
    futures: Vec<Future>,
    free: Vec<FutureId>,
}

impl Futures {
    /// A new one, pending.
    pub(super) fn make(&mut self, kind: Kind) -> FutureId {
        let future = Future { state: State::Pending, callbacks: Callbacks::None, kind };
        if let Some(id) = self.free.pop() {
            self.futures[id.index()] = future;
            return id;
        }
        self.futures.push(future);
        FutureId((self.futures.len() - 1) as u32)
    }

    /// There will be so many more at once.
    pub(super) fn reserve(&mut self, more: usize) {
        self.futures.reserve_exact(more);
    }

    /// Nobody will name it again.
    pub(super) fn drop(&mut self, id: FutureId) {
        self.free.push(id);
    }

    pub(super) fn is_done(&self, id: FutureId) -> bool {
        !matches!(self.futures[id.index()].state, State::Pending)
    }

    pub(super) fn is_cancelled(&self, id: FutureId) -> bool {
        matches!(self.futures[id.index()].state, State::Cancelled)
    }

    /// What awaiting it gives; `None` while it is pending.
    pub(super) fn result(&self, id: FutureId) -> Option<Result<Value, Exception>> {
        match &self.futures[id.index()].state {
            State::Pending => None,
            State::Result(value) => Some(Ok(value.clone())),
            State::Failed(error) => Some(Err(error.clone())),
            State::Cancelled => Some(Err(Exception::Cancelled)),
        }
    }

    /// What awaiting it raises, if it does.
    pub(super) fn error(&self, id: FutureId) -> Option<Exception> {
        match &self.futures[id.index()].state {
            State::Pending | State::Result(_) => None,
            State::Failed(error) => Some(error.clone()),
            State::Cancelled => Some(Exception::Cancelled),
        }
    }

    /// The task that awaits it, if that is the first to be told.
    pub(super) fn waiter(&self, id: FutureId) -> Option<Tid> {
        match self.futures[id.index()].callbacks {
            Callbacks::One(Callback::Wakeup(task)) => Some(task),
            _ => None,
        }
    }

    /// `remove_done_callback`: what was scheduled already stays so.
    pub(super) fn forget(&mut self, id: FutureId, callback: Callback) {
        let callbacks = &mut self.futures[id.index()].callbacks;
        match callbacks {
            Callbacks::One(one) if *one == callback => *callbacks = Callbacks::None,
            Callbacks::Many(many) => many.retain(|other| *other != callback),
            Callbacks::None | Callbacks::One(_) => {}
        }
    }
}

impl Loop {
    /// `add_done_callback`: of a future that is done, it is scheduled at once.
    pub(super) fn when_done(&mut self, id: FutureId, callback: Callback) {
        if self.futures.is_done(id) {
            return self.ready.push_back(Handle::Done(callback, id));
        }
        let callbacks = &mut self.futures.futures[id.index()].callbacks;
        match callbacks {
            Callbacks::None => *callbacks = Callbacks::One(callback),
            Callbacks::One(first) => *callbacks = Callbacks::Many(Box::new(vec![*first, callback])),
            Callbacks::Many(many) => many.push(callback),
        }
    }

    /// `set_result`, unless it is done.
    pub(super) fn set_result(&mut self, id: FutureId, value: Value) {
        if !self.futures.is_done(id) {
            self.resolve(id, State::Result(value));
        }
    }

    /// The future is done: its callbacks are scheduled, in the order in which they were added.
    pub(super) fn resolve(&mut self, id: FutureId, state: State) {
        let future = &mut self.futures.futures[id.index()];
        future.state = state;
        match std::mem::take(&mut future.callbacks) {
            Callbacks::None => {}
            Callbacks::One(callback) => self.ready.push_back(Handle::Done(callback, id)),
            Callbacks::Many(many) => {
                self.ready.extend(many.into_iter().map(|callback| Handle::Done(callback, id)));
            }
        }
    }

    /// `cancel`; false if it is done already.
    pub(super) fn cancel(&mut self, id: FutureId) -> bool {
        if self.futures.is_done(id) {
            return false;
        }
        match self.futures.futures[id.index()].kind {
            Kind::Plain => self.resolve(id, State::Cancelled),
            Kind::Task(task) => self.cancel_task(task),
            Kind::Gather(gather) => return self.cancel_gather(gather),
        }
        true
    }
}
