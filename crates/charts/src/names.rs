//! What runtimes, kinds of runs and the library's scenarios are called.

use model::preset::Topic;
use model::{Preset, RunKind, Runtime};
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

/// The name of a scenario of the library.
#[must_use]
pub fn preset_title(preset: &Preset) -> &'static str {
    words::named("titles", preset.name, preset.title)
}

/// The truth that it shows.
#[must_use]
pub fn preset_truth(preset: &Preset) -> &'static str {
    words::named("truths", preset.name, preset.truth)
}

/// What the scenarios of a topic are about.
#[must_use]
pub fn topic(topic: Topic) -> &'static str {
    words::named("topics", topic.name(), topic.title())
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
