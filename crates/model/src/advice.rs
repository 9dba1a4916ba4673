//! What would help a run: single changes of its scenario, each with what came of running it again.

use crate::scenario::{Awaiting, Call, Draft, Field, Locking, Sharing, StartMethod, Via};
use crate::{Nanos, PythonVersion, Runtime, RuntimeSet, Scenario, ScenarioError};
use serde::{Deserialize, Serialize};

/// What would help one run of a race.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advice {
    /// The runtime of the run that this is about.
    pub runtime: Runtime,
    /// When the job was done in that run, as [`Remedy::done`] counts it; `None` if it never was.
    pub done: Option<Nanos>,
    /// The changes that helped most, the best first.
    pub remedies: Vec<Remedy>,
    /// How many changes were tried, each by a run of its own.
    pub tried: u32,
    /// How many more the run's figures suggested, but would have taken more events than
    /// [`EVENT_LIMIT`](crate::scenario::EVENT_LIMIT) allows.
    pub left_out: u32,
}

/// One change that helps, and by how much.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remedy {
    /// What is changed.
    pub change: Change,
    /// The scenario with that change; its link shows it.
    pub scenario: Scenario,
    /// The runtime that it was run on.
    pub runtime: Runtime,
    /// Wall time of that run.
    pub wall: Nanos,
    /// When the last of the job's own tasks was done; its hogs may go on after that. Without hogs the same as
    /// `wall`.
    pub done: Nanos,
}

/// One thing that could be done differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Change {
    /// Another way to run the job.
    Runtime(Runtime),
    /// Another Python.
    Python(PythonVersion),
    /// So many workers.
    Workers(u32),
    /// Another switch interval.
    Interval(Nanos),
    /// Another C function.
    Call(Call),
    /// Another way for asyncio to wait.
    Awaiting(Awaiting),
    /// Asyncio lets all tasks in at once.
    Unlimited,
    /// Another share of the CPU time under a lock, in percent; 0 for no lock.
    Locked(u32),
    /// Other locks.
    Locking(Locking),
    /// An object for each task in the place of a shared one.
    Unshared,
    /// Another way to start processes.
    Start(StartMethod),
    /// Data goes to processes through shared memory.
    SharedMemory,
    /// So many tasks handed to a process at once.
    Chunk(u32),
    /// No tasks beside the job that only compute.
    NoHogs,
}

impl Change {
    /// The runtime that runs the job once this is changed, where `was` ran it before.
    #[must_use]
    pub const fn runtime(self, was: Runtime) -> Runtime {
        match self {
            Self::Runtime(runtime) => runtime,
            _ => was,
        }
    }

    /// `scenario` with this changed; where another runtime is the change, the two are shown side by side.
    ///
    /// # Errors
    /// If the change makes it a scenario that [`Draft::build`] refuses.
    pub fn made(self, scenario: &Scenario, was: Runtime) -> Result<Scenario, ScenarioError> {
        let mut draft = scenario.draft();
        match self {
            Self::Runtime(runtime) => draft.runtimes = RuntimeSet::EMPTY.with(was).with(runtime),
            other => other.put(&mut draft),
        }
        draft.build()
    }

    fn put(self, draft: &mut Draft) {
        match self {
            Self::Runtime(_) => {}
            Self::Python(python) => draft.python = python,
            Self::Workers(workers) => Field::Workers.set(draft, workers.into()),
            Self::Interval(interval) => Field::Interval.set(draft, interval.0),
            Self::Call(call) => draft.workload.call = call,
            Self::Awaiting(awaiting) => draft.awaiting = awaiting,
            Self::Unlimited => draft.limit = 0,
            Self::Locked(percent) => Field::Locked.set(draft, percent.into()),
            Self::Locking(locking) => draft.workload.locking = locking,
            Self::Unshared => draft.workload.sharing = Sharing::Nothing,
            Self::Start(method) => draft.start = Some(method),
            Self::SharedMemory => draft.via = Via::Shared,
            Self::Chunk(chunk) => Field::Chunk.set(draft, chunk.into()),
            Self::NoHogs => draft.workload.hogs = 0,
        }
    }
}
