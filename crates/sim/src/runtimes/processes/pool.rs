//! `multiprocessing.Pool` and its `map` (Lib/multiprocessing/pool.py): the main thread's side.
//!
//! ```text
//!   main            starts all workers and three threads, maps, waits for all results
//!   handle workers  looks after the workers when the pool is made, and when a map is over   \
//!   handle tasks    pickles chunks and writes them into the one pipe to all workers          > the parent's GIL
//!   handle results  reads results, unpickles them, sets them                                /
//!   worker-1..      boots, reads a chunk, unpickles it, runs it, pickles and writes its results
//! ```
//!
//! Nothing but the pipe's 64 KiB limits how far ahead the tasks' handler is.

use super::crew::{Crew, Role};
use super::handlers::Handlers;
use super::starts::{make, starting, take_down};
use super::worker::Worker;
use crate::machine::{Look, Machine, Step, ThreadId};
use crate::setup::Life;
use model::{Cause, Scenario, State, TaskId};

#[derive(Clone, Debug)]
pub(crate) struct Pool {
    pub(super) crew: Crew,
    main: Main,
    pub(super) handlers: Handlers,
}

/// What the main thread does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Main {
    StartTracker,
    AddTracker,
    /// Makes the pool's queues.
    Make,
    BootServer,
    StartWorker,
    AddWorker,
    StartHandler,
    AddHandler,
    /// Puts a task's data into shared memory, if that is how it goes.
    Fill(TaskId),
    Map,
    Put,
    Join,
    AwaitExits,
    Over,
}

impl Pool {
    pub(super) fn start(
        scenario: &Scenario,
        workers: usize,
        life: Life,
        tracker: bool,
        machine: &mut Machine,
    ) -> Self {
        let names = ["handle workers", "handle tasks", "handle results"];
        let (crew, lanes) = Crew::new(scenario, workers, life, names, machine);
        let main = if tracker { Main::StartTracker } else { Main::Make };
        let mut pool = Self { crew, main, handlers: Handlers::new(lanes) };
        if life == Life::Warm {
            pool.warm_up(machine);
        }
        pool
    }

    pub(super) fn next(&mut self, machine: &mut Machine, thread: ThreadId) -> Option<Step> {
        match self.crew.roles[thread.index()] {
            Role::Main => self.main_next(machine),
            Role::Helper(number) => Some(self.handler_next(machine, thread, number)),
            Role::Worker(index) => Some(self.crew.worker_next(machine, thread, index)),
            Role::Tracker { booted } => Some(self.crew.tracker_next(machine, booted, thread.index())),
        }
    }

    fn main_next(&mut self, machine: &mut Machine) -> Option<Step> {
        loop {
            match self.main {
                Main::StartTracker => {
                    self.main = Main::AddTracker;
                    return Some(Crew::start_tracker(machine));
                }
                Main::AddTracker => {
                    self.crew.add_tracker(machine);
                    self.main = Main::Make;
                }
                Main::Make => {
                    self.main = Main::BootServer;
                    return Some(make(machine));
                }
                Main::BootServer => {
                    self.main = Main::StartWorker;
                    if let Some(step) = self.crew.boot_server(machine) {
                        return Some(step);
                    }
                }
                Main::StartWorker => {
                    self.main = Main::AddWorker;
                    return Some(self.crew.start_worker(machine));
                }
                Main::AddWorker => {
                    self.crew.add_worker(machine, Worker::default());
                    let all = self.crew.is_complete();
                    self.main = if all { Main::StartHandler } else { Main::StartWorker };
                }
                Main::StartHandler => {
                    self.main = Main::AddHandler;
                    return Some(Step::held(machine.costs.thread_create, starting()));
                }
                Main::AddHandler => {
                    self.add_handler(machine);
                    let all = self.handlers.are_started();
                    self.main = if all { Main::Fill(Crew::FIRST) } else { Main::StartHandler };
                }
                // `map` makes a list of its arguments first: all of them are there before any task is.
                Main::Fill(task) => {
                    let next = TaskId(task.0 + 1);
                    let more = next.0 < self.crew.scenario.workload.all_tasks();
                    self.main = if more { Main::Fill(next) } else { Main::Map };
                    if let Some(step) = self.crew.fill(machine, task) {
                        return Some(step);
                    }
                }
                Main::Map => {
                    self.main = Main::Put;
                    return Some(Step::python(machine.costs.process.mp_pool.map, None));
                }
                Main::Put => {
                    self.put(machine);
                    self.main = Main::Join;
                }
                Main::Join if self.have_all() => {
                    if self.crew.life != Life::UntilShutdown {
                        return None;
                    }
                    self.main = Main::AwaitExits;
                    self.crew.shut_down(machine);
                }
                Main::AwaitExits if self.crew.have_exited() => {
                    self.main = Main::Over;
                    return Some(take_down(machine));
                }
                Main::Over => return None,
                Main::Join | Main::AwaitExits => {
                    return Some(Step::Block(Look::of(State::Idle, Cause::Join)));
                }
            }
        }
    }

    /// A pool whose threads and workers have been there for long, and wait.
    fn warm_up(&mut self, machine: &mut Machine) {
        self.main = Main::Fill(Crew::FIRST);
        while !self.crew.is_complete() {
            self.crew.add_worker(machine, Worker::warm());
        }
        self.handlers.are_warm();
        while !self.handlers.are_started() {
            self.add_handler(machine);
        }
    }
}
