//! Why there is no measurement, in one sentence for a reader.

use model::scenario::Unmeasurable;
use model::trace::Breach;
use model::{TaskId, Unable};

/// Why a run gave no result.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The reader stopped it.
    #[error("The measurement was stopped.")]
    Cancelled,
    /// It can't be measured on this device.
    #[error("{0}")]
    Unable(#[from] Unable),
    /// A part of the scenario is model only.
    #[error("{0}")]
    Unmeasurable(#[from] Unmeasurable),
    /// A task computed something else than it should have.
    #[error("Task {} computed a wrong result, so its time would mean nothing.", .task.0)]
    WrongResult {
        /// The task.
        task: TaskId,
    },
    /// What went to a task or came back from it is something else than was sent.
    #[error("The data of task {} did not arrive as it was sent, so its time would mean nothing.", .task.0)]
    WrongData {
        /// The task.
        task: TaskId,
    },
    /// A worker broke.
    #[error("A worker stopped with an error: {0}")]
    Panicked(String),
    /// The trace contradicts itself.
    #[error("What was recorded contradicts itself, so it is not shown: {0}.")]
    Breach(#[from] Breach),
}
