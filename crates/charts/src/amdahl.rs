//! How much of a job can't run at once.

use model::{Race, Scenario};

/// The serial share of a job, and where it was seen.
#[derive(Clone, Debug, PartialEq)]
pub struct SerialShare {
    /// From 0 to 1.
    pub share: f64,
    /// One sentence that says what it is made of and which run it was measured in.
    pub caption: String,
}

/// The serial share of the scenario, computed from the race.
#[must_use]
pub fn serial_share(_scenario: &Scenario, _race: &Race) -> SerialShare {
    SerialShare { share: 0.0, caption: String::new() }
}
