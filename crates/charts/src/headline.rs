//! The race in one line.

use model::{Race, Scenario};

/// What the race shows, in a few words.
#[must_use]
pub fn headline(_scenario: &Scenario, _race: &Race) -> String {
    String::new()
}
