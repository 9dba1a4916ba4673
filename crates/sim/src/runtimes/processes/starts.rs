//! How and when worker processes are started, by version and method.
//!
//! | | fork | spawn, forkserver |
//! |---|---|---|
//! | executor, up to 3.8 | all at the first submit | all at the first submit |
//! | executor, 3.9 and later | all at the first submit | one a submit, while none is idle |
//! | `Pool` | all when it is made | all when it is made |
//!
//! (Lib/concurrent/futures/process.py, `_start_queue_management_thread` of 3.8 and
//! `_start_executor_manager_thread` of 3.9; Lib/multiprocessing/pool.py, `_repopulate_pool`.)
//! 3.9.0 to 3.9.12 and 3.10.0 to 3.10.4 forked one a submit, too, beside a running thread, which can deadlock
//! the child (gh-90622); a version here is its last release.
//!
//! The resource tracker is one more process (Lib/multiprocessing/resource_tracker.py): named semaphores and
//! shared memory are registered with it, and its first user starts it.
//! Nobody waits for it to boot, but it uses a core.

use super::crew::{Crew, Role};
use super::worker::Worker;
use crate::machine::{Look, Machine, Step};
use model::scenario::{StartMethod, Via};
use model::{Cause, Lane, LaneKind, ProcessId, Scenario, State};

/// Whether an executor starts all workers at the first submit.
pub(super) fn all_at_once(scenario: &Scenario) -> bool {
    let python = model::Runtime::Processes.python_for(scenario.python);
    python.minor() <= 8 || scenario.start_method() == StartMethod::Fork
}

/// Whether something is registered with the resource tracker: the locks of processes that are not forked have
/// names (Lib/multiprocessing/synchronize.py, `SemLock.__init__`), and so has shared memory (3.8).
pub(super) fn needs_tracker(scenario: &Scenario) -> bool {
    scenario.start_method() != StartMethod::Fork || scenario.via == Via::Shared
}

impl Crew {
    /// The main thread starts the tracker: the same `fork_exec` as of a process by spawn.
    pub(super) fn start_tracker(machine: &Machine) -> Step {
        Step::held(machine.costs.process.spawn.start, starting())
    }

    /// The tracker's process is there.
    pub(super) fn add_tracker(&mut self, machine: &mut Machine) {
        let gil = Some(machine.gil());
        let process = ProcessId(self.size as u16 + 1);
        let lane = Lane { name: "tracker".into(), kind: LaneKind::Helper, process, gil };
        let lane = machine.lane(lane);
        machine.spawn(lane, gil);
        self.roles.push(Role::Tracker { booted: false });
    }

    pub(super) fn tracker_next(&mut self, machine: &Machine, booted: bool, place: usize) -> Step {
        if booted {
            return Step::Block(Look::of(State::Idle, Cause::None));
        }
        self.roles[place] = Role::Tracker { booted: true };
        Step::held(machine.costs.process.tracker_boot, Look::of(State::Start, Cause::Boot))
    }

    /// Before the first worker: the forkserver's process boots while the parent waits for its answer.
    pub(super) fn boot_server(&self, machine: &Machine) -> Option<Step> {
        let boot = machine.costs.process.by(self.method).server_boot;
        let first = self.workers.is_empty() && self.method == StartMethod::Forkserver;
        first.then(|| Step::loose(boot, Look::of(State::Start, Cause::Boot)))
    }

    /// The main thread starts a worker.
    pub(super) fn start_worker(&self, machine: &Machine) -> Step {
        Step::held(machine.costs.process.by(self.method).start, starting())
    }

    /// The worker's process is there.
    pub(super) fn add_worker(&mut self, machine: &mut Machine, worker: Worker) {
        let (lane, gil) = self.lanes[self.workers.len()];
        machine.spawn(lane, Some(gil));
        self.roles.push(Role::Worker(self.workers.len()));
        self.workers.push(worker);
    }

    /// Whether all workers are started.
    pub(super) fn is_complete(&self) -> bool {
        self.workers.len() == self.size
    }
}

/// The main thread makes a pool's queues.
pub(super) fn make(machine: &Machine) -> Step {
    Step::held(machine.costs.process.pool, starting())
}

/// The main thread takes them down and reaps the workers.
pub(super) fn take_down(machine: &Machine) -> Step {
    Step::held(machine.costs.process.pool, Look::of(State::Start, Cause::Join))
}

/// How the start of a process looks in the parent.
pub(super) const fn starting() -> Look {
    Look::of(State::Start, Cause::Spawn)
}
