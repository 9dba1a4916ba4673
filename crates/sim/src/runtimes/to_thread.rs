//! `asyncio.gather` of `asyncio.to_thread`: the tasks in a thread pool, an event loop for its main thread
//! (Lib/asyncio/threads.py, base_events.py `run_in_executor`).
//!
//! Each task's first step submits, and so waits for the new thread as any `Thread.start` does, with the loop
//! standing still. A thread that is done wakes the loop, which needs the GIL to take the result and to step
//! the task. Where we differ: the iterations and steps that a result takes are one piece of work.

use super::pool::{Flavour, Front, Pool, Stage};
use crate::machine::{Look, Machine, Step};
use model::{Cause, Runtime, Scenario, State};

pub(super) fn start(scenario: &Scenario, machine: &mut Machine) -> Pool {
    let gil = machine.gil();
    let mut pool = Pool::start(scenario, Runtime::Threads, Flavour::OneGil(gil), machine);
    pool.front = Front::Loop { fresh: 0, taken: 0 };
    pool.stage = Stage::Begin;
    pool
}

impl Pool {
    /// The loop is made, and a task for each call.
    pub(super) fn begin_loop(&mut self, machine: &Machine) -> Step {
        self.stage = Stage::Submit;
        let costs = &machine.costs.asyncio;
        Step::python(costs.run + costs.task.times(self.scenario.workload.all_tasks().into()), None)
    }

    /// Takes the results that are there, or waits for one; at last shuts the executor down.
    pub(super) fn collect(&mut self, machine: &Machine) -> Step {
        let Front::Loop { fresh, taken } = &mut self.front else {
            return Step::Block(Look::of(State::Idle, Cause::Join));
        };
        *taken += *fresh;
        let news = std::mem::take(fresh);
        if news > 0 {
            self.stage = self.after_submit();
            return Step::python(machine.costs.asyncio.hand_back.times(news.into()), None);
        }
        if *taken < self.scenario.workload.all_tasks() {
            return Step::Block(Look::of(State::WaitIo, Cause::Select));
        }
        // The workers are joined by a thread made for that (`shutdown_default_executor`).
        self.stage = Stage::Over;
        Step::held(
            machine.costs.thread_create + machine.costs.thread_boot,
            Look::of(State::Start, Cause::Spawn),
        )
    }
}
