//! The parent's main thread: submits, starts the workers, and waits for all results.

use super::worker::Worker;
use super::{Processes, Role};
use crate::costs::StartMethod;
use crate::machine::{Look, Machine, Step, ThreadId};
use crate::runtimes::results::Results;
use crate::setup::Life;
use model::{Cause, State, TaskId};

#[derive(Clone, Debug)]
pub(super) struct Parent {
    thread: ThreadId,
    main: Main,
    submitted: u32,
    results: Results,
    /// Workers that a result has set free and no submit has counted on yet.
    pub(super) idle: u32,
}

/// What the main thread does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Main {
    /// Makes the executor.
    Make,
    Submit,
    Put,
    BootServer,
    StartWorker,
    AddWorker,
    StartManager,
    AddManager,
    Join,
    AwaitExits,
    Over,
}

impl Parent {
    pub(super) fn new(thread: ThreadId, tasks: u32) -> Self {
        Self { thread, main: Main::Make, submitted: 0, results: Results::new(tasks), idle: 0 }
    }

    /// The task's future is set.
    pub(super) fn set(&mut self, machine: &mut Machine, task: TaskId) {
        if self.results.set(task) {
            machine.wake(self.thread);
        }
    }
}

impl Processes {
    pub(super) fn main_next(&mut self, machine: &mut Machine) -> Option<Step> {
        let (process, starting) = (&machine.costs.process, Look::of(State::Start, Cause::Spawn));
        loop {
            match self.parent.main {
                Main::Make => {
                    self.parent.main = Main::Submit;
                    return Some(Step::held(process.pool, starting));
                }
                Main::Submit => {
                    self.parent.main = Main::Put;
                    return Some(Step::python(process.submit, None));
                }
                Main::Put => self.put(machine),
                Main::BootServer => {
                    self.parent.main = Main::StartWorker;
                    // The server's process boots while the parent waits for its answer.
                    return Some(Step::loose(process.server_boot, Look::of(State::Start, Cause::Boot)));
                }
                Main::StartWorker => {
                    self.parent.main = Main::AddWorker;
                    return Some(Step::held(process.start, starting));
                }
                Main::AddWorker => self.add_worker(machine),
                Main::StartManager => {
                    self.parent.main = Main::AddManager;
                    return Some(Step::held(machine.costs.thread_create, starting));
                }
                Main::AddManager => {
                    self.roles.extend([Role::Manager, Role::Feeder]);
                    self.helpers.start(machine);
                    self.parent.main = self.after_submit();
                }
                Main::Join if self.parent.results.take() => {
                    if self.life != Life::UntilShutdown {
                        return None;
                    }
                    self.shut_down(machine);
                }
                Main::AwaitExits if self.exited == self.workers.len() => {
                    self.parent.main = Main::Over;
                    return Some(Step::held(process.pool, Look::of(State::Start, Cause::Join)));
                }
                Main::Over => return None,
                Main::Join | Main::AwaitExits => {
                    return Some(Step::Block(Look::of(State::Idle, Cause::Join)));
                }
            }
        }
    }

    /// The task is submitted: is a worker to be started for it?
    fn put(&mut self, machine: &mut Machine) {
        self.helpers.pending.push_back(TaskId(self.parent.submitted));
        self.parent.submitted += 1;
        self.helpers.wake_manager(machine);
        let method = machine.costs.process.method;
        let (fork, first) = (method == StartMethod::Fork, self.workers.is_empty());
        self.parent.main = match (fork, first) {
            (false, true) if method == StartMethod::Forkserver => Main::BootServer,
            (_, true) => Main::StartWorker,
            (false, false) if self.parent.idle > 0 => {
                self.parent.idle -= 1;
                self.after_submit()
            }
            (false, false) if self.workers.len() < self.most_workers => Main::StartWorker,
            _ => self.after_submit(),
        };
    }

    fn after_submit(&self) -> Main {
        if self.parent.submitted < self.scenario.workload.all_tasks() { Main::Submit } else { Main::Join }
    }

    /// A pool whose threads and workers have been there for long, and wait.
    pub(super) fn warm_up(&mut self, machine: &mut Machine) {
        self.parent.main = Main::Submit;
        for _ in 0..self.most_workers {
            self.spawn_worker(machine, Worker::warm());
        }
        self.roles.extend([Role::Manager, Role::Feeder]);
        self.helpers.start_warm(machine);
        self.parent.idle = self.most_workers as u32;
    }

    /// Tells the workers to end, and waits for that.
    fn shut_down(&mut self, machine: &mut Machine) {
        self.closing = true;
        self.parent.main = Main::AwaitExits;
        for worker in std::mem::take(&mut self.waiting) {
            machine.wake(worker);
        }
    }

    /// A worker has ended.
    pub(super) fn has_exited(&mut self, machine: &mut Machine) {
        self.exited += 1;
        if self.exited == self.workers.len() {
            machine.wake(self.parent.thread);
        }
    }

    fn spawn_worker(&mut self, machine: &mut Machine, worker: Worker) {
        let (lane, gil) = self.lanes[self.workers.len()];
        machine.spawn(lane, Some(gil));
        self.roles.push(Role::Worker(self.workers.len()));
        self.workers.push(worker);
    }

    /// Fork starts all workers before there is a second thread, forkserver one a submit.
    fn add_worker(&mut self, machine: &mut Machine) {
        self.spawn_worker(machine, Worker::default());
        let fork = machine.costs.process.method == StartMethod::Fork;
        self.parent.main = if fork && self.workers.len() < self.most_workers {
            Main::StartWorker
        } else if !self.helpers.are_started() {
            Main::StartManager
        } else {
            self.after_submit()
        };
    }
}
