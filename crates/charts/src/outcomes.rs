//! Sentences about what came out, where that says more than how long it took: deadlocks, and updates that were lost.

use crate::account::circle;
use crate::format::{duration, percent};
use crate::names;
use model::scenario::Locking;
use model::trace::{Counter, Outcome};
use model::{Race, RunResult, Runtime, Scenario, State};
use words::number::grouped;
use words::{picture, why};

/// About the first run that ended in a deadlock: who waits for whom.
pub(crate) fn deadlock(race: &Race) -> Option<String> {
    let stuck = |run: &&RunResult| matches!(run.trace.outcome, Outcome::Deadlock { .. });
    let run = race.results.iter().find(stuck)?;
    let Outcome::Deadlock { cycle } = &run.trace.outcome else { return None };
    let who = circle(&run.trace, cycle).unwrap_or_else(|| why::nobody_left().into());
    Some(why::Deadlock { runtime: names::title(run.runtime), who: &who }.say())
}

/// About updates that threads wrote over each other, or about there being none.
pub(crate) fn lost_updates(scenario: &Scenario, race: &Race) -> Option<String> {
    let shared = |runtime| {
        let run = race.results.iter().find(|run| run.runtime == runtime)?;
        let counter = run.metrics.counter.filter(|counter| counter.variables == 1)?;
        Some((run, counter))
    };
    let statement = scenario.workload.statement;
    let (run, counter) = shared(Runtime::Threads).or_else(|| shared(Runtime::FreeThreads))?;
    let (python, lost) = (&run.python.to_string(), counter.lost());
    if lost == 0 {
        let why = if run.workers < 2 {
            why::none_lost_alone().into()
        } else if statement.can_be_split(run.python) {
            why::none_lost_short().into()
        } else {
            why::none_lost_never(statement.text())
        };
        return Some(why::NoneLost { python, why: &why }.say());
    }
    let why = match run.runtime {
        Runtime::FreeThreads => why::lost_at_once().into(),
        _ => why::lost_stopped(statement.text()),
    };
    let (lost, all) = (&grouped(lost), &grouped(counter.expected));
    Some(why::Lost { runtime: names::title(run.runtime), lost, all, python, why: &why }.say())
}

/// What a run that counted came to, in a few words; `None` for a run that did not count.
#[must_use]
pub fn tally(run: &RunResult) -> Option<String> {
    let counter: Counter = run.metrics.counter?;
    Some(match (counter.variables, counter.lost()) {
        (1, 0) => picture::all_there(&grouped(counter.found)),
        (1, lost) => picture::Lost { lost: &grouped(lost), all: &grouped(counter.expected) }.say(),
        (variables, _) => picture::own_variables(variables.into()),
    })
}

/// About critical sections that most of the life goes into waiting for.
pub(crate) fn lock_convoy(scenario: &Scenario, run: &RunResult) -> String {
    let runtime = names::title(run.runtime);
    let (share, took) = (&percent(run.metrics.share(State::WaitLock)), &duration(run.metrics.wall));
    match scenario.workload.locking {
        Locking::One => why::OneLock { runtime, share, took }.say(),
        Locking::Ordered | Locking::Opposed => why::TwoLocks { runtime, share, took }.say(),
    }
}
