//! `ProcessPoolExecutor` (Lib/concurrent/futures/process.py, Lib/multiprocessing): a process and a GIL for
//! each worker, everything copied.
//!
//! ```text
//!   main       submits tasks, starts workers
//!   manager    passes at most workers + 1 tasks on ahead of time, collects results     \ all three under
//!   feeder     pickles tasks and writes them into the one pipe to all workers          / the parent's GIL
//!   worker-1.. boots, reads a task, unpickles it, runs it, pickles and writes its result
//! ```
//!
//! What fits into a pipe (64 KiB) is written at once; a writer of more waits until it is read.
//! Where we differ: a small message's few microseconds in the pipe are part of the costs at its ends.

mod helpers;
mod parent;
mod worker;

use crate::costs::per_byte;
use crate::machine::{Look, Machine, Step, ThreadId};
use crate::setup::Life;
use helpers::Helpers;
use model::{Bytes, Cause, GilId, Lane, LaneId, LaneKind, Nanos, ProcessId, Scenario, State, TaskId};
use parent::Parent;
use std::collections::VecDeque;
use worker::Worker;

/// What a pipe takes before its writer has to wait.
const PIPE: Bytes = Bytes(65_536);

#[derive(Clone, Debug)]
pub(crate) struct Processes {
    scenario: Scenario,
    most_workers: usize,
    parent: Parent,
    helpers: Helpers,
    workers: Vec<Worker>,
    lanes: Vec<(LaneId, GilId)>,
    /// Who each of the machine's threads is, by thread.
    roles: Vec<Role>,
    /// Written by the feeder, not yet read by a worker.
    tasks: VecDeque<Message>,
    /// Written by workers, not yet read by the manager.
    results: VecDeque<Message>,
    /// Workers that wait for a task, the longest first.
    waiting: VecDeque<ThreadId>,
    life: Life,
    /// The job is done: workers without a task end.
    closing: bool,
    /// Workers that have ended.
    exited: usize,
}

#[derive(Clone, Copy, Debug)]
enum Role {
    Main,
    Manager,
    Feeder,
    Worker(usize),
}

/// A task's arguments or result on the way.
#[derive(Clone, Copy, Debug)]
struct Message {
    task: TaskId,
    /// Who waits until it is read.
    writer: Option<ThreadId>,
}

impl Processes {
    pub(super) fn start(scenario: &Scenario, most_workers: usize, life: Life, machine: &mut Machine) -> Self {
        let gil = machine.gil();
        let parents = |machine: &mut Machine, name: &str, kind| {
            machine.lane(Lane { name: name.into(), kind, process: ProcessId(0), gil: Some(gil) })
        };
        let main = parents(machine, "main", LaneKind::Main);
        let lanes = (1..=most_workers).map(|number| worker_lane(machine, number)).collect();
        let manager = parents(machine, "manager", LaneKind::Helper);
        let feeder = parents(machine, "feeder", LaneKind::Helper);
        let main = machine.begin(main, Some(gil));
        let mut pool = Self {
            scenario: scenario.clone(),
            most_workers,
            parent: Parent::new(main, scenario.workload.all_tasks()),
            helpers: Helpers::new(gil, [manager, feeder]),
            workers: Vec::new(),
            lanes,
            roles: vec![Role::Main],
            tasks: VecDeque::new(),
            results: VecDeque::new(),
            waiting: VecDeque::new(),
            life,
            closing: false,
            exited: 0,
        };
        if life == Life::Warm {
            pool.warm_up(machine);
        }
        pool
    }

    pub(super) fn next(&mut self, machine: &mut Machine, thread: ThreadId) -> Option<Step> {
        match self.roles[thread.index()] {
            Role::Main => self.main_next(machine),
            Role::Manager => Some(self.manager_next(machine, thread)),
            Role::Feeder => Some(self.feeder_next(machine, thread)),
            Role::Worker(index) => Some(self.worker_next(machine, thread, index)),
        }
    }

    /// A task's arguments, or its result, written by `writer`.
    fn message(&self, machine: &mut Machine, task: TaskId, writer: ThreadId) -> Message {
        let data = self.scenario.workload.data;
        machine.copied(data);
        Message { task, writer: (data > PIPE).then_some(writer) }
    }

    /// Reads a message out of its pipe.
    fn read(&self, machine: &Machine, message: Message) -> Step {
        let bytes = per_byte(self.scenario.workload.data, machine.costs.process.transfer);
        Step::loose(bytes, Look::of(State::Copy, Cause::Transfer).with(message.task))
    }

    /// The message is read: its writer goes on.
    fn was_read(&mut self, machine: &mut Machine, message: Message) {
        let Some(writer) = message.writer else { return };
        match self.roles[writer.index()] {
            Role::Worker(index) => self.workers[index].writing = false,
            _ => self.helpers.writing = false,
        }
        machine.wake(writer);
    }

    /// Packs a message, or unpacks it at `picoseconds` a byte: one long C call that keeps the GIL.
    fn pack(&self, fixed: Nanos, picoseconds: u64, cause: Cause, task: TaskId) -> Step {
        let bytes = per_byte(self.scenario.workload.data, picoseconds);
        Step::held(fixed + bytes, Look::of(State::Copy, cause).with(task))
    }
}

fn worker_lane(machine: &mut Machine, number: usize) -> (LaneId, GilId) {
    let gil = machine.gil();
    let process = ProcessId(number as u16);
    let lane = Lane { name: format!("worker-{number}"), kind: LaneKind::Worker, process, gil: Some(gil) };
    (machine.lane(lane), gil)
}

/// A writer whose message is more than a pipe takes waits for the reader.
const fn blocked_write(task: TaskId) -> Step {
    Step::Block(Look::of(State::WaitIo, Cause::Transfer).with(task))
}
