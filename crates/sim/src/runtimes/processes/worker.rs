//! A worker process: one thread, under a GIL of its own.

use super::{Message, Processes, blocked_write};
use crate::machine::{Look, Machine, Step, ThreadId};
use crate::program::{Op, Program};
use crate::runtimes::process_each::exit;
use crate::runtimes::sequential::step;
use model::{Cause, State, TaskId};

#[derive(Clone, Debug, Default)]
pub(super) struct Worker {
    at: At,
    /// It waits for the manager to read its result.
    pub(super) writing: bool,
}

/// What a worker does next.
#[derive(Clone, Debug, Default)]
enum At {
    #[default]
    Boot,
    Get,
    Read(Message),
    Run(TaskId, Program),
    Write(TaskId),
    Written(TaskId),
    Exit,
    Exited,
}

impl Worker {
    /// One that has booted.
    pub(super) const fn warm() -> Self {
        Self { at: At::Get, writing: false }
    }
}

impl Processes {
    pub(super) fn worker_next(&mut self, machine: &mut Machine, thread: ThreadId, index: usize) -> Step {
        loop {
            let at = std::mem::replace(&mut self.workers[index].at, At::Get);
            let step = match at {
                At::Boot => {
                    let look = Look::of(State::Start, Cause::Boot);
                    Some(Step::held(machine.costs.process.boot, look))
                }
                At::Get => Some(self.get(machine, thread, index)),
                At::Read(message) => Some(self.unpickle(machine, index, message)),
                At::Run(task, program) => self.run(machine, index, task, program),
                At::Write(task) => {
                    self.write(machine, thread, index, task);
                    None
                }
                At::Written(task) if self.workers[index].writing => {
                    self.workers[index].at = At::Written(task);
                    Some(blocked_write(task))
                }
                At::Written(_) => None,
                At::Exit => {
                    self.workers[index].at = At::Exited;
                    self.has_exited(machine);
                    None
                }
                At::Exited => {
                    self.workers[index].at = At::Exited;
                    Some(Step::Block(Look::of(State::Idle, Cause::None)))
                }
            };
            if let Some(step) = step {
                return step;
            }
        }
    }

    /// A task was written: the worker that waits longest takes it.
    pub(super) fn wake_worker(&mut self, machine: &mut Machine) {
        if let Some(worker) = self.waiting.pop_front() {
            machine.wake(worker);
        }
    }

    fn get(&mut self, machine: &Machine, thread: ThreadId, index: usize) -> Step {
        let Some(message) = self.tasks.pop_front() else {
            if self.closing {
                self.workers[index].at = At::Exit;
                return exit(machine);
            }
            self.waiting.push_back(thread);
            return Step::Block(Look::of(State::Idle, Cause::Queue));
        };
        self.workers[index].at = At::Read(message);
        self.read(machine, message)
    }

    fn unpickle(&mut self, machine: &mut Machine, index: usize, message: Message) -> Step {
        self.helpers.ahead -= 1;
        self.was_read(machine, message);
        self.workers[index].at = At::Run(message.task, Program::new(&self.scenario, message.task));
        let process = &machine.costs.process;
        self.pack(process.worker, process.unpickle, Cause::Unpickle, message.task)
    }

    fn run(&mut self, machine: &Machine, index: usize, task: TaskId, mut program: Program) -> Option<Step> {
        let Some(op) = program.next() else {
            self.workers[index].at = At::Write(task);
            let process = &machine.costs.process;
            return Some(self.pack(process.worker, process.pickle, Cause::Pickle, task));
        };
        self.workers[index].at = At::Run(task, program);
        match op {
            // What is sent and returned goes through the pipes instead.
            Op::Receive(_) | Op::Return(_) => None,
            op => step(op, task),
        }
    }

    fn write(&mut self, machine: &mut Machine, thread: ThreadId, index: usize, task: TaskId) {
        let message = self.message(machine, task, thread);
        self.workers[index].writing = message.writer.is_some();
        self.workers[index].at = At::Written(task);
        self.results.push_back(message);
        self.helpers.wake_manager(machine);
    }
}
