//! Tasks (Lib/asyncio/tasks.py): a coroutine, stepped by the loop.

use super::future::{Callback, Kind, State};
use super::ids::{FutureId, Tid, TimerId};
use super::run::{Handle, Loop, Request};
use super::script::Frame;
use super::value::{Exception, Value};
use super::waits::{Await, Wait, Waited};
use crate::program::{Op, Program};
use model::{Nanos, Scenario, TaskId};

/// What a task runs: one resumable thing.
#[derive(Clone, Debug)]
pub(super) enum Body {
    /// The coroutine that gathers a scenario's tasks; it has not begun.
    Main(Box<Scenario>),
    /// The same, awaiting what it gathered.
    Gathering,
    /// A scenario's task that the semaphore has not let in.
    Outside(Program),
    /// A scenario's task.
    Program(Program),
    /// A script's coroutine, and those it awaits: the innermost last.
    Script(Vec<Frame>),
}

/// `_fut_waiter`, while that is not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Waiter {
    None,
    Future(FutureId),
    /// The future of a `sleep`: only its task and its timer know it, so that it needs none to stand for it.
    Sleep(TimerId),
}

#[derive(Clone, Debug)]
pub(super) struct Task {
    pub(super) future: FutureId,
    pub(super) body: Body,
    /// What the innermost coroutine waits in.
    pub(super) wait: Wait,
    waiter: Waiter,
    /// `_must_cancel`: the next step throws CancelledError.
    must_cancel: bool,
    /// `cancelling()`.
    pub(super) cancels: u32,
    /// Whom the timeline shows.
    pub(super) label: Option<TaskId>,
}

impl Loop {
    /// `create_task`: its first step runs in the next iteration.
    pub(super) fn spawn(&mut self, body: Body, label: Option<TaskId>) -> FutureId {
        let task = Tid(self.tasks.len() as u32);
        let future = self.futures.make(Kind::Task(task));
        self.tasks.push(Task {
            future,
            body,
            wait: Wait::Begin,
            waiter: Waiter::None,
            must_cancel: false,
            cancels: 0,
            label,
        });
        self.alive += 1;
        if task == Tid(0) {
            self.when_done(future, Callback::Stop);
        }
        self.ready.push_back(Handle::Step(task));
        future
    }

    /// `Task.cancel`.
    pub(super) fn cancel_task(&mut self, task: Tid) {
        self.tasks[task.index()].cancels += 1;
        let waiter = self.tasks[task.index()].waiter;
        match waiter {
            Waiter::Future(waiter) if self.cancel(waiter) => return,
            // The step that its cancelled future schedules finds the flag.
            Waiter::Sleep(_) => self.end_sleep(task),
            Waiter::Future(_) | Waiter::None => {}
        }
        self.tasks[task.index()].must_cancel = true;
    }

    /// The timer of a task's sleep fires: nothing happens if the sleep was cancelled.
    pub(super) fn wake_sleeper(&mut self, task: Tid, timer: TimerId) {
        if self.tasks[task.index()].waiter == Waiter::Sleep(timer) {
            self.end_sleep(task);
        }
    }

    /// The future of the task's sleep is done.
    fn end_sleep(&mut self, task: Tid) {
        self.tasks[task.index()].waiter = Waiter::None;
        self.ready.push_back(Handle::Step(task));
    }

    /// Whom the timeline shows for a callback on `future`: the task that awaits it.
    pub(super) fn label_of_waiter(&self, future: FutureId) -> Option<TaskId> {
        self.futures.waiter(future).and_then(|task| self.tasks[task.index()].label)
    }

    /// `Task.uncancel`; how many requests are left.
    pub(super) fn uncancel(&mut self, task: Tid) -> u32 {
        let cancels = &mut self.tasks[task.index()].cancels;
        *cancels = cancels.saturating_sub(1);
        *cancels
    }

    /// `Task.__wakeup`.
    pub(super) fn wake_up(&mut self, task: Tid, future: FutureId) -> Option<Request> {
        let thrown = self.futures.error(future);
        self.step(task, thrown)
    }

    /// `Task.__step`, up to where the coroutine goes on.
    pub(super) fn step(&mut self, task: Tid, mut thrown: Option<Exception>) -> Option<Request> {
        let state = &mut self.tasks[task.index()];
        if std::mem::take(&mut state.must_cancel) {
            thrown = Some(Exception::Cancelled);
        }
        state.waiter = Waiter::None;
        let first = matches!(state.wait, Wait::Begin);
        self.thrown = thrown;
        self.begin_step(task, first)
    }

    /// The innermost coroutine goes on where it waits.
    pub(super) fn resume(&mut self, task: Tid) -> Option<Request> {
        let state = &mut self.tasks[task.index()];
        let wait = std::mem::take(&mut state.wait);
        let thrown = self.thrown.take();
        let waited = self.end_wait(task, wait, thrown);
        self.deliver(task, waited)
    }

    /// A wait came to its end, or goes on.
    pub(super) fn deliver(&mut self, task: Tid, waited: Waited) -> Option<Request> {
        match (waited, &mut self.tasks[task.index()].body) {
            (Waited::On(future), _) => {
                self.suspend(task, future);
                None
            }
            (Waited::Sleeps(timer), _) => {
                let state = &mut self.tasks[task.index()];
                state.waiter = Waiter::Sleep(timer);
                if state.must_cancel {
                    self.end_sleep(task);
                }
                self.end_step();
                None
            }
            (Waited::Yields, _) => {
                self.ready.push_back(Handle::Step(task));
                self.end_step();
                None
            }
            (Waited::Is(result), Body::Script(_)) => {
                let deliver = self.script.interpreter()?.deliver;
                deliver(self, task, result)
            }
            (Waited::Is(Ok(_)), _) => None,
            (Waited::Is(Err(error)), _) => self.finish(task, Err(error)),
        }
    }

    /// A task's step runs until the task waits or is finished.
    pub(super) fn carry_on(&mut self, now: Nanos, task: Tid) -> Option<Request> {
        let state = &mut self.tasks[task.index()];
        match &mut state.body {
            Body::Outside(program) => {
                state.body = Body::Program(program.clone());
                let waited = self.gate.map_or(Waited::DONE, |gate| self.acquire(task, gate));
                self.deliver(task, waited)
            }
            Body::Program(program) => match program.next() {
                Some(op) => self.op(now, task, op),
                None => self.leave(task),
            },
            Body::Script(_) => {
                let run = self.script.interpreter()?.run;
                run(self, now, task)
            }
            Body::Gathering => self.finish(task, Ok(Value::None)),
            Body::Main(scenario) => {
                let scenario = std::mem::take(scenario);
                self.gather_all(now, task, &scenario)
            }
        }
    }

    /// What a scenario's task does: it waits by awaiting, unless it blocks. Its locks are left to the machine: no
    /// critical section has an `await` in it, so that an `asyncio.Lock` would never be waited for either.
    fn op(&mut self, now: Nanos, task: Tid, op: Op) -> Option<Request> {
        match op {
            Op::Wait(length) if !self.blocking => {
                let waited = self.begin_wait(now, task, Await::Sleep(length));
                self.deliver(task, waited)
            }
            op => Some(Request::Op(op, self.tasks[task.index()].label)),
        }
    }

    /// A scenario's task is finished, and lets the next one in.
    fn leave(&mut self, task: Tid) -> Option<Request> {
        let left = self.gate.map_or(Ok(()), |gate| self.release(gate));
        self.finish(task, left.map(|()| Value::None))
    }

    /// The main coroutine makes a task for each of the scenario's and awaits them all.
    fn gather_all(&mut self, now: Nanos, task: Tid, scenario: &Scenario) -> Option<Request> {
        let count = scenario.workload.all_tasks();
        self.tasks[task.index()].body = Body::Gathering;
        self.tasks.reserve_exact(count as usize);
        self.futures.reserve(count as usize);
        let body = if self.gate.is_some() { Body::Outside } else { Body::Program };
        let spawn = |(id, program)| self.spawn(body(program), Some(id));
        let children = Program::all(scenario).map(spawn).collect();
        let outer = self.gather(children, false);
        let waited = self.begin_wait(now, task, Await::Future(outer));
        self.deliver(task, waited);
        Some(Request::Create(count))
    }

    /// The coroutine yields a future.
    fn suspend(&mut self, task: Tid, future: FutureId) {
        self.when_done(future, Callback::Wakeup(task));
        let state = &mut self.tasks[task.index()];
        state.waiter = Waiter::Future(future);
        let cancel = state.must_cancel;
        if cancel && self.cancel(future) {
            self.tasks[task.index()].must_cancel = false;
        }
        self.end_step();
    }

    /// The coroutine has returned or raised.
    pub(super) fn finish(&mut self, task: Tid, result: Result<Value, Exception>) -> Option<Request> {
        let state = &mut self.tasks[task.index()];
        let cancelled = std::mem::take(&mut state.must_cancel);
        let future = state.future;
        self.resolve(
            future,
            match result {
                Ok(_) if cancelled => State::Cancelled,
                Ok(value) => State::Result(value),
                Err(Exception::Cancelled) => State::Cancelled,
                Err(error) => State::Failed(error),
            },
        );
        self.alive -= 1;
        self.end_step();
        if task == Tid(0) {
            self.close_if_done();
            return None;
        }
        Some(Request::Finished)
    }
}
