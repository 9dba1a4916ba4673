//! The executor's caller, the parent's main thread: submits, starts the workers, and waits for all results.

use super::chunks::Chunk;
use super::crew::Crew;
use super::executor::Executor;
use super::starts::{all_at_once, make, starting, take_down};
use super::worker::Worker;
use crate::machine::{Look, Machine, Step};
use crate::runtimes::results::Results;
use crate::setup::Life;
use model::{Cause, State, TaskId};

#[derive(Clone, Debug)]
pub(super) struct Parent {
    main: Main,
    /// Whether the first submit starts all workers.
    all_at_once: bool,
    /// Chunks submitted.
    submitted: u32,
    results: Results,
    /// Workers that a result has set free and no submit has counted on yet.
    pub(super) idle: u32,
}

/// What the main thread does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Main {
    StartTracker,
    AddTracker,
    /// Makes the executor.
    Make,
    /// Puts a task's data into shared memory, if that is how it goes.
    Fill(TaskId),
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
    pub(super) fn new(crew: &Crew, tracker: bool) -> Self {
        Self {
            main: if tracker { Main::StartTracker } else { Main::Make },
            all_at_once: all_at_once(&crew.scenario),
            submitted: 0,
            results: Results::new(crew.chunks.count()),
            idle: 0,
        }
    }
}

impl Executor {
    pub(super) fn main_next(&mut self, machine: &mut Machine) -> Option<Step> {
        loop {
            match self.parent.main {
                Main::StartTracker => {
                    self.parent.main = Main::AddTracker;
                    return Some(Crew::start_tracker(machine));
                }
                Main::AddTracker => {
                    self.crew.add_tracker(machine);
                    self.parent.main = Main::Make;
                }
                Main::Make => {
                    self.parent.main = Main::Fill(Crew::FIRST);
                    return Some(make(machine));
                }
                Main::Fill(task) => {
                    self.parent.main = self.chunk().after(task).map_or(Main::Submit, Main::Fill);
                    if let Some(step) = self.crew.fill(machine, task) {
                        return Some(step);
                    }
                }
                Main::Submit => {
                    self.parent.main = Main::Put;
                    return Some(self.submit(machine));
                }
                Main::Put => self.put(machine),
                Main::BootServer => {
                    self.parent.main = Main::StartWorker;
                    if let Some(step) = self.crew.boot_server(machine) {
                        return Some(step);
                    }
                }
                Main::StartWorker => {
                    self.parent.main = Main::AddWorker;
                    return Some(self.crew.start_worker(machine));
                }
                Main::AddWorker => self.add_worker(machine),
                Main::StartManager => {
                    self.parent.main = Main::AddManager;
                    return Some(Step::held(machine.costs.thread_create, starting()));
                }
                Main::AddManager => {
                    self.start_helpers(machine);
                    self.parent.main = self.after_submit();
                }
                Main::Join if self.parent.results.take() => {
                    if self.crew.life != Life::UntilShutdown {
                        return None;
                    }
                    self.parent.main = Main::AwaitExits;
                    self.crew.shut_down(machine);
                }
                Main::AwaitExits if self.crew.have_exited() => {
                    self.parent.main = Main::Over;
                    return Some(take_down(machine));
                }
                Main::Over => return None,
                Main::Join | Main::AwaitExits => {
                    return Some(Step::Block(Look::of(State::Idle, Cause::Join)));
                }
            }
        }
    }

    /// The chunk to be submitted next.
    fn chunk(&self) -> Chunk {
        self.crew.chunks.get(self.parent.submitted)
    }

    fn submit(&self, machine: &Machine) -> Step {
        let costs = &machine.costs.process;
        Step::python(costs.submit + costs.map.times(self.chunk().len().into()), None)
    }

    /// The chunk is submitted: is a worker to be started for it?
    fn put(&mut self, machine: &mut Machine) {
        self.helpers.pending.push_back(self.chunk());
        self.parent.submitted += 1;
        self.helpers.wake_manager(machine);
        self.parent.main = if self.crew.workers.is_empty() {
            Main::BootServer
        } else if self.parent.all_at_once || self.crew.is_complete() {
            self.after_submit()
        } else if self.parent.idle > 0 {
            self.parent.idle -= 1;
            self.after_submit()
        } else {
            Main::StartWorker
        };
    }

    fn after_submit(&self) -> Main {
        let more = self.parent.submitted < self.crew.chunks.count();
        if more { Main::Fill(self.chunk().first()) } else { Main::Join }
    }

    /// A worker is started; before the first thread is, all are that are to be started at once.
    fn add_worker(&mut self, machine: &mut Machine) {
        self.crew.add_worker(machine, Worker::default());
        self.parent.main = if self.parent.all_at_once && !self.crew.is_complete() {
            Main::StartWorker
        } else if !self.helpers.are_started() {
            Main::StartManager
        } else {
            self.after_submit()
        };
    }

    /// A pool whose threads and workers have been there for long, and wait.
    pub(super) fn warm_up(&mut self, machine: &mut Machine) {
        self.parent.main = Main::Fill(Crew::FIRST);
        while !self.crew.is_complete() {
            self.crew.add_worker(machine, Worker::warm());
        }
        self.helpers.are_warm();
        self.start_helpers(machine);
        self.parent.idle = self.crew.size as u32;
    }

    /// The chunk's future is set.
    pub(super) fn set(&mut self, machine: &mut Machine, chunk: Chunk) {
        if self.parent.results.set(TaskId(self.crew.chunks.index(chunk))) {
            machine.wake(self.crew.main);
        }
    }
}
