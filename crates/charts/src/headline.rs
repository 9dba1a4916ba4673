//! The race in one line: computed from it, so never wrong about it.

use crate::finding::{Finding, WORTH_IT, finding, finished, gain};
use crate::format::{capitalised, multiplier};
use crate::names;
use model::trace::Outcome;
use model::{Nanos, Race, RunResult, Runtime, Scenario};
use words::counts;

/// What the race shows, in a few words: about threads where they are in it, else about the fastest.
#[must_use]
pub fn headline(scenario: &Scenario, race: &Race) -> String {
    if let Some(run) = finished(race, Runtime::Threads) {
        return threads(scenario, race, run);
    }
    let runs = race.results.iter().filter(|run| run.trace.outcome == Outcome::Finished);
    match runs.min_by_key(|run| run.metrics.wall) {
        Some(run) => fastest(scenario, race, run),
        None if race.results.is_empty() => words::headline::no_runs().into(),
        None => words::headline::stopped().into(),
    }
}

/// "Four threads. Four cores." and how it went.
fn threads(scenario: &Scenario, race: &Race, run: &RunResult) -> String {
    use words::headline::{Alone, DropsGil, Threads, WaitsOverlap};
    let factor = gain(run, race);
    let (threads, cores) = (&capitalised(&counts::threads(run.workers.into())), &cores(scenario));
    match finding(run) {
        Finding::Alone => Alone { threads, cores }.say(),
        Finding::WaitsOverlap if factor >= WORTH_IT => {
            WaitsOverlap { threads, faster: &faster(factor) }.say()
        }
        Finding::DropsGil if factor >= WORTH_IT => DropsGil { threads, faster: &faster(factor) }.say(),
        _ => Threads { threads, cores, verdict: &verdict(race.baseline, run, factor) }.say(),
    }
}

fn verdict(baseline: Nanos, run: &RunResult, factor: f64) -> String {
    use words::headline;
    let saved = baseline.saturating_sub(run.metrics.wall);
    match factor {
        ..0.95 => headline::slower().into(),
        // Said of a job of minutes, it would have to be true to the second.
        0.95..1.05 if saved < Nanos::millis(1000) => headline::no_second().into(),
        0.95..WORTH_IT => headline::hardly().into(),
        _ => faster(factor),
    }
}

fn fastest(scenario: &Scenario, race: &Race, run: &RunResult) -> String {
    use words::headline::{RuntimeFaster, RuntimeHardly, RuntimeSlower, RuntimeWins};
    let tasks = &capitalised(&counts::tasks(scenario.workload.tasks.into()));
    let compared = race.results.len() > 1;
    if run.runtime == Runtime::Sequential {
        return if compared {
            words::headline::nothing_beats(tasks)
        } else {
            words::headline::sequential(tasks)
        };
    }
    let factor = gain(run, race);
    let (cores, runtime, faster) = (&cores(scenario), names::title(run.runtime), &faster(factor));
    match factor {
        ..0.95 => RuntimeSlower { tasks, cores, runtime }.say(),
        0.95..WORTH_IT => RuntimeHardly { tasks, cores, runtime }.say(),
        _ if compared => RuntimeWins { tasks, cores, runtime, faster, n: number_of_name(run.runtime) }.say(),
        _ => RuntimeFaster { tasks, cores, runtime, faster }.say(),
    }
}

/// Whether a runtime's name is one thing or several.
const fn number_of_name(runtime: Runtime) -> u64 {
    match runtime {
        Runtime::Asyncio | Runtime::Sequential => 1,
        _ => 2,
    }
}

fn cores(scenario: &Scenario) -> String {
    capitalised(&counts::cores(scenario.cores.0.into()))
}

/// `3.7 times as fast`.
fn faster(factor: f64) -> String {
    words::headline::faster(multiplier(factor).trim_end_matches('×'))
}
