//! One event loop on the main thread: `asyncio.run` of a coroutine, and nothing beside it.
//!
//! The loop itself is [`crate::asyncio`]; here its requests become steps of its thread, with what they cost. A
//! handle that computes blocks all others, since they share the thread.

use super::sequential::step;
use crate::asyncio::{Loop, Request, Rules, Script};
use crate::machine::{Look, Machine, Step, ThreadId};
use crate::program::Op;
use model::{Cause, Lane, LaneKind, Nanos, ProcessId, Runtime, Scenario, State, TaskId};
use std::sync::Arc;

#[derive(Clone, Debug)]
pub(crate) struct EventLoop {
    core: Loop,
    begun: bool,
}

impl EventLoop {
    /// `asyncio.gather` of the scenario's tasks.
    pub(super) fn start(scenario: &Scenario, machine: &mut Machine) -> Self {
        Self::of(Loop::gathering(scenario, rules(scenario)), machine)
    }

    /// `asyncio.run` of the script's main coroutine.
    pub(super) fn of_script(script: &Arc<Script>, scenario: &Scenario, machine: &mut Machine) -> Self {
        Self::of(Loop::running(script, rules(scenario)), machine)
    }

    fn of(core: Loop, machine: &mut Machine) -> Self {
        let gil = Some(machine.gil());
        let lane = Lane { name: "event loop".into(), kind: LaneKind::Worker, process: ProcessId(0), gil };
        let lane = machine.lane(lane);
        machine.begin(lane, gil);
        Self { core, begun: false }
    }

    /// What the programs logged, in order.
    pub(crate) fn log(&self) -> &[String] {
        self.core.log()
    }

    pub(super) fn next(&mut self, machine: &mut Machine, thread: ThreadId) -> Option<Step> {
        if !std::mem::replace(&mut self.begun, true) {
            return Some(Step::python(machine.costs.asyncio.run, None));
        }
        loop {
            let costs = machine.costs.asyncio;
            let step = match self.core.next(machine.now) {
                Request::Iteration => {
                    let cost = costs.iteration;
                    machine.loop_iteration(thread);
                    Some(Step::python(cost, None))
                }
                Request::Select(timeout) => Some(select(timeout)),
                Request::Step(task) => Some(Step::python(costs.step, task)),
                Request::Create(tasks) => Some(Step::python(costs.task.times(tasks.into()), None)),
                Request::Op(op, task) => carried_out(op, task),
                Request::Finished => {
                    machine.task_done(thread);
                    None
                }
                Request::Over => return None,
            };
            if step.is_some() {
                return step;
            }
        }
    }
}

fn rules(scenario: &Scenario) -> Rules {
    Rules::of(Runtime::Asyncio.python_for(scenario.python))
}

/// Waits in `select`; without a timer, for what never comes.
fn select(timeout: Option<Nanos>) -> Step {
    let look = Look::of(State::WaitIo, Cause::Select);
    timeout.map_or(Step::Block(look), |timeout| Step::Sleep(timeout, look))
}

/// The loop's thread does it, whatever it is.
fn carried_out(op: Op, task: Option<TaskId>) -> Option<Step> {
    match (op, task) {
        (Op::Compute(cpu), None) => Some(Step::python(cpu, None)),
        (op, task) => step(op, task.unwrap_or(TaskId(0))),
    }
}
