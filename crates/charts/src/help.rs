//! What would help a run, in plain sentences. Every number is that of a run of the changed scenario.

mod change;

use crate::account::phrases;
use crate::format::{capitalised, duration, multiplier};
use crate::{Phrase, names};
use model::scenario::EVENT_LIMIT;
use model::{Advice, Nanos, Remedy, Runtime, Scenario, WorkloadKind};
use words::{counts, text};

/// What there is to say about what would help one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// The run's runtime.
    pub runtime: Runtime,
    /// `What would help threads`.
    pub title: String,
    /// A sentence for each change that helps, the best first.
    pub rows: Vec<HelpRow>,
    /// That nothing helps, or what was not tried.
    pub note: Option<String>,
    /// The best change in a sentence of its own, for the picture's text alternative.
    pub best: Option<String>,
}

/// One change that helps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpRow {
    /// What to change, as in a heading: `Processes instead of threads`.
    pub change: String,
    /// The whole sentence; the change is stressed.
    pub words: Vec<Phrase>,
    /// The scenario with the change made.
    pub scenario: Scenario,
}

/// Puts advice about a run of `scenario` into words.
#[must_use]
pub fn help(scenario: &Scenario, advice: &Advice) -> Help {
    let rows: Vec<HelpRow> = advice.remedies.iter().map(|remedy| row(scenario, advice, remedy)).collect();
    let best = advice.remedies.first().zip(rows.first());
    Help {
        runtime: advice.runtime,
        title: title(advice.runtime),
        note: counting(scenario, advice.runtime).or_else(|| note(advice)),
        best: best.map(|(remedy, row)| {
            let gained = &gained(scenario, advice, remedy);
            words::help::Best { change: &change::begun_low(&row.change), gained }.say()
        }),
        rows,
    }
}

fn title(runtime: Runtime) -> String {
    words::help::title(match runtime {
        Runtime::Sequential => words::help::sequential(),
        _ => names::amid(runtime),
    })
}

/// "Processes instead of threads: 118 ms, 3.4 times as fast."
fn row(scenario: &Scenario, advice: &Advice, remedy: &Remedy) -> HelpRow {
    let change = change::words(scenario, advice.runtime, remedy);
    let words = words::help::Row { change: &change, gained: &gained(scenario, advice, remedy) }.say();
    HelpRow { change, words: phrases(&words), scenario: remedy.scenario.clone() }
}

/// "118 ms, 3.4 times as fast."
fn gained(scenario: &Scenario, advice: &Advice, remedy: &Remedy) -> String {
    let took = &duration(remedy.done);
    match advice.done {
        None => words::help::comes_to_end(took),
        Some(before) if scenario.workload.hogs > 0 => {
            words::help::own_tasks(&faster(took, before, remedy.done))
        }
        Some(before) => words::help::gained(&faster(took, before, remedy.done)),
    }
}

/// "118 ms, 3.4 times as fast"; nothing is so many times as fast as what takes no time.
fn faster(took: &str, before: Nanos, after: Nanos) -> String {
    if after == Nanos::ZERO {
        return took.to_owned();
    }
    let factor = multiplier(before.0 as f64 / after.0 as f64);
    words::help::Faster { took, factor: factor.trim_end_matches('×') }.say()
}

fn note(advice: &Advice) -> Option<String> {
    let sentences = [nothing(advice), left_out(advice.left_out)].into_iter().flatten();
    sentences.into_iter().reduce(|before, next| text::Next { before: &before, next: &next }.say())
}

/// What helps where it is not about time.
fn counting(scenario: &Scenario, runtime: Runtime) -> Option<String> {
    let (job, python) = (&scenario.workload, runtime.python_for(scenario.python));
    let threads = matches!(runtime, Runtime::Threads | Runtime::FreeThreads);
    let loses = job.kind == WorkloadKind::Count && threads && job.statement.can_be_split(python);
    loses.then(|| words::help::counting().into())
}

/// That nothing helps, where nothing does.
fn nothing(advice: &Advice) -> Option<String> {
    match (advice.remedies.len(), u64::from(advice.tried)) {
        (1.., _) => None,
        (_, 0) if advice.left_out > 0 => None,
        (_, 0) => Some(words::help::nothing().into()),
        (_, tried) if advice.done.is_some() => Some(words::help::nothing_saves(tried)),
        (_, tried) => Some(words::help::nothing_ends(tried)),
    }
}

/// What the budget left no room for.
fn left_out(left_out: u32) -> Option<String> {
    let n = u64::from(left_out);
    let limit = &(EVENT_LIMIT / 1_000_000).to_string();
    (n > 0).then(|| words::help::LeftOut { changes: &capitalised(&counts::changes(n)), limit, n }.say())
}
