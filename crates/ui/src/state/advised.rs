//! What would help the runs on the page, in words: made once for each advice, not at each drawing.

use charts::{Help, help};
use model::{Advice, Runtime, Scenario};

/// Advice about a race, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Advised {
    /// The scenario of the race.
    pub scenario: Scenario,
    /// For each of its runtimes, in the order of [`Runtime::ALL`].
    helps: Vec<Help>,
}

impl Advised {
    /// Puts advice about the race of `scenario` into words.
    #[must_use]
    pub fn new(scenario: Scenario, advice: &[Advice]) -> Self {
        let helps = advice.iter().map(|advice| help(&scenario, advice)).collect();
        Self { scenario, helps }
    }

    /// What would help that runtime.
    #[must_use]
    pub fn of(&self, runtime: Runtime) -> Option<&Help> {
        self.helps.iter().find(|help| help.runtime == runtime)
    }

    /// What would help `selected`; where that is not in the race, the first that is and runs tasks at once.
    #[must_use]
    pub fn about(&self, selected: Runtime) -> Option<&Help> {
        let concurrent = || self.helps.iter().find(|help| help.runtime != Runtime::Sequential);
        self.of(selected).or_else(concurrent).or(self.helps.first())
    }
}
