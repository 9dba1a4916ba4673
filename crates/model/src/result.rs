//! Runs with their figures, as they go from engine to page.

use crate::{Metrics, Nanos, Outcome, PythonVersion, Runtime, Scenario, Trace};
use serde::{Deserialize, Serialize};

/// Whether a run is on the virtual clock or on this device's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RunKind {
    /// Simulated.
    Model,
    /// Run for real.
    Measured,
}

impl RunKind {
    /// The word beside every number.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Measured => "measured",
        }
    }
}

/// One scenario, run one way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunResult {
    /// The way.
    pub runtime: Runtime,
    /// The Python it is a run of, which may not be the one chosen: see [`Runtime::python_for`].
    pub python: PythonVersion,
    /// Model or measured.
    pub kind: RunKind,
    /// How many workers were started: an executor may need fewer than its pool has room for.
    pub workers: u32,
    /// What happened.
    pub trace: Trace,
    /// What it adds up to.
    pub metrics: Metrics,
}

impl RunResult {
    /// How many times faster than the sequential run that took `baseline`; `None` for a run that did not come to
    /// its end, which is neither fast nor slow, and where there is no such run: a baseline of zero.
    #[must_use]
    pub fn speedup(&self, baseline: Nanos) -> Option<f64> {
        (self.trace.outcome == Outcome::Finished && baseline > Nanos::ZERO)
            .then(|| self.metrics.speedup(baseline))
    }

    /// When the last of the job's own tasks was done: where there are hogs, the end of the last span that belongs
    /// to another task.
    #[must_use]
    pub fn done(&self, scenario: &Scenario) -> Nanos {
        let job = &scenario.workload;
        if job.hogs == 0 {
            return self.metrics.wall;
        }
        let spans = self.trace.lane_ids().flat_map(|(id, _)| self.trace.spans(id));
        let own = spans.filter(|span| span.task.is_some_and(|task| !job.is_hog(task)));
        own.map(|span| span.end).max().unwrap_or(self.metrics.wall)
    }
}

/// One scenario, run every way chosen, and the sequential run they are held against.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Race {
    /// Wall time of the sequential run, also where it is not shown.
    pub baseline: Nanos,
    /// The runs, in the order of [`Runtime::ALL`].
    pub results: Vec<RunResult>,
}

/// Speedup of one runtime against the number of workers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Curve {
    /// The runtime.
    pub runtime: Runtime,
    /// Wall times of the runs with 1, 2, 3, ... workers.
    pub walls: Vec<Nanos>,
}
