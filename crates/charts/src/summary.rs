//! A race in one sentence, for those who hear that it has changed.

use crate::format::duration;
use crate::names;
use model::{Outcome, RunResult};
use words::summary;

/// Who was first and who was last in the model's race, with their times; runs that did not come to their end are left
/// out. Empty without any run that did.
#[must_use]
pub fn summary<'a>(runs: impl Iterator<Item = &'a RunResult>) -> String {
    let mut ended: Vec<&RunResult> =
        runs.filter(|run| matches!(run.trace.outcome, Outcome::Finished)).collect();
    ended.sort_by_key(|run| run.metrics.wall);
    let wall = |run: &RunResult| duration(run.metrics.wall);
    match ended.as_slice() {
        [] => String::new(),
        [one] => summary::Alone { who: names::title(one.runtime), time: &wall(one) }.say(),
        [first, .., last] => {
            let (time, most) = (wall(first), wall(last));
            summary::Race {
                first: names::title(first.runtime),
                time: &time,
                last: names::title(last.runtime),
                most: &most,
            }
            .say()
        }
    }
}
