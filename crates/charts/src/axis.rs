//! Axes: where the ticks are, and what they say. The steps (1, 2 or 5 times a power of ten) are plotters'.

use crate::digits::plain;
use crate::format::{NBSP, duration_unit};
use crate::{CssPx, View};
use model::Nanos;
use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::{RangedCoordf64, RangedCoordu64};

/// A place on an axis, and its label.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where it is along the axis.
    pub x: CssPx,
    /// What it says.
    pub label: String,
}

/// At most `max` + 1 ticks for the clock of `view`, all labelled in one unit; none for an empty view.
#[must_use]
pub fn time_ticks(view: &View, max: usize) -> Vec<Tick> {
    if view.span() == Nanos::ZERO || max == 0 {
        return Vec::new();
    }
    let times = RangedCoordu64::from(view.start.0..view.end.0).key_points(max);
    let step = times.get(1).map_or(view.end.0, |second| second - times[0]);
    // The unit suits the whole axis, but a step must not vanish in it.
    let (unit, scale) = duration_unit(Nanos(step.saturating_mul(4).min(view.end.0)));
    // A second has nine decimals.
    let number = |time: u64| words::number::decimal(plain(time as f64 / scale, 9));
    let label = |time: u64| format!("{}{NBSP}{unit}", number(time));
    times.iter().map(|time| Tick { x: view.x_of(Nanos(*time)), label: label(*time) }).collect()
}

/// At most `max` round numbers from `low` to `high`.
pub(crate) fn round_numbers(low: f64, high: f64, max: usize) -> Vec<f64> {
    RangedCoordf64::from(low..high).key_points(max)
}

/// At most `max` + 1 round whole numbers from `low` to `high`.
pub(crate) fn round_counts(low: u64, high: u64, max: usize) -> Vec<u64> {
    RangedCoordu64::from(low..high).key_points(max.max(1))
}
