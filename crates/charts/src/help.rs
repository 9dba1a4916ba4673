//! What would help a run, in plain sentences. Every number is that of a run of the changed scenario.

mod change;

use crate::Phrase;
use crate::format::{capitalised, count, duration, multiplier};
use model::scenario::EVENT_LIMIT;
use model::{Advice, Nanos, Remedy, Runtime, Scenario, WorkloadKind};

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
            format!(
                "What would help most: {}; {}",
                change::begun_low(&row.change),
                gained(scenario, advice, remedy)
            )
        }),
        rows,
    }
}

fn title(runtime: Runtime) -> String {
    let helped = if runtime == Runtime::Sequential { "a sequential run" } else { change::name(runtime) };
    format!("What would help {helped}")
}

/// "Processes instead of threads: 118 ms, 3.4 times as fast."
fn row(scenario: &Scenario, advice: &Advice, remedy: &Remedy) -> HelpRow {
    let change = change::words(scenario, advice.runtime, remedy);
    let gained = gained(scenario, advice, remedy);
    let words = vec![Phrase::Strong(change.clone()), Phrase::Text(format!(": {gained}"))];
    HelpRow { change, words, scenario: remedy.scenario.clone() }
}

/// "118 ms, 3.4 times as fast."
fn gained(scenario: &Scenario, advice: &Advice, remedy: &Remedy) -> String {
    let took = duration(remedy.done);
    let Some(before) = advice.done else { return format!("it comes to its end, after {took}.") };
    let whose = if scenario.workload.hogs > 0 { "the job's own tasks take " } else { "" };
    format!("{whose}{took}{}.", faster(before, remedy.done))
}

/// ", 3.4 times as fast"; nothing is so many times as fast as what takes no time.
fn faster(before: Nanos, after: Nanos) -> String {
    if after == Nanos::ZERO {
        return String::new();
    }
    let factor = before.0 as f64 / after.0 as f64;
    format!(", {} times as fast", multiplier(factor).trim_end_matches('×'))
}

fn note(advice: &Advice) -> Option<String> {
    let sentences: Vec<String> = nothing(advice).into_iter().chain(left_out(advice.left_out)).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// What helps where it is not about time.
fn counting(scenario: &Scenario, runtime: Runtime) -> Option<String> {
    let (job, python) = (&scenario.workload, runtime.python_for(scenario.python));
    let threads = matches!(runtime, Runtime::Threads | Runtime::FreeThreads);
    let loses = job.kind == WorkloadKind::Count && threads && job.statement.can_be_split(python);
    let text =
        "A lock around the statement makes the count right in every version, at the price of taking turns.";
    loses.then(|| text.into())
}

/// That nothing helps, where nothing does.
fn nothing(advice: &Advice) -> Option<String> {
    let tried = u64::from(advice.tried);
    let does = if advice.done.is_some() { "saves 5\u{a0}% of its time" } else { "brings it to its end" };
    match (advice.remedies.len(), tried) {
        (1.., _) => None,
        (_, 0) if advice.left_out > 0 => None,
        (_, 0) => Some("Nothing in this run's figures suggests a change.".into()),
        (_, 1) => Some(format!("No single change {does}: the one that its figures suggest was tried.")),
        (_, tried) => Some(format!(
            "No single change {does}: the {} that its figures suggest were tried.",
            words::number::words(tried)
        )),
    }
}

/// What the budget left no room for.
fn left_out(left_out: u32) -> Option<String> {
    let limit = EVENT_LIMIT / 1_000_000;
    let more = capitalised(&count(left_out.into(), "change"));
    match left_out {
        0 => None,
        1 => Some(format!(
            "{more} was not tried: it would go beyond the limit of {limit}\u{a0}million events."
        )),
        _ => Some(format!(
            "{more} were not tried: they would go beyond the limit of {limit}\u{a0}million events."
        )),
    }
}
