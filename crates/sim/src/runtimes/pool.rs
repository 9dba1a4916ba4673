//! The executors of threads, whatever GILs there are (Lib/concurrent/futures/thread.py).
//!
//! ```text
//!   main      |submit|start|..handshake..|submit|start|....      |idle: join            |
//!   worker-1         |boot | task 0                | task 3 |idle: queue ...
//!   worker-2                             |boot | task 1         | ...
//! ```
//!
//! `submit` puts the task on a first-in first-out queue and starts a thread, unless one is idle or the pool is
//! full; then it returns when that start does (see `start`).

use super::results::Results;
use super::sequential::step;
use super::start::{Next, Start};
use crate::costs::per_byte;
use crate::machine::{Look, Machine, Step, ThreadId};
use crate::program::{Op, Program};
use model::{Bytes, Cause, GilId, Lane, LaneKind, Nanos, ProcessId, Runtime, Scenario, State, TaskId};
use std::collections::VecDeque;

/// What the main thread is beside the pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Front {
    /// It awaits `list(pool.map(...))`.
    Map,
    /// It runs an event loop (`to_thread`): results that it has not seen yet, and those that it took.
    Loop { fresh: u32, taken: u32 },
}

/// What GILs the pool's threads have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flavour {
    /// All share this one with the main thread.
    OneGil(GilId),
    /// The main thread has this one, and each worker one of its own.
    GilEach(GilId),
    /// There is none.
    NoGil,
}

#[derive(Clone, Debug)]
pub(crate) struct Pool {
    pub(super) scenario: Scenario,
    flavour: Flavour,
    pub(super) front: Front,
    main: ThreadId,
    pub(super) stage: Stage,
    start: Start,
    submitted: u32,
    results: Results,
    most_workers: u32,
    workers: Vec<Worker>,
    /// Submitted and not yet taken.
    queue: VecDeque<TaskId>,
    /// Workers that block on the empty queue, in the order in which they came.
    getters: VecDeque<usize>,
    /// Workers that said they are idle and that no submit has counted on yet.
    idle: u32,
}

/// What the main thread does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Of an event loop: it is made.
    Begin,
    Submit,
    Put,
    Start,
    Join,
    /// Of an event loop: everything is shut down.
    Over,
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
    Get,
    /// Take the task it was woken for, or block again if another was quicker.
    GetWoken,
    Run(TaskId, Program),
}

impl Pool {
    pub(super) fn start(
        scenario: &Scenario,
        runtime: Runtime,
        flavour: Flavour,
        machine: &mut Machine,
    ) -> Self {
        let gil = match flavour {
            Flavour::OneGil(gil) | Flavour::GilEach(gil) => Some(gil),
            Flavour::NoGil => None,
        };
        let lane = Lane { name: "main".into(), kind: LaneKind::Main, process: ProcessId(0), gil };
        let lane = machine.lane(lane);
        let main = machine.begin(lane, gil);
        Self {
            scenario: scenario.clone(),
            flavour,
            front: Front::Map,
            main,
            stage: Stage::Submit,
            start: Start::new(main),
            submitted: 0,
            results: Results::new(scenario.workload.all_tasks()),
            most_workers: scenario.workers_for(runtime),
            workers: Vec::new(),
            queue: VecDeque::new(),
            getters: VecDeque::new(),
            idle: 0,
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
                Stage::Begin => return Some(self.begin_loop(machine)),
                Stage::Submit => {
                    self.stage = Stage::Put;
                    let step =
                        if self.front == Front::Map { Nanos::ZERO } else { machine.costs.asyncio.step };
                    return Some(Step::python(machine.costs.submit + step, None));
                }
                Stage::Put => self.stage = self.put(machine),
                Stage::Start => match self.start.next(&machine.costs) {
                    Next::Step(step) => return Some(step),
                    Next::Add => {
                        self.add_worker(machine);
                        return Some(self.start.added(&machine.costs));
                    }
                    Next::Returned => self.stage = self.after_submit(),
                },
                Stage::Over => return None,
                Stage::Join if self.front != Front::Map => return Some(self.collect(machine)),
                Stage::Join if self.results.take() => return None,
                Stage::Join => return Some(Step::Block(Look::of(State::Idle, Cause::Join))),
            }
        }
    }

    /// The task goes on the queue; what comes next, a start if there is to be a thread for it.
    fn put(&mut self, machine: &mut Machine) -> Stage {
        self.queue.push_back(TaskId(self.submitted));
        self.submitted += 1;
        if let Some(getter) = self.getters.pop_front() {
            machine.wake(self.workers[getter].thread);
        }
        if self.idle > 0 {
            self.idle -= 1;
        } else if self.workers.len() < self.most_workers as usize {
            return Stage::Start;
        }
        self.after_submit()
    }

    /// On an event loop a semaphore may hold the next call back.
    pub(super) fn after_submit(&self) -> Stage {
        let limit = self.scenario.limit;
        let held_back =
            matches!(self.front, Front::Loop { taken, .. } if limit > 0 && self.submitted - taken >= limit);
        let more = self.submitted < self.scenario.workload.all_tasks();
        if more && !held_back { Stage::Submit } else { Stage::Join }
    }

    fn add_worker(&mut self, machine: &mut Machine) {
        let gil = match self.flavour {
            Flavour::OneGil(gil) => Some(gil),
            Flavour::GilEach(_) => Some(machine.gil()),
            Flavour::NoGil => None,
        };
        let name = format!("worker-{}", self.workers.len() + 1);
        let lane = machine.lane(Lane { name, kind: LaneKind::Worker, process: ProcessId(0), gil });
        let thread = machine.spawn(lane, gil);
        self.workers.push(Worker { thread, at: At::Boot });
    }

    fn worker_next(&mut self, machine: &mut Machine, index: usize) -> Step {
        loop {
            let at = std::mem::replace(&mut self.workers[index].at, At::Get);
            let step = match at {
                At::Boot => {
                    self.workers[index].at = At::SayStarted;
                    Some(Start::boot(&machine.costs))
                }
                At::SayStarted => self.say_started(machine),
                At::Get | At::GetWoken => self.get(machine, index, matches!(at, At::Get)),
                At::Run(task, program) => self.run(machine, index, task, program),
            };
            if let Some(step) = step {
                return step;
            }
        }
    }

    /// Lets the starter go on; then an interpreter boots if the worker has one of its own.
    fn say_started(&mut self, machine: &mut Machine) -> Option<Step> {
        self.start.say(machine);
        let boots = matches!(self.flavour, Flavour::GilEach(_));
        boots.then(|| Step::held(machine.costs.interpreter_boot, Look::of(State::Start, Cause::Boot)))
    }

    fn get(&mut self, machine: &mut Machine, index: usize, first: bool) -> Option<Step> {
        let Some(task) = self.queue.pop_front() else {
            self.idle += u32::from(first);
            self.getters.push_back(index);
            self.workers[index].at = At::GetWoken;
            return Some(Step::Block(Look::of(State::Idle, Cause::Queue)));
        };
        self.workers[index].at = At::Run(task, Program::new(&self.scenario, task));
        let call = match self.flavour {
            Flavour::GilEach(_) => machine.costs.interpreter_call,
            _ => Nanos::ZERO,
        };
        Some(Step::python(machine.costs.item + call, Some(task)))
    }

    fn run(
        &mut self,
        machine: &mut Machine,
        index: usize,
        task: TaskId,
        mut program: Program,
    ) -> Option<Step> {
        let Some(op) = program.next() else {
            self.finish(machine, index, task);
            return None;
        };
        self.workers[index].at = At::Run(task, program);
        match op {
            Op::Compute(cpu) if self.flavour == Flavour::NoGil => {
                Some(Step::python(cpu.permille(machine.costs.free_threaded), Some(task)))
            }
            Op::Collect(length) if self.flavour == Flavour::NoGil => Some(Step::StopTheWorld(length, task)),
            Op::Receive(data) | Op::Return(data) => self.share(machine, task, data),
            op => step(op, task),
        }
    }

    /// Between interpreters data is copied; between threads it need not be.
    fn share(&self, machine: &mut Machine, task: TaskId, data: Bytes) -> Option<Step> {
        if !matches!(self.flavour, Flavour::GilEach(_)) {
            return None;
        }
        machine.copied(data);
        let look = Look::of(State::Copy, Cause::Transfer).with(task);
        Some(Step::held(per_byte(data, machine.costs.interpreter_share), look))
    }

    fn finish(&mut self, machine: &mut Machine, index: usize, task: TaskId) {
        machine.task_done(self.workers[index].thread);
        let awaited = self.results.set(task);
        if let Front::Loop { fresh, .. } = &mut self.front {
            *fresh += 1;
        }
        if awaited || self.front != Front::Map {
            machine.wake(self.main);
        }
    }
}
