//! What is run: a job, the machine it runs on, and the Python that runs it.
//!
//! A [`Draft`] has public fields and may hold nonsense; [`Draft::build`] refuses it with one sentence or
//! makes a [`Scenario`], which can only be read. After that a run cannot fail.

mod budget;
mod field;
mod measurable;
#[macro_use]
mod named;
mod pool;
mod statement;
mod workload;

pub use budget::EVENT_LIMIT;
pub use field::Field;
pub use measurable::Unmeasurable;
pub use named::{Awaiting, Call, Choice, Locking, ProcessPool, Sharing, StartMethod, Via, Waking};
pub use statement::Statement;
pub use workload::{Kernel, Workload, WorkloadKind};

use crate::units::grouped;
use crate::{Cores, Nanos, PythonVersion, RuntimeSet};
use serde::{Deserialize, Serialize};
use std::ops::Deref;

/// A scenario being put together; any value may be set, [`Draft::build`] checks them all.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Draft {
    /// The job.
    pub workload: Workload,
    /// The machine's cores; see [`Field::Cores`] for the range.
    pub cores: Cores,
    /// The pool size asked for; `None` takes each executor's own default.
    pub workers: Option<u32>,
    /// The Python chosen; a runtime it lacks runs on [`crate::Runtime::python_for`].
    pub python: PythonVersion,
    /// The switch interval, as `sys.setswitchinterval` sets it.
    pub interval: Nanos,
    /// Seeds every choice that a real system leaves open.
    pub seed: u64,
    /// The runtimes to compare.
    pub runtimes: RuntimeSet,
    /// How the asyncio version waits and computes.
    pub awaiting: Awaiting,
    /// How many tasks asyncio lets in at once, by a semaphore; 0 for all.
    pub limit: u32,
    /// How processes are started; `None` takes the version's default.
    pub start: Option<StartMethod>,
    /// The pool of processes.
    pub pool: ProcessPool,
    /// How many tasks go to a process at once; `None` takes the pool's default.
    pub chunk: Option<u32>,
    /// How data goes to processes and back.
    pub via: Via,
    /// Whom a release of the GIL wakes.
    pub waking: Waking,
    /// How fast each of two hardware threads of a core is while both work, in percent of one alone; 100 where
    /// every core is one of its own.
    pub siblings: u32,
}

impl Draft {
    /// The scenario every link starts from: four tasks of this kind on four cores under Python 3.12.
    #[must_use]
    pub const fn of(kind: WorkloadKind) -> Self {
        Self {
            workload: Workload::of(kind),
            cores: Cores(4),
            workers: None,
            python: PythonVersion::V3_12,
            interval: Nanos::millis(5),
            seed: 1,
            runtimes: RuntimeSet::ALL,
            awaiting: Awaiting::Loop,
            limit: 0,
            start: None,
            pool: ProcessPool::Executor,
            chunk: None,
            via: Via::Pickle,
            waking: Waking::Random,
            siblings: 100,
        }
    }

    /// How processes are started: as asked for, or by the version's default.
    #[must_use]
    pub fn start_method(&self) -> StartMethod {
        self.start.unwrap_or(self.processes_python().start_method())
    }

    /// The Python that processes run on.
    pub(super) fn processes_python(&self) -> PythonVersion {
        crate::Runtime::Processes.python_for(self.python)
    }

    /// Checks every field and the whole.
    ///
    /// # Errors
    /// The first field that is out of its range, an empty set of runtimes, or a scenario that would
    /// take more than [`EVENT_LIMIT`] events.
    pub fn build(self) -> Result<Scenario, ScenarioError> {
        for field in Field::ALL {
            let Some(value) = field.of(&self) else { continue };
            if !field.range().contains(&value) {
                return Err(ScenarioError::OutOfRange { field, value });
            }
        }
        if !self.workload.has_work() {
            return Err(ScenarioError::NothingToDo);
        }
        if self.runtimes.is_empty() {
            return Err(ScenarioError::NoRuntime);
        }
        if let Some(method) = self.start.filter(|method| !self.processes_python().has_start_method(*method)) {
            return Err(ScenarioError::NoStartMethod { method, python: self.processes_python() });
        }
        let events = budget::estimate(&self);
        if events > EVENT_LIMIT {
            return Err(ScenarioError::TooManyEvents { events });
        }
        Ok(Scenario(self))
    }
}

/// A checked scenario: reads like a [`Draft`], can't be changed. To edit it, clone the draft and build again.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Draft", into = "Draft")]
pub struct Scenario(Draft);

impl Scenario {
    /// A draft with this scenario's values, to be edited.
    #[must_use]
    pub fn draft(&self) -> Draft {
        self.0.clone()
    }

    /// An upper estimate of the events that simulating every chosen runtime takes.
    #[must_use]
    pub fn estimated_events(&self) -> u64 {
        budget::estimate(&self.0)
    }
}

impl Default for Scenario {
    fn default() -> Self {
        // Valid by `defaults_are_valid` in this crate's tests.
        Self(Draft::of(WorkloadKind::Cpu))
    }
}

impl Deref for Scenario {
    type Target = Draft;
    fn deref(&self) -> &Draft {
        &self.0
    }
}

impl TryFrom<Draft> for Scenario {
    type Error = ScenarioError;
    fn try_from(draft: Draft) -> Result<Self, ScenarioError> {
        draft.build()
    }
}

impl From<Scenario> for Draft {
    fn from(scenario: Scenario) -> Self {
        scenario.0
    }
}

/// Why a draft is refused, in one sentence for a reader.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScenarioError {
    /// A number outside its field's range.
    #[error("{} is {}; it must be from {} to {}.", .field.key(), .field.show(*.value), .field.show(*.field.range().start()), .field.show(*.field.range().end()))]
    OutOfRange {
        /// The field.
        field: Field,
        /// What it was set to, in the field's smallest unit.
        value: u64,
    },
    /// No task would do anything.
    #[error("cpu and io are both 0; a task must compute or wait.")]
    NothingToDo,
    /// That Python has no such way to start a process.
    #[error("start is {}, which Python {python} does not have: before 3.4 there is only fork.", .method.name())]
    NoStartMethod {
        /// The way asked for.
        method: StartMethod,
        /// The Python that processes would run on.
        python: PythonVersion,
    },
    /// Nothing to compare.
    #[error("show names no runtime; at least one must be shown.")]
    NoRuntime,
    /// Too big to simulate in one go.
    #[error("This scenario would take about {} events; the limit is {}. Fewer tasks, less time per task or a longer switch interval make it smaller.", grouped(*.events), grouped(EVENT_LIMIT))]
    TooManyEvents {
        /// The estimate.
        events: u64,
    },
}
