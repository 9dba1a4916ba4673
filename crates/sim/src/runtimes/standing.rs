//! Threads that are there beforehand and take the tasks themselves, one after another: how measured runs are made
//! (`live::threads`, `live::free_threads`).
//!
//! ```text
//!   worker-1  |GIL|take| task 0       | waits for the GIL |..     one GIL
//!   worker-2    ..arrives|waits for the GIL| take | task 1 |
//! ```
//!
//! Jobs are handed to the pool all at once and begin one shortly after the other. The run is over when the last
//! worker finds no task left.

use super::sequential::step;
use crate::machine::{Look, Machine, Step, ThreadId};
use crate::program::Program;
use model::{Cause, Lane, LaneKind, ProcessId, Runtime, Scenario, State, TaskId};

#[derive(Clone, Debug)]
pub(crate) struct Standing {
    scenario: Scenario,
    /// The first task that nobody has taken.
    next: u32,
    /// In the order of the machine's threads.
    workers: Vec<At>,
    /// How many workers have ended.
    ended: usize,
}

/// What a worker does next.
#[derive(Clone, Debug)]
enum At {
    /// Look for a task.
    Claim,
    /// Begin the next one.
    Take,
    Run(TaskId, Program),
}

impl Standing {
    pub(super) fn start(scenario: &Scenario, runtime: Runtime, machine: &mut Machine) -> Self {
        let gil = (runtime == Runtime::Threads).then(|| machine.gil());
        let workers = scenario.workers_for(runtime);
        for number in 0..workers {
            let name = format!("worker-{}", number + 1);
            let lane = machine.lane(Lane { name, kind: LaneKind::Worker, process: ProcessId(0), gil });
            machine.spawn_in(machine.costs.arrival.least.times(number.into()), lane, gil);
        }
        let workers = (0..workers).map(|_| At::Claim).collect();
        Self { scenario: scenario.clone(), next: 0, workers, ended: 0 }
    }

    pub(super) fn next(&mut self, machine: &mut Machine, thread: ThreadId) -> Option<Step> {
        loop {
            match &mut self.workers[thread.index()] {
                at @ At::Claim => {
                    *at = At::Take;
                    return Some(Step::python(machine.costs.item, None));
                }
                at @ At::Take => {
                    let task = TaskId(self.next);
                    if self.next >= self.scenario.workload.all_tasks() {
                        return self.end();
                    }
                    self.next += 1;
                    *at = At::Run(task, Program::new(&self.scenario, task));
                }
                At::Run(task, program) => match (program.next(), *task) {
                    (Some(op), task) => {
                        if let Some(step) = step(op, task) {
                            return Some(step);
                        }
                    }
                    (None, _) => {
                        self.workers[thread.index()] = At::Claim;
                        machine.task_done(thread);
                    }
                },
            }
        }
    }

    /// A worker ends, and with the last of them the run.
    fn end(&mut self) -> Option<Step> {
        self.ended += 1;
        (self.ended < self.workers.len()).then_some(Step::Block(Look::of(State::Idle, Cause::Queue)))
    }
}
