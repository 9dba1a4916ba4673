//! The loop itself: `_run_once`, again and again (Lib/asyncio/base_events.py, selector_events.py).
//!
//! An iteration: cancelled timers at the front go. `select` may wait not at all if a handle is ready, else
//! until the first timer, in whole milliseconds rounded up (epoll's unit). What other threads sent comes in,
//! timers that are due become ready, and exactly the handles that are ready by now run: what they schedule
//! runs in the next iteration.

use super::combine::{Completed, Gather, Group, Timeout};
use super::future::{Callback, Futures};
use super::ids::{CallId, FutureId, ObjectId, Tid, TimerId};
use super::rules::Rules;
use super::script::{Call, Script};
use super::sync::{Make, Object};
use super::task::{Body, Task};
use super::timers::{Alarm, Timers};
use super::value::{Exception, Value};
use crate::program::Op;
use model::scenario::Awaiting;
use model::{Nanos, Scenario, TaskId};
use std::collections::VecDeque;
use std::sync::Arc;

/// A callback that is ready to run.
#[derive(Clone, Copy, Debug)]
pub(super) enum Handle {
    /// `Task.__step` without an exception.
    Step(Tid),
    /// A callback of that future, which is done.
    Done(Callback, FutureId),
    /// A timer that was due.
    Timer(TimerId),
    /// A script's callback.
    Call(CallId),
}

/// What takes time, or what a runtime has to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Request {
    /// An iteration begins; it costs what an iteration with its `select` costs.
    Iteration,
    /// `select` waits that long, or until something comes from outside.
    Select(Option<Nanos>),
    /// A handle runs that costs as much as a task's step, for this task.
    Step(Option<TaskId>),
    /// So many tasks are made.
    Create(u32),
    /// A task does this, and the loop stands still.
    Op(Op, Option<TaskId>),
    /// A task other than the main one is finished.
    Finished,
    /// The loop is closed.
    Over,
}

/// What the loop does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Iterate,
    Select,
    Collect,
    Handle,
    /// A task's step begins.
    Resume(Tid),
    /// And goes on.
    Run(Tid),
    Over,
}

/// An event loop with all that lives on it.
#[derive(Clone, Debug)]
pub(crate) struct Loop {
    pub(super) rules: Rules,
    pub(super) script: Arc<Script>,
    stage: Stage,
    pub(super) ready: VecDeque<Handle>,
    /// Handles that this iteration has still to run.
    to_run: usize,
    pub(super) timers: Timers,
    pub(super) futures: Futures,
    pub(super) tasks: Vec<Task>,
    /// Tasks that are not finished.
    pub(super) alive: usize,
    /// The main task's end was seen: this iteration is the last before the others are cancelled.
    stopping: bool,
    pub(super) objects: Vec<Object>,
    /// What lets only so many of a scenario's tasks in at once.
    pub(super) gate: Option<ObjectId>,
    /// Whether a scenario's tasks wait by blocking the loop.
    pub(super) blocking: bool,
    pub(super) gathers: Vec<Gather>,
    pub(super) groups: Vec<Group>,
    pub(super) timeouts: Vec<Timeout>,
    pub(super) completions: Vec<Completed>,
    pub(super) globals: Vec<Value>,
    calls: Vec<Option<Call>>,
    /// What the step that begins throws into its coroutine.
    pub(super) thrown: Option<Exception>,
    /// Tasks that a script has made and whose cost is still to be asked for.
    pub(super) owed: u32,
    pub(super) log: Vec<String>,
}

impl Loop {
    /// A loop whose main coroutine gathers the scenario's tasks.
    pub(crate) fn gathering(scenario: &Scenario, rules: Rules) -> Self {
        let mut this = Self::empty(rules, Arc::default());
        this.blocking = scenario.awaiting == Awaiting::Blocking;
        this.gate = (scenario.limit > 0).then(|| this.make(Make::Semaphore(scenario.limit)));
        this.spawn(Body::Main(Box::new(scenario.clone())), None);
        this
    }

    /// A loop whose main coroutine is the script's.
    pub(crate) fn running(script: &Arc<Script>, rules: Rules) -> Self {
        let mut this = Self::empty(rules, script.clone());
        this.globals = vec![Value::None; script.globals()];
        this.spawn(Body::Script(script.main()), Some(TaskId(0)));
        this
    }

    fn empty(rules: Rules, script: Arc<Script>) -> Self {
        Self {
            rules,
            script,
            stage: Stage::Iterate,
            ready: VecDeque::new(),
            to_run: 0,
            timers: Timers::default(),
            futures: Futures::default(),
            tasks: Vec::new(),
            alive: 0,
            stopping: false,
            objects: Vec::new(),
            gate: None,
            blocking: false,
            gathers: Vec::new(),
            groups: Vec::new(),
            timeouts: Vec::new(),
            completions: Vec::new(),
            globals: Vec::new(),
            calls: Vec::new(),
            thrown: None,
            owed: 0,
            log: Vec::new(),
        }
    }

    /// What the programs logged, in order.
    pub(crate) fn log(&self) -> &[String] {
        &self.log
    }

    /// Goes on at `now`, with the last request carried out, up to the next.
    pub(crate) fn next(&mut self, now: Nanos) -> Request {
        loop {
            let request = match self.stage {
                Stage::Iterate => self.iterate(),
                Stage::Select => self.select(now),
                Stage::Collect => self.collect(now),
                Stage::Handle => self.handle(now),
                Stage::Resume(task) => {
                    self.stage = Stage::Run(task);
                    self.resume(task)
                }
                Stage::Run(task) => self.carry_on(now, task),
                Stage::Over => Some(Request::Over),
            };
            if let Some(request) = request {
                return request;
            }
        }
    }

    fn iterate(&mut self) -> Option<Request> {
        self.timers.purge();
        self.stage = Stage::Select;
        Some(Request::Iteration)
    }

    /// Waits for the first timer, unless a handle is ready.
    fn select(&mut self, now: Nanos) -> Option<Request> {
        self.stage = Stage::Collect;
        if !self.ready.is_empty() {
            return None;
        }
        let Some(when) = self.timers.first() else { return Some(Request::Select(None)) };
        let timeout = Nanos(when.saturating_sub(now).0.next_multiple_of(1_000_000));
        (timeout > Nanos::ZERO).then_some(Request::Select(Some(timeout)))
    }

    fn collect(&mut self, now: Nanos) -> Option<Request> {
        self.timers.take_due(now, &mut self.ready);
        self.to_run = self.ready.len();
        self.stage = Stage::Handle;
        None
    }

    /// Begins the next handle of this iteration, or the next iteration.
    fn handle(&mut self, now: Nanos) -> Option<Request> {
        let Some(rest) = self.to_run.checked_sub(1) else { return self.end_iteration() };
        self.to_run = rest;
        match self.ready.pop_front()? {
            Handle::Step(task) => self.step(task, None),
            Handle::Done(callback, future) => self.call_back(callback, future),
            Handle::Timer(timer) => self.alarm(now, timer),
            Handle::Call(call) => {
                let call = self.calls[call.index()].take()?;
                self.call_back_into_script(now, &call);
                Some(Request::Step(None))
            }
        }
    }

    /// After the last iteration, `asyncio.run` cancels what is left and lets it end.
    fn end_iteration(&mut self) -> Option<Request> {
        self.stage = Stage::Iterate;
        if std::mem::take(&mut self.stopping) {
            let left = (0..self.tasks.len()).map(|task| self.tasks[task].future);
            left.collect::<Vec<_>>().into_iter().for_each(|task| {
                self.cancel(task);
            });
        }
        self.close_if_done();
        None
    }

    /// With the main task at its end and nothing else to run, the iterations that remain do nothing: they are
    /// part of what an empty `asyncio.run` costs.
    pub(super) fn close_if_done(&mut self) {
        if self.alive == 0
            && self.ready.iter().all(|handle| matches!(handle, Handle::Done(Callback::Stop, _)))
        {
            self.stage = Stage::Over;
        }
    }

    /// The task's step begins, and costs what it costs; the first of the main task is part of `asyncio.run`.
    pub(super) fn begin_step(&mut self, task: Tid, first: bool) -> Option<Request> {
        self.stage = Stage::Resume(task);
        let free = task == Tid(0) && first;
        (!free).then(|| Request::Step(self.tasks[task.index()].label))
    }

    /// The task waits or is finished: the next handle comes.
    pub(super) fn end_step(&mut self) {
        self.stage = Stage::Handle;
    }

    /// `call_soon` of a script's callback.
    pub(super) fn call_soon(&mut self, call: Call) {
        self.ready.push_back(Handle::Call(CallId(self.calls.len() as u32)));
        self.calls.push(Some(call));
    }

    fn call_back_into_script(&mut self, now: Nanos, call: &Call) {
        if let Some(interpreter) = self.script.interpreter() {
            (interpreter.call)(self, now, call);
        }
    }

    fn alarm(&mut self, now: Nanos, timer: TimerId) -> Option<Request> {
        let mut label = None;
        match self.timers.run(timer)? {
            Alarm::Wake(task) => {
                label = self.tasks[task.index()].label;
                self.wake_sleeper(task, timer);
            }
            Alarm::Set(future) => {
                label = self.label_of_waiter(future);
                self.set_result(future, Value::None);
            }
            Alarm::Expire(timeout) => self.expire(timeout),
            Alarm::Call(call) => self.call_back_into_script(now, &call),
        }
        Some(Request::Step(label))
    }

    /// A done-callback; those other than a task's wake-up are part of what making and gathering a task costs.
    fn call_back(&mut self, callback: Callback, future: FutureId) -> Option<Request> {
        match callback {
            Callback::Wakeup(task) => return self.wake_up(task, future),
            Callback::Gathered(gather) => self.gathered(gather, future),
            Callback::Grouped(group) => self.grouped(group, future),
            Callback::Completed(completed) => self.completed(completed, future),
            Callback::Release(waiter) => self.set_result(waiter, Value::None),
            Callback::Stop => self.stopping = true,
        }
        None
    }
}
