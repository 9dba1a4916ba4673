//! Axes: where the ticks are, and what they say. They are a step of 1, 2 or 5 times a power of ten apart.

use crate::digits::plain;
use crate::format::{NBSP, duration_unit};
use crate::{CssPx, View};
use model::Nanos;

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
    let times = round_numbers(view.start.0, view.end.0, max);
    let step = times.get(1).map_or(view.end.0, |second| second - times[0]);
    // The unit suits the whole axis, but a step must not vanish in it.
    let (unit, scale) = duration_unit(Nanos(step.saturating_mul(4).min(view.end.0)));
    // A second has nine decimals.
    let number = |time: u64| words::number::decimal(plain(time as f64 / scale, 9));
    let label = |time: u64| format!("{}{NBSP}{unit}", number(time));
    times.iter().map(|time| Tick { x: view.x_of(Nanos(*time)), label: label(*time) }).collect()
}

/// The round numbers from `low` to `high`, as close to each other as they can be without being more than `max` + 1;
/// `max` is at least 1.
pub(crate) fn round_numbers(low: u64, high: u64, max: usize) -> Vec<u64> {
    let room = max.max(1) as u64;
    let is_wide = |step: &u64| high.saturating_sub(low).div_ceil(*step) <= room;
    let tens = std::iter::successors(Some(1_u64), |ten| ten.checked_mul(10));
    let mut steps = tens.flat_map(|ten| [1, 2, 5].map(|times| ten.saturating_mul(times)));
    let Some(step) = steps.find(is_wide) else { return Vec::new() };
    (low.div_ceil(step)..=high / step).map(|times| times * step).collect()
}
