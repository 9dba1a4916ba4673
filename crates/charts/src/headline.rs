//! The race in one line: computed from it, so never wrong about it.

use crate::finding::{Finding, WORTH_IT, finding, finished, gain};
use crate::format::{capitalised, count, multiplier};
use model::trace::Outcome;
use model::{Nanos, Race, RunResult, Runtime, Scenario};

/// What the race shows, in a few words: about threads where they are in it, else about the fastest.
#[must_use]
pub fn headline(scenario: &Scenario, race: &Race) -> String {
    if let Some(run) = finished(race, Runtime::Threads) {
        return threads(scenario, race, run);
    }
    let runs = race.results.iter().filter(|run| run.trace.outcome == Outcome::Finished);
    match runs.min_by_key(|run| run.metrics.wall) {
        Some(run) => fastest(scenario, race, run),
        None if race.results.is_empty() => "One job, every way Python can run it.".into(),
        None => "The race was stopped before its end.".into(),
    }
}

/// "Four threads. Four cores." and how it went.
fn threads(scenario: &Scenario, race: &Race, run: &RunResult) -> String {
    let factor = gain(run, race);
    let who = sentence(run.workers.into(), "thread");
    let cores = sentence(scenario.cores.0.into(), "core");
    match finding(run) {
        Finding::Alone => format!("{who} {cores} One task at a time."),
        Finding::WaitsOverlap if factor >= WORTH_IT => {
            format!("{who} One GIL. {}.", times_as_fast(factor))
        }
        Finding::DropsGil if factor >= WORTH_IT => {
            format!("{who} One GIL, let go. {}.", times_as_fast(factor))
        }
        _ => format!("{who} {cores} {}", verdict(race.baseline, run, factor)),
    }
}

fn verdict(baseline: Nanos, run: &RunResult, factor: f64) -> String {
    let saved = baseline.saturating_sub(run.metrics.wall);
    match factor {
        ..0.95 => "Slower than one.".into(),
        // Said of a job of minutes, it would have to be true to the second.
        0.95..1.05 if saved < Nanos::millis(1000) => "Not one second saved.".into(),
        0.95..WORTH_IT => "Hardly any time saved.".into(),
        _ => format!("{}.", times_as_fast(factor)),
    }
}

fn fastest(scenario: &Scenario, race: &Race, run: &RunResult) -> String {
    let tasks = sentence(scenario.workload.tasks.into(), "task");
    let compared = race.results.len() > 1;
    if run.runtime == Runtime::Sequential {
        let end = if compared { "Nothing beats one after another." } else { "One after another." };
        return format!("{tasks} {end}");
    }
    let factor = gain(run, race);
    let cores = sentence(scenario.cores.0.into(), "core");
    let name = run.runtime.title();
    match factor {
        ..0.95 => format!("{tasks} {cores} {name}: slower than one after another."),
        0.95..WORTH_IT => format!("{tasks} {cores} {name}: hardly any time saved."),
        _ if compared => format!("{tasks} {cores} {name} {}: {}.", win(run.runtime), times_as_fast(factor)),
        _ => format!("{tasks} {cores} {name}: {}.", times_as_fast(factor)),
    }
}

const fn win(runtime: Runtime) -> &'static str {
    match runtime {
        Runtime::Asyncio | Runtime::Sequential => "wins",
        _ => "win",
    }
}

fn sentence(number: u64, noun: &str) -> String {
    format!("{}.", capitalised(&count(number, noun)))
}

/// `3.7 times as fast`.
fn times_as_fast(factor: f64) -> String {
    format!("{} times as fast", multiplier(factor).trim_end_matches('×'))
}
