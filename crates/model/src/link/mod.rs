//! A scenario as one query string that a person can read, for ever.
//!
//! `?v=1&w=cpu&tasks=8&py=3.14&show=threads,processes`: defaults are left out, an empty link is the default
//! scenario. Reading never fails on a key or a value: what is unknown or out of range is mended to the
//! nearest valid value and mentioned in one sentence. Only a scenario that would be too much work is
//! refused. The sentences quote the link; they are text, never markup.

mod number;
mod read;
mod view;
mod write;

use crate::{Measurements, Scenario, ScenarioError};
pub(crate) use number::{Number, parse as number, show};
pub(crate) use read::quote;
pub use view::View;

/// The version of the links that are written.
pub const LINK_VERSION: u32 = 1;

/// A scenario read from a link, and what had to be changed for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareLink {
    /// The scenario: the link's, or the nearest valid one.
    pub scenario: Scenario,
    /// What was measured of it, where the link says that.
    pub measurements: Option<Measurements>,
    /// How it is looked at, where the link says that.
    pub view: View,
    /// One sentence for each thing that was changed or left out; empty for a good link.
    pub notes: Vec<String>,
}

impl ShareLink {
    /// Reads a query string, with or without its `?`.
    ///
    /// # Errors
    /// Only if the scenario would take too many events to simulate; all else is mended.
    pub fn parse(query: &str) -> Result<Self, ScenarioError> {
        read::read(query)
    }

    /// The query string that opens `scenario`, without a `?`; empty for the default scenario.
    #[must_use]
    pub fn query(scenario: &Scenario) -> String {
        write::write(scenario)
    }

    /// As [`Self::query`], but never empty: for pages where saying nothing means another scenario than the default.
    #[must_use]
    pub fn full_query(scenario: &Scenario) -> String {
        let query = Self::query(scenario);
        if query.is_empty() { ["v=", &LINK_VERSION.to_string()].concat() } else { query }
    }

    /// The query string that opens `scenario` with what was measured of it; shorter than 2,000 characters.
    #[must_use]
    pub fn query_with(scenario: &Scenario, measurements: &Measurements) -> String {
        [&Self::full_query(scenario), "&m=", &measurements.key()].concat()
    }
}
