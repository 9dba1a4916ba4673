//! `multiprocessing.Process` for each task: all started in order, then joined in order
//! (Lib/multiprocessing/process.py).
//!
//! As many children run at once as there are tasks; the cores are shared among them and the parent.

use super::sequential::step;
use crate::machine::{Look, Machine, Step, ThreadId};
use crate::program::Program;
use model::scenario::StartMethod;
use model::{Cause, GilId, Lane, LaneKind, ProcessId, Scenario, State, TaskId};

#[derive(Clone, Debug)]
pub(crate) struct ProcessEach {
    scenario: Scenario,
    main: ThreadId,
    stage: Stage,
    children: Vec<At>,
    joined: usize,
}

/// What the parent does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Start,
    Add,
    Join,
}

/// What a child does next.
#[derive(Clone, Debug)]
enum At {
    Boot,
    Run(Program),
    Exit,
    Ended,
}

impl ProcessEach {
    pub(super) fn start(scenario: &Scenario, machine: &mut Machine) -> Self {
        let (lane, gil) = lane(machine, "main".into(), LaneKind::Main, 0);
        Self {
            scenario: scenario.clone(),
            main: machine.begin(lane, Some(gil)),
            stage: Stage::Start,
            children: Vec::new(),
            joined: 0,
        }
    }

    pub(super) fn next(&mut self, machine: &mut Machine, thread: ThreadId) -> Option<Step> {
        if thread == self.main {
            return self.main_next(machine);
        }
        // The parent's thread is the machine's first, the children's follow it.
        Some(self.child_next(machine, thread))
    }

    fn main_next(&mut self, machine: &mut Machine) -> Option<Step> {
        loop {
            match self.stage {
                Stage::Start => {
                    self.stage = Stage::Add;
                    let look = Look::of(State::Start, Cause::Spawn);
                    return Some(Step::held(
                        machine.costs.process.by(self.scenario.start_method()).start,
                        look,
                    ));
                }
                Stage::Add => {
                    self.add_child(machine);
                    let all = self.children.len() == self.scenario.workload.all_tasks() as usize;
                    self.stage = if all { Stage::Join } else { Stage::Start };
                }
                Stage::Join => {
                    let all = self.join();
                    return (!all).then(|| Step::Block(Look::of(State::Idle, Cause::Join)));
                }
            }
        }
    }

    /// Joins the children that have ended, in order; true if that is all of them.
    fn join(&mut self) -> bool {
        while matches!(self.children.get(self.joined), Some(At::Ended)) {
            self.joined += 1;
        }
        self.joined == self.children.len()
    }

    fn add_child(&mut self, machine: &mut Machine) {
        let number = self.children.len() + 1;
        let (lane, gil) = lane(machine, format!("process-{number}"), LaneKind::Worker, number);
        machine.spawn(lane, Some(gil));
        self.children.push(At::Boot);
    }

    fn child_next(&mut self, machine: &mut Machine, thread: ThreadId) -> Step {
        let index = thread.index() - 1;
        let task = TaskId(index as u32);
        loop {
            match &mut self.children[index] {
                At::Boot => {
                    self.children[index] = At::Run(Program::new(&self.scenario, task));
                    let boot = machine.costs.process.by(self.scenario.start_method()).boot;
                    return Step::held(boot, Look::of(State::Start, Cause::Boot));
                }
                At::Run(program) => match program.next() {
                    Some(op) => {
                        if let Some(step) = step(op, task) {
                            return step;
                        }
                    }
                    None => {
                        machine.task_done(thread);
                        self.children[index] = At::Exit;
                        return exit(machine, self.scenario.start_method());
                    }
                },
                At::Exit => self.end(machine, index),
                At::Ended => return Step::Block(Look::of(State::Idle, Cause::None)),
            }
        }
    }

    fn end(&mut self, machine: &mut Machine, index: usize) {
        self.children[index] = At::Ended;
        if self.stage == Stage::Join && self.joined == index {
            machine.wake(self.main);
        }
    }
}

/// A process's end. There is no state for it: it shows as a start does, with the join that waits for it.
pub(super) fn exit(machine: &Machine, method: StartMethod) -> Step {
    Step::loose(machine.costs.process.by(method).exit, Look::of(State::Start, Cause::Join))
}

/// A process's row of the timeline, and its GIL.
fn lane(machine: &mut Machine, name: String, kind: LaneKind, process: usize) -> (model::LaneId, GilId) {
    let gil = machine.gil();
    let lane = Lane { name, kind, process: ProcessId(process as u16), gil: Some(gil) };
    (machine.lane(lane), gil)
}
