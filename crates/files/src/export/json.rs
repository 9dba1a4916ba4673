//! The figures as JSON, with the scenario that they are of.

use super::about::About;
use super::figures::{Figures, scenario};
use model::export::{Entry, Runs};
use serde::Serialize;
use serde_json::{Map, Value};

/// The runs' figures as one file: a description, the scenario, and a result for each run.
///
/// # Errors
/// None that a run can cause.
pub fn json(runs: &Runs) -> serde_json::Result<String> {
    let results = runs.entries.iter().map(Row::of).collect();
    let file = File { about: About::of(runs), scenario: scenario(&runs.scenario), results };
    serde_json::to_string_pretty(&file)
}

#[derive(Serialize)]
struct File<'a> {
    about: About<'a>,
    scenario: Map<String, Value>,
    results: Vec<Row>,
}

#[derive(Serialize)]
pub(super) struct Row {
    #[serde(flatten)]
    figures: Figures,
    /// The wall times of all runs in the order in which they were made, where it was measured: the other figures are
    /// of the one in the middle.
    walls_ms: Option<Vec<f64>>,
}

impl Row {
    pub(super) fn of(entry: &Entry) -> Self {
        let walls = entry.walls.walls();
        Self {
            figures: Figures::of(&entry.run, entry.baseline),
            walls_ms: (!walls.is_empty()).then(|| walls.iter().map(|wall| wall.as_millis_f64()).collect()),
        }
    }
}
