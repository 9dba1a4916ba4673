//! `asyncio.timeout` (Lib/asyncio/timeouts.py, 3.11), on which `wait_for` is built from 3.12 on: a timer
//! cancels the task, and leaving turns that into a TimeoutError.

use crate::asyncio::ids::{Tid, TimeoutId, TimerId};
use crate::asyncio::run::{Handle, Loop};
use crate::asyncio::timers::Alarm;
use crate::asyncio::value::{Exception, Value};
use model::Nanos;

#[derive(Clone, Debug)]
pub(in crate::asyncio) struct Timeout {
    task: Tid,
    /// `cancelling()` of the task when it was entered.
    cancels: u32,
    timer: TimerId,
    expiring: bool,
}

impl Loop {
    /// `__aenter__`.
    pub(in crate::asyncio) fn enter_timeout(&mut self, now: Nanos, task: Tid, delay: Nanos) -> TimeoutId {
        let id = TimeoutId(self.timeouts.len() as u32);
        let timer = if delay == Nanos::ZERO {
            let timer = self.timers.at_once(Alarm::Expire(id));
            self.ready.push_back(Handle::Timer(timer));
            timer
        } else {
            self.timers.set(now + delay, Alarm::Expire(id))
        };
        let cancels = self.tasks[task.index()].cancels;
        self.timeouts.push(Timeout { task, cancels, timer, expiring: false });
        id
    }

    /// `_on_timeout`.
    pub(in crate::asyncio) fn expire(&mut self, id: TimeoutId) {
        let timeout = &mut self.timeouts[id.index()];
        timeout.expiring = true;
        let task = timeout.task;
        self.cancel_task(task);
    }

    /// `__aexit__`: what goes on out of it.
    pub(in crate::asyncio) fn leave_timeout(
        &mut self,
        id: TimeoutId,
        result: Result<Value, Exception>,
    ) -> Result<Value, Exception> {
        let Timeout { task, cancels, timer, expiring } = self.timeouts[id.index()].clone();
        self.timers.cancel(timer);
        let ours = expiring && self.uncancel(task) <= cancels;
        if ours && result == Err(Exception::Cancelled) { Err(Exception::Timeout) } else { result }
    }
}
