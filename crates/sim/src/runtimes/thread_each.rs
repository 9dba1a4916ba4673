//! `threading.Thread` for each task: all started in order, then joined in order (Lib/threading.py).
//!
//! Each start competes for the GIL with all threads started before. `join` waits for the thread's end.

use super::sequential::step;
use super::start::{Next, Start};
use crate::machine::{Look, Machine, Step, ThreadId};
use crate::program::Program;
use model::{Cause, GilId, Lane, LaneKind, ProcessId, Scenario, State, TaskId};

#[derive(Clone, Debug)]
pub(crate) struct ThreadEach {
    scenario: Scenario,
    gil: GilId,
    main: ThreadId,
    stage: Stage,
    start: Start,
    workers: Vec<Worker>,
    joined: usize,
}

/// What the main thread does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Start,
    Join,
}

#[derive(Clone, Debug)]
struct Worker {
    thread: ThreadId,
    at: At,
}

/// What a worker does next.
#[derive(Clone, Debug)]
enum At {
    Boot,
    SayStarted,
    Run(Program),
    Ended,
}

impl ThreadEach {
    pub(super) fn start(scenario: &Scenario, machine: &mut Machine) -> Self {
        let gil = machine.gil();
        let lane = Lane { name: "main".into(), kind: LaneKind::Main, process: ProcessId(0), gil: Some(gil) };
        let lane = machine.lane(lane);
        let main = machine.begin(lane, Some(gil));
        Self {
            scenario: scenario.clone(),
            gil,
            main,
            stage: Stage::Start,
            start: Start::new(main),
            workers: Vec::new(),
            joined: 0,
        }
    }

    pub(super) fn next(&mut self, machine: &mut Machine, thread: ThreadId) -> Option<Step> {
        if thread == self.main {
            return self.main_next(machine);
        }
        // The main thread is the machine's first, the workers follow it.
        Some(self.worker_next(machine, thread.index() - 1))
    }

    fn main_next(&mut self, machine: &mut Machine) -> Option<Step> {
        loop {
            match self.stage {
                Stage::Start => match self.start.next(&machine.costs) {
                    Next::Step(step) => return Some(step),
                    Next::Add => {
                        self.add_worker(machine);
                        return Some(self.start.added(&machine.costs));
                    }
                    Next::Returned => {
                        let all = self.workers.len() == self.scenario.workload.all_tasks() as usize;
                        self.stage = if all { Stage::Join } else { Stage::Start };
                    }
                },
                Stage::Join => {
                    let all = self.join();
                    return (!all).then(|| Step::Block(Look::of(State::Idle, Cause::Join)));
                }
            }
        }
    }

    /// Joins the threads that have ended, in order; true if that is all of them.
    fn join(&mut self) -> bool {
        while self.workers.get(self.joined).is_some_and(|worker| matches!(worker.at, At::Ended)) {
            self.joined += 1;
        }
        self.joined == self.workers.len()
    }

    fn add_worker(&mut self, machine: &mut Machine) {
        let gil = Some(self.gil);
        let name = format!("thread-{}", self.workers.len() + 1);
        let lane = machine.lane(Lane { name, kind: LaneKind::Worker, process: ProcessId(0), gil });
        let thread = machine.spawn(lane, gil);
        self.workers.push(Worker { thread, at: At::Boot });
    }

    fn worker_next(&mut self, machine: &mut Machine, index: usize) -> Step {
        let task = TaskId(index as u32);
        loop {
            match &mut self.workers[index].at {
                At::Boot => {
                    self.workers[index].at = At::SayStarted;
                    return Start::boot(&machine.costs);
                }
                At::SayStarted => {
                    self.workers[index].at = At::Run(Program::new(&self.scenario, task));
                    self.start.say(machine);
                }
                At::Run(program) => match program.next() {
                    Some(op) => {
                        if let Some(step) = step(op, task) {
                            return step;
                        }
                    }
                    None => self.end(machine, index),
                },
                At::Ended => return Step::Block(Look::of(State::Idle, Cause::None)),
            }
        }
    }

    fn end(&mut self, machine: &mut Machine, index: usize) {
        machine.task_done(self.workers[index].thread);
        self.workers[index].at = At::Ended;
        if self.stage == Stage::Join && self.joined == index {
            machine.wake(self.main);
        }
    }
}
