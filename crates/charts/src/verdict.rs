//! How a run came out, beside its lanes: its time, and what that is worth.

use crate::format::{duration_parts, multiplier};
use model::{Nanos, Outcome, RunResult, Runtime};
use words::rows;

/// The wall time of `run` as number and unit; one that ended in a deadlock would never end.
#[must_use]
pub fn wall(run: &RunResult) -> (String, &'static str) {
    match run.trace.outcome {
        Outcome::Deadlock { .. } => ("∞".to_owned(), ""),
        _ => duration_parts(run.metrics.wall),
    }
}

/// How many times as fast as `baseline` a run was, the wall time of the sequential one, or how it ended; with the class
/// that says what that is worth.
#[must_use]
pub fn verdict(run: &RunResult, baseline: Nanos) -> (&'static str, String) {
    match run.speedup(baseline) {
        Some(speedup) => (worth(run.runtime, speedup), multiplier(speedup)),
        None => ("bad", ending(&run.trace.outcome).to_owned()),
    }
}

/// Whether a run was worth its while against the sequential one: the class of its speedup.
#[must_use]
pub const fn worth(runtime: Runtime, speedup: f64) -> &'static str {
    match (runtime, speedup) {
        (Runtime::Sequential, _) => "soft",
        (_, 1.5..) => "good",
        (_, ..1.05) => "bad",
        _ => "soft",
    }
}

/// How a run ended that did not come to its end; nothing of one that did, where there is no sequential one to hold it
/// against.
#[must_use]
pub fn ending(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Finished => "",
        Outcome::Deadlock { .. } => rows::deadlock(),
        Outcome::EventLimit { .. } => rows::cut_short(),
        Outcome::Cancelled => rows::stopped(),
    }
}
