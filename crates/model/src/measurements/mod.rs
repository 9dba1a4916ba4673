//! What a CPython took for a scenario's job, timed by [`crate::script`]: as a file and as a key of a link.
//!
//! All of it comes from outside, and a published link opens for ever: the form has a version, every number a range,
//! and every text few characters. What is not right is refused with one sentence.
//!
//! - `json`: a reader of JSON; `file`: the form that is dropped on the page;
//! - `key`: the form in a link; `read`: what both are held to.

mod file;
mod json;
mod key;
mod read;

use crate::{Nanos, Runtime};

/// The version of the form that is written.
pub const FORMAT: u32 = 1;
/// The most bytes of a file that are looked at: a hundred times what any has.
pub const LONGEST_FILE: usize = 64_000;

/// What one Python on one machine took for the job of one scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measurements {
    /// Its implementation: `CPython`, `PyPy`.
    pub implementation: String,
    /// Its version, as it says it: `3.13.1`.
    pub python: String,
    /// Its operating system, as it says it: `Linux`, `Darwin`.
    pub platform: String,
    /// The machine's logical processors; 1 to 4096.
    pub processors: u32,
    /// Those of them that it could use; 1 to all of them.
    pub cores: u32,
    /// Whether threads shared a GIL.
    pub gil: bool,
    /// How often each runtime was timed; 1 to 1000.
    pub repetitions: u32,
    /// What each took, each at most once, in the order of [`Runtime::ALL`]; one at least.
    pub timings: Vec<Timing>,
}

/// What one runtime took, from before its workers are made until they are gone; from a microsecond to a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    /// The runtime.
    pub runtime: Runtime,
    /// The median of its times.
    pub median: Nanos,
    /// The shortest.
    pub least: Nanos,
    /// The longest.
    pub most: Nanos,
    /// How many updates of a counter were lost in the run that lost the most, where the job counts.
    pub lost: Option<u64>,
}

impl Measurements {
    /// What that runtime took, if it was timed.
    #[must_use]
    pub fn of(&self, runtime: Runtime) -> Option<&Timing> {
        self.timings.iter().find(|timing| timing.runtime == runtime)
    }

    /// The longest time of all.
    #[must_use]
    pub fn longest(&self) -> Nanos {
        self.timings.iter().map(|timing| timing.most).max().unwrap_or_default()
    }
}

/// Why measurements are refused, in one sentence for a reader.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MeasurementsError {
    /// More than [`LONGEST_FILE`] bytes.
    #[error("The file is longer than {} KB, and no file of measurements is.", LONGEST_FILE / 1_000)]
    TooLong,
    /// Something else than the script writes.
    #[error("This is no file of measurements: {0}.")]
    NoFile(&'static str),
    /// Of a format that is not known, with what it calls itself.
    #[error("The measurements are of format {0}, and this page reads format {FORMAT} only.")]
    Format(String),
    /// Something that is wrong: what, how it is written there, and what it must be.
    #[error("The measurements' {what} is {text}; it must be {must}.")]
    Bad {
        /// What it is.
        what: &'static str,
        /// The beginning of the text, quoted.
        text: String,
        /// What it must be.
        must: &'static str,
    },
    /// Their scenario is too much work to simulate.
    #[error("The measurements' scenario is refused. {0}")]
    Scenario(crate::ScenarioError),
}
