//! Pictures as standalone SVG text, for posters, prerendered pages and downloads.

use crate::{SpeedupPicture, View};
use model::{Race, RunResult, Scenario};

/// One run's timeline as an SVG document; `prefix` begins the ids in it, `baseline` is in its text.
#[must_use]
pub fn lanes_svg(_result: &RunResult, _baseline: model::Nanos, _view: &View, _prefix: &str) -> String {
    String::new()
}

/// The whole race as an SVG document `width` pixels wide: headline, a timeline with its figures for each
/// runtime, time axis, legend.
#[must_use]
pub fn race_svg(_scenario: &Scenario, _race: &Race, _width: crate::CssPx) -> String {
    String::new()
}

/// The speedup plot as an SVG document.
#[must_use]
pub fn speedup_svg(_picture: &SpeedupPicture, _title: &str) -> String {
    String::new()
}
