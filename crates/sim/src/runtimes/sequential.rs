//! One task after another on the main thread: the run that all others are held against.

use crate::machine::{Look, Machine, Step, ThreadId};
use crate::program::{Op, Program};
use model::{Cause, Lane, LaneKind, ProcessId, Scenario, State, TaskId};

#[derive(Clone, Debug)]
pub(crate) struct Sequential {
    scenario: Scenario,
    task: TaskId,
    program: Option<Program>,
}

impl Sequential {
    pub(super) fn start(scenario: &Scenario, machine: &mut Machine) -> Self {
        let gil = Some(machine.gil());
        let lane = Lane { name: "main".into(), kind: LaneKind::Worker, process: ProcessId(0), gil };
        let lane = machine.lane(lane);
        machine.begin(lane, gil);
        let program = Some(Program::new(scenario, TaskId(0)));
        Self { scenario: scenario.clone(), task: TaskId(0), program }
    }

    pub(super) fn next(&mut self, machine: &mut Machine, thread: ThreadId) -> Option<Step> {
        loop {
            let program = self.program.as_mut()?;
            if let Some(op) = program.next() {
                match step(op, self.task) {
                    Some(step) => return Some(step),
                    None => continue,
                }
            }
            machine.task_done(thread);
            self.task = TaskId(self.task.0 + 1);
            let more = self.task.0 < self.scenario.workload.all_tasks();
            self.program = more.then(|| Program::new(&self.scenario, self.task));
        }
    }
}

/// An op as a thread carries it out that shares its memory with the rest of the job: a wait blocks the
/// thread, and data need not be copied.
pub(super) fn step(op: Op, task: TaskId) -> Option<Step> {
    match op {
        Op::Compute(cpu) => Some(Step::python(cpu, Some(task))),
        Op::Call(cpu) => Some(Step::free(cpu, task)),
        Op::Hold(cpu) => Some(Step::call(cpu, task)),
        Op::Collect(length) => Some(Step::collection(length, task)),
        Op::Count(updates) => Some(Step::Count(updates, task)),
        Op::Lock(lock) => Some(Step::Lock(lock, Some(task))),
        Op::Unlock(lock) => Some(Step::Unlock(lock)),
        Op::Wait(length) => Some(Step::Sleep(length, Look::of(State::WaitIo, Cause::Io).with(task))),
        Op::Receive(_) | Op::Return(_) => None,
    }
}
