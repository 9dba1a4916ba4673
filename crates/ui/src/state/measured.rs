//! What was measured on this device, and what is being measured.

use crate::shared::Shared;
use ::words::{measure, numbers};
use model::{Nanos, Repeated, RunResult, Runtime, State};
use std::collections::BTreeMap;
use yew::AttrValue;

/// What came out for each runtime, of the scenario on the page and no other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measured(BTreeMap<Runtime, Outcome>);

/// What came out for one runtime.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Runs, and the wall time of the measured sequential run they are held against.
    Run {
        /// Of all runs the one with the median wall time.
        run: Shared<RunResult>,
        /// The sequential run's wall time.
        baseline: Nanos,
        /// How long all runs took.
        walls: Repeated,
        /// The states that occur, with their words.
        legend: Vec<(State, &'static str)>,
    },
    /// Nothing, for this reason.
    Nothing(AttrValue),
}

impl Outcome {
    /// The run in the middle, the wall time of the measured sequential run, and those of all runs.
    #[must_use]
    pub fn run(run: RunResult, baseline: Nanos, walls: Repeated) -> Self {
        let legend = charts::legend(&[&run.trace]);
        Self::Run { run: Shared::new(run), baseline, walls, legend }
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

    /// The run in the middle, of each runtime that was run.
    pub fn runs(&self) -> impl Iterator<Item = &Shared<RunResult>> {
        self.0.values().filter_map(|outcome| match outcome {
            Outcome::Run { run, .. } => Some(run),
            Outcome::Nothing(_) => None,
        })
    }

    /// The times of all runs, of each runtime that was run.
    pub fn walls(&self) -> impl Iterator<Item = &Repeated> {
        self.0.values().filter_map(|outcome| match outcome {
            Outcome::Run { walls, .. } => Some(walls),
            Outcome::Nothing(_) => None,
        })
    }

    /// How often each runtime was run, and how much that varied, in words.
    #[must_use]
    pub fn summary(&self) -> String {
        let rounds = self.walls().map(|walls| walls.walls().len()).max();
        match rounds {
            None => measure::nothing().into(),
            Some(..2) => measure::once().into(),
            Some(rounds) => {
                let most = self.walls().filter_map(vary).max().unwrap_or_default().to_string();
                measure::Medians { n: rounds as u64, most: &numbers::percent(&most) }.say()
            }
        }
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

/// By how many percent the slowest run took longer than the quickest.
fn vary(walls: &Repeated) -> Option<u64> {
    let (quickest, slowest) = walls.ends()?;
    Some((slowest - quickest).times(100).0 / quickest.0.max(1))
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
    /// It was stopped for another one on this page.
    Displaced,
}

impl Measurement {
    /// Whether one is under way.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        matches!(self, Self::Running { .. })
    }
}
