//! `ProcessPoolExecutor` (Lib/concurrent/futures/process.py, Lib/multiprocessing/queues.py).
//!
//! ```text
//!   main       submits chunks of tasks, starts workers
//!   manager    passes at most workers + 1 chunks on ahead of time, collects results    \ all three under
//!   feeder     pickles chunks and writes them into the one pipe to all workers         / the parent's GIL
//!   worker-1.. boots, reads a chunk, unpickles it, runs it, pickles and writes its results
//! ```

use super::crew::{Crew, Role};
use super::helpers::Helpers;
use super::parent::Parent;
use crate::machine::{Machine, Step, ThreadId};
use crate::setup::Life;
use model::Scenario;

#[derive(Clone, Debug)]
pub(crate) struct Executor {
    pub(super) crew: Crew,
    pub(super) parent: Parent,
    pub(super) helpers: Helpers,
}

impl Executor {
    pub(super) fn start(
        scenario: &Scenario,
        most_workers: usize,
        life: Life,
        tracker: bool,
        machine: &mut Machine,
    ) -> Self {
        let (crew, lanes) = Crew::new(scenario, most_workers, life, ["manager", "feeder"], machine);
        let parent = Parent::new(&crew, tracker);
        let mut executor = Self { crew, parent, helpers: Helpers::new(lanes) };
        if life == Life::Warm {
            executor.warm_up(machine);
        }
        executor
    }

    pub(super) fn next(&mut self, machine: &mut Machine, thread: ThreadId) -> Option<Step> {
        match self.crew.roles[thread.index()] {
            Role::Main => self.main_next(machine),
            Role::Helper(0) => Some(self.manager_next(machine, thread)),
            Role::Helper(_) => Some(self.feeder_next(machine, thread)),
            Role::Worker(index) => Some(self.crew.worker_next(machine, thread, index)),
            Role::Tracker { booted } => Some(self.crew.tracker_next(machine, booted, thread.index())),
        }
    }
}
