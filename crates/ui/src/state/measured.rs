//! What was measured on this device, and what is being measured.

use crate::shared::Shared;
use model::{Nanos, RunResult, Runtime, State};
use std::collections::BTreeMap;
use yew::AttrValue;

/// What came out for each runtime, of the scenario on the page and no other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measured(BTreeMap<Runtime, Outcome>);

/// What came out for one runtime.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A run, and the wall time of the measured sequential run it is held against.
    Run {
        /// The run.
        run: Shared<RunResult>,
        /// The sequential run's wall time.
        baseline: Nanos,
        /// The states that occur, with their words.
        legend: Vec<(State, &'static str)>,
    },
    /// Nothing, for this reason.
    Nothing(AttrValue),
}

impl Outcome {
    /// A run, and the wall time of the measured sequential run.
    #[must_use]
    pub fn run(run: RunResult, baseline: Nanos) -> Self {
        let legend = charts::legend(&[&run.trace]);
        Self::Run { run: Shared::new(run), baseline, legend }
    }
}

impl Measured {
    /// Takes in what came out for `runtime`.
    pub fn put(&mut self, runtime: Runtime, outcome: Outcome) {
        self.0.insert(runtime, outcome);
    }

    /// What came out for `runtime`, if anything did.
    #[must_use]
    pub fn of(&self, runtime: Runtime) -> Option<&Outcome> {
        self.0.get(&runtime)
    }

    /// The states that occur, with their words; one that occurs in several runs is there several times.
    pub fn legend(&self) -> impl Iterator<Item = &(State, &'static str)> {
        self.0.values().flat_map(|outcome| match outcome {
            Outcome::Run { legend, .. } => legend.as_slice(),
            Outcome::Nothing(_) => &[],
        })
    }

    /// The wall time of the slowest run; zero without a run.
    #[must_use]
    pub fn longest(&self) -> Nanos {
        let run = |outcome: &Outcome| match outcome {
            Outcome::Run { run, .. } => Some(run.trace.end),
            Outcome::Nothing(_) => None,
        };
        self.0.values().filter_map(run).max().unwrap_or_default()
    }
}

/// What is being measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measurement {
    /// Nothing yet.
    None,
    /// It was asked for, and has come this far.
    Running {
        /// The runtime being measured, once one is.
        runtime: Option<Runtime>,
        /// How much of that runtime is done, in thousandths.
        permille: u32,
    },
    /// All of it was.
    Finished,
    /// It was stopped by the reader.
    Cancelled,
}

impl Measurement {
    /// Whether one is under way.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        matches!(self, Self::Running { .. })
    }
}
