//! What both pools of processes have: the workers, and a pipe there and one back.

use super::chunks::{Chunk, Chunks};
use super::pipe::{Message, Pipe};
use super::worker::Worker;
use crate::costs::per_byte;
use crate::machine::{Look, Machine, Step, ThreadId};
use crate::setup::Life;
use model::scenario::StartMethod;
use model::{Bytes, Cause, GilId, Lane, LaneId, LaneKind, Nanos, ProcessId, Scenario, State, TaskId};
use std::collections::VecDeque;

#[derive(Clone, Debug)]
pub(super) struct Crew {
    pub(super) scenario: Scenario,
    /// How many workers there are to be.
    pub(super) size: usize,
    pub(super) method: StartMethod,
    pub(super) chunks: Chunks,
    pub(super) life: Life,
    /// The parent's main thread.
    pub(super) main: ThreadId,
    /// The parent's GIL.
    pub(super) gil: GilId,
    /// Who each of the machine's threads is, by thread.
    pub(super) roles: Vec<Role>,
    pub(super) workers: Vec<Worker>,
    pub(super) lanes: Vec<(LaneId, GilId)>,
    /// From the parent to the workers.
    pub(super) tasks: Pipe,
    /// From the workers to the parent.
    pub(super) results: Pipe,
    /// The parent's thread that reads the results.
    pub(super) reader: Option<ThreadId>,
    /// Workers that wait for a task, the longest first.
    pub(super) waiting: VecDeque<ThreadId>,
    /// Chunks that a worker has taken.
    pub(super) taken: u32,
    /// Writers that wait until their message is in its pipe.
    stuck: Vec<ThreadId>,
    /// The job is done: workers without a task end.
    pub(super) closing: bool,
    /// Workers that have ended.
    exited: usize,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Role {
    Main,
    /// A helper of the parent's, by its number.
    Helper(usize),
    Worker(usize),
    Tracker {
        booted: bool,
    },
}

/// Which of the two pipes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Way {
    There,
    Back,
}

impl Crew {
    /// The parent's lanes around the workers': its main thread above, its helpers below.
    pub(super) fn new<const N: usize>(
        scenario: &Scenario,
        size: usize,
        life: Life,
        helpers: [&str; N],
        machine: &mut Machine,
    ) -> (Self, [LaneId; N]) {
        let gil = machine.gil();
        let parents = |machine: &mut Machine, name: &str, kind| {
            machine.lane(Lane { name: name.into(), kind, process: ProcessId(0), gil: Some(gil) })
        };
        let main = parents(machine, "main", LaneKind::Main);
        let lanes = (1..=size).map(|number| worker_lane(machine, number)).collect();
        let helpers = helpers.map(|name| parents(machine, name, LaneKind::Helper));
        let crew = Self {
            scenario: scenario.clone(),
            size,
            method: scenario.start_method(),
            chunks: Chunks::of(scenario, size),
            life,
            main: machine.begin(main, Some(gil)),
            gil,
            roles: vec![Role::Main],
            workers: Vec::new(),
            lanes,
            tasks: Pipe::default(),
            results: Pipe::default(),
            reader: None,
            waiting: VecDeque::new(),
            taken: 0,
            stuck: Vec::new(),
            closing: false,
            exited: 0,
        };
        (crew, helpers)
    }

    /// A helper thread of the parent's, its `number`-th.
    pub(super) fn add_helper(&mut self, machine: &mut Machine, lane: LaneId, number: usize) -> ThreadId {
        self.roles.push(Role::Helper(number));
        machine.spawn(lane, Some(self.gil))
    }

    /// `writer` writes a message and wakes who reads it.
    pub(super) fn write(
        &mut self,
        machine: &mut Machine,
        way: Way,
        chunk: Chunk,
        data: Bytes,
        writer: ThreadId,
    ) {
        let data = self.piped(data);
        machine.copied(data);
        let (pipe, reader) = match way {
            // The worker that waits longest takes it.
            Way::There => (&mut self.tasks, self.waiting.pop_front()),
            Way::Back => (&mut self.results, self.reader),
        };
        if pipe.write(chunk, data, writer) {
            self.stuck.push(writer);
        }
        if let Some(reader) = reader {
            machine.wake(reader);
        }
    }

    /// The wait of a writer whose message is not in its pipe yet.
    pub(super) fn stuck(&self, writer: ThreadId, chunk: Chunk) -> Option<Step> {
        let wait = || Step::Block(Look::of(State::WaitIo, Cause::Transfer).with(chunk.first()));
        self.stuck.contains(&writer).then(wait)
    }

    /// Reads a message out of its pipe.
    pub(super) fn read(machine: &Machine, message: Message) -> Step {
        let bytes = per_byte(message.data, machine.costs.process.transfer);
        Step::loose(bytes, Look::of(State::Copy, Cause::Transfer).with(message.chunk.first()))
    }

    /// The message is read: writers go on.
    pub(super) fn was_read(&mut self, machine: &mut Machine, way: Way, message: Message) {
        let pipe = match way {
            Way::There => &mut self.tasks,
            Way::Back => &mut self.results,
        };
        for writer in pipe.was_read(message) {
            self.stuck.retain(|stuck| *stuck != writer);
            machine.wake(writer);
        }
    }

    /// Pickles or unpickles a message, at `picoseconds` a byte: one long C call that keeps the GIL.
    pub(super) fn pack(&self, fixed: Nanos, picoseconds: u64, cause: Cause, message: (Chunk, Bytes)) -> Step {
        let (chunk, data) = message;
        let bytes = per_byte(self.piped(data), picoseconds);
        Step::held(fixed + bytes, Look::of(State::Copy, cause).with(chunk.first()))
    }

    /// The chunk's results are there.
    pub(super) fn done(machine: &mut Machine, thread: ThreadId, chunk: Chunk) {
        for _ in 0..chunk.len() {
            machine.task_done(thread);
        }
    }

    /// The first task of the whole job.
    pub(super) const FIRST: TaskId = TaskId(0);

    /// Tells the workers to end.
    pub(super) fn shut_down(&mut self, machine: &mut Machine) {
        self.closing = true;
        for worker in std::mem::take(&mut self.waiting) {
            machine.wake(worker);
        }
    }

    /// A worker has ended.
    pub(super) fn has_exited(&mut self, machine: &mut Machine) {
        self.exited += 1;
        if self.have_exited() {
            machine.wake(self.main);
        }
    }

    /// Whether all workers have ended.
    pub(super) fn have_exited(&self) -> bool {
        self.exited == self.workers.len()
    }
}

fn worker_lane(machine: &mut Machine, number: usize) -> (LaneId, GilId) {
    let gil = machine.gil();
    let process = ProcessId(number as u16);
    let lane = Lane { name: format!("worker-{number}"), kind: LaneKind::Worker, process, gil: Some(gil) };
    (machine.lane(lane), gil)
}

/// The first step of a helper thread.
pub(super) fn boot(machine: &Machine) -> Step {
    Step::held(machine.costs.thread_boot, Look::of(State::Start, Cause::ThreadStart))
}
