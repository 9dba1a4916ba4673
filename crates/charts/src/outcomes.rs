//! Sentences about what came out, where that says more than how long it took: deadlocks, and updates that were lost.

use crate::account::{Sentence, circle};
use crate::format::{duration, percent};
use model::scenario::Locking;
use model::trace::{Counter, Outcome};
use model::units::grouped;
use model::{Race, RunResult, Runtime, Scenario, State};

/// About the first run that ended in a deadlock: who waits for whom.
pub(crate) fn deadlock(race: &Race) -> Option<Sentence> {
    let stuck = |run: &&RunResult| matches!(run.trace.outcome, Outcome::Deadlock { .. });
    let run = race.results.iter().find(stuck)?;
    let Outcome::Deadlock { cycle } = &run.trace.outcome else { return None };
    let who =
        circle(&run.trace, cycle).unwrap_or_else(|| "everyone waits, and nobody is left to wake them".into());
    let title = run.runtime.title();
    Some(Sentence::stressed(format!("{title} end in a "), "deadlock".into(), format!(": {who}.")))
}

/// About updates that threads wrote over each other, or about there being none.
pub(crate) fn lost_updates(scenario: &Scenario, race: &Race) -> Option<Sentence> {
    let shared = |runtime| {
        let run = race.results.iter().find(|run| run.runtime == runtime)?;
        let counter = run.metrics.counter.filter(|counter| counter.variables == 1)?;
        Some((run, counter))
    };
    let statement = scenario.workload.statement.text();
    let (run, counter) = shared(Runtime::Threads).or_else(|| shared(Runtime::FreeThreads))?;
    let (python, lost) = (run.python, counter.lost());
    if lost == 0 {
        let why = if run.workers < 2 {
            "one thread has nobody to lose one to".into()
        } else if scenario.workload.statement.can_be_split(python) {
            "it was short enough that no thread was stopped at the wrong moment".into()
        } else {
            format!("between the load and the store of {statement} a thread is never stopped")
        };
        return Some(Sentence::plain(format!("No update is lost in this run on Python {python}: {why}.")));
    }
    let why = if run.runtime == Runtime::FreeThreads {
        "two threads load the same value at once, and both store the same sum".to_owned()
    } else {
        format!(
            "a thread that is stopped between the load and the store of {statement} later stores an old sum"
        )
    };
    Some(Sentence::stressed(
        format!("{} lose ", run.runtime.title()),
        format!("{} of {} updates", grouped(lost), grouped(counter.expected)),
        format!(" in Python {python}: {why}."),
    ))
}

/// What a run that counted came to, in a few words; `None` for a run that did not count.
#[must_use]
pub fn tally(run: &RunResult) -> Option<String> {
    let counter: Counter = run.metrics.counter?;
    Some(match (counter.variables, counter.lost()) {
        (1, 0) => format!("all {} updates there", grouped(counter.found)),
        (1, lost) => format!("{} of {} updates lost", grouped(lost), grouped(counter.expected)),
        (variables, _) => format!("{variables} variables, nothing shared"),
    })
}

/// About critical sections that most of the life goes into waiting for.
pub(crate) fn lock_convoy(scenario: &Scenario, run: &RunResult) -> Sentence {
    let (locks, it) = match scenario.workload.locking {
        Locking::One => ("one lock lets", "it"),
        Locking::Ordered | Locking::Opposed => ("two locks let", "them"),
    };
    Sentence::stressed(
        format!("{}: {locks} one task in at a time, and ", run.runtime.title()),
        percent(run.metrics.share(State::WaitLock)),
        format!(" of the workers' life was waiting for {it}; the job took {}.", duration(run.metrics.wall)),
    )
}
