//! What runtimes and kinds of runs are called.

use model::{RunKind, Runtime};
use words::{kinds, runtimes};

/// A runtime's name, as a heading.
#[must_use]
pub fn title(runtime: Runtime) -> &'static str {
    words::named("runtimes", runtime.name(), runtime.title())
}

/// The word without which there is no number.
#[must_use]
pub fn kind(kind: RunKind) -> &'static str {
    match kind {
        RunKind::Model => kinds::model(),
        RunKind::Measured => kinds::measured(),
    }
}

/// What a runtime is called amid a sentence.
pub(crate) fn amid(runtime: Runtime) -> &'static str {
    match runtime {
        Runtime::Sequential => runtimes::sequential(),
        Runtime::Threads => runtimes::threads(),
        Runtime::Asyncio => runtimes::asyncio(),
        Runtime::Processes => runtimes::processes(),
        Runtime::Interpreters => runtimes::interpreters(),
        Runtime::FreeThreads => runtimes::free_threads(),
    }
}
