//! What the reader's own Python took, and for which scenario.

use super::same_job;
use model::{Measurements, Scenario};

/// Measurements that a file or a link brought.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    /// The scenario that they were made for.
    scenario: Scenario,
    measurements: Measurements,
}

impl Brought {
    /// Measurements of `scenario`.
    #[must_use]
    pub const fn new(scenario: Scenario, measurements: Measurements) -> Self {
        Self { scenario, measurements }
    }

    /// The measurements, if they are of `scenario`; which runtimes are shown makes no difference.
    #[must_use]
    pub fn of(&self, scenario: &Scenario) -> Option<&Measurements> {
        same_job(&self.scenario, scenario).then_some(&self.measurements)
    }
}
