//! How a job is run, where a scenario leaves that open.
//!
//! A scenario names a runtime and takes that runtime's usual form: a pool of the usual size. Measured programs were also written in other forms; a [`Setup`] names the form and
//! the cost profile, so that the model can be held against them (`cargo xtask fidelity`).

use crate::costs::Costs;
use model::{Nanos, Runtime, Scenario};

/// The form of a run, and what things cost in it.
#[derive(Clone, Copy, Debug)]
pub struct Setup {
    /// How the program is written.
    pub form: Form,
    /// What things cost.
    pub costs: Costs,
}

/// How the program is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As the runtime's own module says, with the scenario's number of workers.
    Usual(Runtime),
    /// As a measured run has it: its threads are there beforehand and take the tasks themselves, so that no main
    /// thread submits any.
    Standing(Runtime),
    /// `threading.Thread` for each task: all started in order, then joined in order.
    ThreadEach,
    /// `multiprocessing.Process` for each task: all started in order, then joined in order.
    ProcessEach,
    /// `asyncio.gather` of `asyncio.to_thread`, in the default executor.
    ToThread,
    /// The scenario's pool of processes, in a program that has used one before: where a resource tracker is
    /// needed, it runs.
    ProcessPool {
        /// How many workers; under fork all of them are started, however few tasks there are.
        workers: u16,
        /// What of its life belongs to the run.
        life: Life,
    },
    /// One thread that calls for input or output without end beside threads that only compute; the scenario's
    /// workload is not run.
    Convoy {
        /// How many threads compute.
        cpu_threads: u16,
        /// What the other one does.
        call: Call,
        /// For how long.
        window: Nanos,
    },
}

/// A call for input or output that lets the GIL go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// Writes a byte to `/dev/null`.
    Write,
    /// Sleeps.
    Sleep(Nanos),
    /// Sends a byte over a socket pair and waits until another process has sent it back.
    Echo,
    /// None: the thread is idle until the window is over.
    Never,
}

/// What of an executor's life belongs to the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    /// From its start to the last result: what the charts show.
    UntilResults,
    /// From its start to the end of its shutdown, as in a `with` statement.
    UntilShutdown,
    /// Only the tasks: its workers wait for them from the beginning.
    Warm,
}

impl Setup {
    /// What a scenario means by `runtime`.
    pub(crate) fn usual(scenario: &Scenario, runtime: Runtime) -> Self {
        Self { form: Form::Usual(runtime), costs: *Costs::of(runtime.python_for(scenario.python)) }
    }
}

impl Form {
    /// The runtime that this is a form of.
    #[must_use]
    pub const fn runtime(self) -> Runtime {
        match self {
            Self::Usual(runtime) | Self::Standing(runtime) => runtime,
            Self::ThreadEach | Self::Convoy { .. } => Runtime::Threads,
            Self::ProcessEach | Self::ProcessPool { .. } => Runtime::Processes,
            Self::ToThread => Runtime::Asyncio,
        }
    }
}
