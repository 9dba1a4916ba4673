//! `asyncio.wait_for` up to 3.11 (Lib/asyncio/tasks.py): what is awaited is a task of its own.

use crate::asyncio::future::Callback;
use crate::asyncio::ids::{FutureId, Tid, TimerId};
use crate::asyncio::rules::WaitForRule;
use crate::asyncio::run::Loop;
use crate::asyncio::timers::Alarm;
use crate::asyncio::value::{Exception, Value};
use crate::asyncio::waits::{Wait, Waited};
use model::Nanos;

/// A `wait_for` under way.
#[derive(Clone, Debug)]
pub(in crate::asyncio) struct WaitFor {
    future: FutureId,
    waiter: FutureId,
    timer: Option<TimerId>,
    stage: Stage,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Stage {
    /// For the future or the time-out.
    First,
    /// `_cancel_and_wait`, after the time-out.
    TimedOut,
    /// `_cancel_and_wait`, after this was thrown.
    Thrown(Exception),
}

impl Loop {
    pub(in crate::asyncio) fn wait_for(
        &mut self,
        now: Nanos,
        task: Tid,
        future: FutureId,
        timeout: Nanos,
    ) -> Waited {
        let waiter = self.waiter();
        let timer = self.timers.set(now + timeout, Alarm::Set(waiter));
        self.when_done(future, Callback::Release(waiter));
        self.go_on(task, WaitFor { future, waiter, timer: Some(timer), stage: Stage::First })
    }

    /// With no time left: what is not done is cancelled.
    pub(in crate::asyncio) fn cancel_and_wait_for(&mut self, task: Tid, future: FutureId) -> Waited {
        if let Some(result) = self.futures.result(future) {
            return Waited::Is(result);
        }
        let waiter = self.waiter();
        let wait = WaitFor { future, waiter, timer: None, stage: Stage::TimedOut };
        self.cancel_and_wait(task, wait)
    }

    pub(in crate::asyncio) fn end_wait_for(
        &mut self,
        task: Tid,
        mut wait: WaitFor,
        thrown: Option<Exception>,
    ) -> Waited {
        let done = self.futures.result(wait.future);
        match (wait.stage.clone(), thrown, done) {
            (Stage::First, _, Some(result)) => self.leave_wait_for(wait, result),
            (Stage::First, thrown, None) => {
                self.futures.forget(wait.future, Callback::Release(wait.waiter));
                self.futures.drop(wait.waiter);
                wait.waiter = self.waiter();
                wait.stage = thrown.map_or(Stage::TimedOut, Stage::Thrown);
                self.cancel_and_wait(task, wait)
            }
            (_, Some(error), _) => {
                self.futures.forget(wait.future, Callback::Release(wait.waiter));
                self.leave_wait_for(wait, Err(error))
            }
            (Stage::Thrown(error), None, _) => self.leave_wait_for(wait, Err(error)),
            (Stage::TimedOut, None, done) => {
                let result = self.timed_out(done);
                self.leave_wait_for(wait, result)
            }
        }
    }

    fn cancel_and_wait(&mut self, task: Tid, wait: WaitFor) -> Waited {
        self.when_done(wait.future, Callback::Release(wait.waiter));
        self.cancel(wait.future);
        self.go_on(task, wait)
    }

    fn go_on(&mut self, task: Tid, wait: WaitFor) -> Waited {
        let waiter = wait.waiter;
        self.wait_at(task, Wait::TimeLimit(Box::new(wait)), waiter)
    }

    /// What was cancelled may still have come to a result.
    fn timed_out(&self, done: Option<Result<Value, Exception>>) -> Result<Value, Exception> {
        match done {
            Some(Err(Exception::Cancelled)) | None => Err(Exception::Timeout),
            Some(Ok(_)) if self.rules.wait_for == WaitForRule::Task => Err(Exception::Timeout),
            Some(result) => result,
        }
    }

    fn leave_wait_for(&mut self, wait: WaitFor, result: Result<Value, Exception>) -> Waited {
        if let Some(timer) = wait.timer {
            self.timers.cancel(timer);
        }
        Waited::Is(result)
    }
}
