//! A race in one sentence, for those who hear that it has changed.

use crate::format::duration;
use crate::names;
use model::{Outcome, RunKind, RunResult};
use words::summary;

/// Who was first and who was last in the model's race, or in a measured one, with their times; runs that did not come to
/// their end are left out. Empty without any run that did.
#[must_use]
pub fn summary<'a>(runs: impl Iterator<Item = &'a RunResult>) -> String {
    let mut ended: Vec<&RunResult> =
        runs.filter(|run| matches!(run.trace.outcome, Outcome::Finished)).collect();
    ended.sort_by_key(|run| run.metrics.wall);
    let [first, .., last] = ended.as_slice() else {
        return ended.first().map(|one| alone(one)).unwrap_or_default();
    };
    let (time, most) = (&*duration(first.metrics.wall), &*duration(last.metrics.wall));
    let measured = last.kind == RunKind::Measured;
    let (first, last) = (names::title(first.runtime), names::title(last.runtime));
    if measured {
        summary::Measured { first, time, last, most }.say()
    } else {
        summary::Race { first, time, last, most }.say()
    }
}

fn alone(run: &RunResult) -> String {
    let (who, time) = (names::title(run.runtime), &*duration(run.metrics.wall));
    match run.kind {
        RunKind::Model => summary::Alone { who, time }.say(),
        RunKind::Measured => summary::MeasuredAlone { who, time }.say(),
    }
}
