//! `asyncio.gather` of all tasks on one event loop (Lib/asyncio/base_events.py, `_run_once`).
//!
//! An iteration: how long may `select` wait? Not at all if a handle is ready, else until the first timer, in
//! whole milliseconds rounded up. Then the timers that are due become ready, and exactly the handles ready
//! by now run: what they schedule runs in the next iteration. A handle that computes blocks all others.

use super::sequential::step;
use crate::machine::{Look, Machine, Step, ThreadId};
use crate::program::{Op, Program};
use model::{Cause, Lane, LaneKind, Nanos, ProcessId, Scenario, State, TaskId};
use std::collections::{BTreeSet, VecDeque};

#[derive(Clone, Debug)]
pub(crate) struct EventLoop {
    scenario: Scenario,
    programs: Vec<Program>,
    stage: Stage,
    ready: VecDeque<Handle>,
    /// When, in which order they were set, and for which task.
    timers: BTreeSet<(Nanos, u64, TaskId)>,
    set: u64,
    /// Handles that this iteration has still to run.
    to_run: usize,
    gathered: u32,
}

/// What the loop does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Begin,
    Iterate,
    Select,
    Collect,
    Handle,
    /// Goes on with a task's step.
    Task(TaskId),
    Over,
}

/// A callback that is ready to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Handle {
    /// The main coroutine begins: it makes all tasks and awaits them.
    Begin,
    /// A task goes on.
    Step(TaskId),
    /// A timer's callback: it sets a future's result, which schedules the task's step.
    Timer(TaskId),
    /// A task is finished: `gather` counts it.
    Gathered,
    /// The main coroutine has its results.
    End,
}

impl EventLoop {
    pub(super) fn start(scenario: &Scenario, machine: &mut Machine) -> Self {
        let gil = Some(machine.gil());
        let lane = Lane { name: "event loop".into(), kind: LaneKind::Worker, process: ProcessId(0), gil };
        let lane = machine.lane(lane);
        machine.begin(lane, gil);
        Self {
            scenario: scenario.clone(),
            programs: Vec::new(),
            stage: Stage::Begin,
            ready: VecDeque::from([Handle::Begin]),
            timers: BTreeSet::new(),
            set: 0,
            to_run: 0,
            gathered: 0,
        }
    }

    pub(super) fn next(&mut self, machine: &mut Machine, thread: ThreadId) -> Option<Step> {
        loop {
            let step = match self.stage {
                Stage::Begin => {
                    self.stage = Stage::Iterate;
                    Some(Step::python(machine.costs.asyncio.run, None))
                }
                Stage::Iterate => {
                    machine.loop_iteration(thread);
                    self.stage = Stage::Select;
                    Some(Step::python(machine.costs.asyncio.iteration, None))
                }
                Stage::Select => {
                    self.stage = Stage::Collect;
                    self.select(machine.now)
                }
                Stage::Collect => {
                    self.collect(machine.now);
                    None
                }
                Stage::Handle => self.handle(machine),
                Stage::Task(task) => self.carry_on(machine, thread, task),
                Stage::Over => return None,
            };
            if step.is_some() {
                return step;
            }
        }
    }

    /// Waits for the first timer, unless a handle is ready.
    fn select(&self, now: Nanos) -> Option<Step> {
        let (when, _, _) = self.timers.first()?;
        let timeout = when.saturating_sub(now).0.next_multiple_of(1_000_000);
        let waits = self.ready.is_empty() && timeout > 0;
        waits.then(|| Step::Sleep(Nanos(timeout), Look::of(State::WaitIo, Cause::Select)))
    }

    /// Timers that are due become ready; then the handles of this iteration are known.
    fn collect(&mut self, now: Nanos) {
        while let Some((when, _, task)) = self.timers.first().copied()
            && when <= now
        {
            self.timers.pop_first();
            self.ready.push_back(Handle::Timer(task));
        }
        self.to_run = self.ready.len();
        self.stage = Stage::Handle;
    }

    /// Begins the next handle of this iteration, or the next iteration.
    fn handle(&mut self, machine: &Machine) -> Option<Step> {
        let costs = &machine.costs.asyncio;
        let Some(rest) = self.to_run.checked_sub(1) else {
            self.stage = Stage::Iterate;
            return None;
        };
        self.to_run = rest;
        match self.ready.pop_front()? {
            Handle::Begin => Some(self.make_tasks(costs.task)),
            Handle::Step(task) => {
                self.stage = Stage::Task(task);
                Some(Step::python(costs.step, Some(task)))
            }
            Handle::Timer(task) => {
                self.ready.push_back(Handle::Step(task));
                Some(Step::python(costs.step, Some(task)))
            }
            Handle::Gathered => {
                self.gathered += 1;
                if self.gathered == self.scenario.workload.all_tasks() {
                    self.ready.push_back(Handle::End);
                }
                None
            }
            Handle::End => {
                self.stage = Stage::Over;
                Some(Step::python(costs.step, None))
            }
        }
    }

    fn make_tasks(&mut self, each: Nanos) -> Step {
        let tasks = self.scenario.workload.all_tasks();
        self.programs = (0..tasks).map(|task| Program::new(&self.scenario, TaskId(task))).collect();
        self.ready.extend((0..tasks).map(|task| Handle::Step(TaskId(task))));
        Step::python(each.times(tasks.into()), None)
    }

    /// A task's step runs until the task waits or is finished.
    fn carry_on(&mut self, machine: &mut Machine, thread: ThreadId, task: TaskId) -> Option<Step> {
        match self.programs[task.index()].next() {
            Some(Op::Wait(length)) => {
                self.set += 1;
                self.timers.insert((machine.now + length, self.set, task));
            }
            Some(op) => return step(op, task),
            None => {
                machine.task_done(thread);
                self.ready.push_back(Handle::Gathered);
            }
        }
        self.stage = Stage::Handle;
        None
    }
}
