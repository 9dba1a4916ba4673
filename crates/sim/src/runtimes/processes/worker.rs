//! A worker process: one thread, under a GIL of its own.

use super::chunks::Chunk;
use super::crew::{Crew, Way};
use super::pipe::Message;
use crate::machine::{Look, Machine, Step, ThreadId};
use crate::program::{Op, Program};
use crate::runtimes::process_each::exit;
use crate::runtimes::sequential::step;
use model::scenario::ProcessPool;
use model::{Bytes, Cause, Nanos, State, TaskId};

#[derive(Clone, Debug, Default)]
pub(super) struct Worker {
    at: At,
}

/// What a worker does next.
#[derive(Clone, Debug, Default)]
enum At {
    #[default]
    Boot,
    Get,
    Read(Message),
    Begin(Chunk, TaskId, Bytes),
    Run(Chunk, Box<Run>),
    Pack(Chunk, Bytes),
    Write(Chunk, Bytes),
    Written(Chunk),
    Exit,
    Exited,
}

/// A task of a chunk, at work.
#[derive(Clone, Debug)]
struct Run {
    task: TaskId,
    program: Program,
    /// What the chunk's tasks have returned so far.
    returned: Bytes,
}

impl Worker {
    /// One that has booted.
    pub(super) const fn warm() -> Self {
        Self { at: At::Get }
    }
}

impl Crew {
    pub(super) fn worker_next(&mut self, machine: &mut Machine, thread: ThreadId, index: usize) -> Step {
        loop {
            let at = std::mem::replace(&mut self.workers[index].at, At::Get);
            let (next, step) = match at {
                At::Boot => (At::Get, Some(self.boot(machine))),
                At::Get => self.get(machine, thread),
                At::Read(message) => self.unpickle(machine, message),
                At::Begin(chunk, task, returned) => self.begin(machine, chunk, task, returned),
                At::Run(chunk, run) => self.run(machine, chunk, run),
                At::Pack(chunk, data) => (At::Write(chunk, data), Some(self.pickle(machine, chunk, data))),
                At::Write(chunk, data) => {
                    self.write(machine, Way::Back, chunk, data, thread);
                    (At::Written(chunk), None)
                }
                At::Written(chunk) => match self.stuck(thread, chunk) {
                    Some(step) => (At::Written(chunk), Some(step)),
                    None => (At::Get, None),
                },
                At::Exit => {
                    self.has_exited(machine);
                    (At::Exited, None)
                }
                At::Exited => (At::Exited, Some(Step::Block(Look::of(State::Idle, Cause::None)))),
            };
            self.workers[index].at = next;
            if let Some(step) = step {
                return step;
            }
        }
    }

    fn boot(&self, machine: &Machine) -> Step {
        let boot = machine.costs.process.by(self.method).boot;
        Step::held(boot, Look::of(State::Start, Cause::Boot))
    }

    fn get(&mut self, machine: &Machine, thread: ThreadId) -> (At, Option<Step>) {
        if let Some(message) = self.tasks.read() {
            return (At::Read(message), Some(Self::read(machine, message)));
        }
        if self.closing {
            return (At::Exit, Some(exit(machine, self.method)));
        }
        self.waiting.push_back(thread);
        (At::Get, Some(Step::Block(Look::of(State::Idle, Cause::Queue))))
    }

    fn unpickle(&mut self, machine: &mut Machine, message: Message) -> (At, Option<Step>) {
        self.taken += 1;
        self.was_read(machine, Way::There, message);
        let chunk = message.chunk;
        let fixed = self.handling(machine, chunk);
        let bytes = machine.costs.process.unpickle;
        let step = self.pack(fixed, bytes, Cause::Unpickle, (chunk, message.data));
        (At::Begin(chunk, chunk.first(), Bytes(0)), Some(step))
    }

    /// What it takes to receive a chunk, and again to send its results, without the data.
    fn handling(&self, machine: &Machine, chunk: Chunk) -> Nanos {
        let costs = &machine.costs.process;
        let fixed = match self.scenario.pool {
            ProcessPool::Executor => costs.worker,
            ProcessPool::Pool => costs.mp_pool.worker,
        };
        fixed + costs.item.times(chunk.len().into())
    }

    fn begin(&self, machine: &Machine, chunk: Chunk, task: TaskId, returned: Bytes) -> (At, Option<Step>) {
        let program = Program::new(&self.scenario, task);
        (At::Run(chunk, Box::new(Run { task, program, returned })), self.attach(machine, task))
    }

    fn run(&self, machine: &mut Machine, chunk: Chunk, mut run: Box<Run>) -> (At, Option<Step>) {
        let task = run.task;
        let step = match run.program.next() {
            Some(Op::Return(data)) => {
                run.returned = Bytes(run.returned.0 + data.0);
                self.copy_result(machine, task, data)
            }
            // What is sent came through the pipe or lies in shared memory.
            Some(Op::Receive(_)) => None,
            Some(op) => step(op, task),
            None => {
                let returned = run.returned;
                let next = chunk.after(task).map(|task| At::Begin(chunk, task, returned));
                return (next.unwrap_or(At::Pack(chunk, returned)), None);
            }
        };
        (At::Run(chunk, run), step)
    }

    fn pickle(&self, machine: &Machine, chunk: Chunk, data: Bytes) -> Step {
        let fixed = self.handling(machine, chunk);
        self.pack(fixed, machine.costs.process.pickle, Cause::Pickle, (chunk, data))
    }
}
