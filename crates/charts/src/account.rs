//! The race in a few sentences: why it came out as it did.

use model::{Nanos, Race, RunResult, Scenario};

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phrase {
    /// Plain.
    Text(String),
    /// To be stressed.
    Strong(String),
}

/// Why the race came out as it did.
#[must_use]
pub fn why(_scenario: &Scenario, _race: &Race) -> Vec<Phrase> {
    Vec::new()
}

/// All that one runtime's picture says, in a sentence or two.
#[must_use]
pub fn text_alternative(_result: &RunResult, _baseline: Nanos) -> String {
    String::new()
}
