//! The race in a few sentences: why it came out as it did. Every number is taken from the runs' figures.

use crate::finding::{Finding, finding, finished};
use crate::format::{capitalised, count, duration, multiplier, percent};
use crate::{outcomes, reasons};
use model::trace::Outcome;
use model::{LockWait, Nanos, Race, RunKind, RunResult, Runtime, Scenario, State, Trace, WorkloadKind};

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phrase {
    /// Plain.
    Text(String),
    /// To be stressed.
    Strong(String),
}

/// Why the race came out as it did: first about threads, then about what uses the cores, then about asyncio
/// where there is room or reason. The first sentence says whether this is the model or measured; empty for
/// a race of which no run came to its end.
#[must_use]
pub fn why(scenario: &Scenario, race: &Race) -> Vec<Phrase> {
    let mut sentences: Vec<Sentence> = outcomes::deadlock(race).into_iter().collect();
    if scenario.workload.kind == WorkloadKind::Count {
        sentences.extend(outcomes::lost_updates(scenario, race));
        return phrases(sentences, race);
    }
    sentences.extend(finished(race, Runtime::Threads).map(|run| reasons::threads(scenario, race, run)));
    let parallel = [Runtime::Processes, Runtime::Interpreters, Runtime::FreeThreads];
    // What stops the world says more than what goes its way.
    let stopped = finished(race, Runtime::FreeThreads).filter(|run| finding(run) == Finding::WorldStops);
    let parallel = stopped.or_else(|| parallel.into_iter().find_map(|runtime| finished(race, runtime)));
    sentences.extend(parallel.map(|run| reasons::parallel(scenario, race, run)));
    if let Some(run) = finished(race, Runtime::Asyncio) {
        sentences.extend(reasons::asyncio(scenario, race, run, sentences.len()));
    }
    if let Some(run) = finished(race, Runtime::Sequential).filter(|_| sentences.is_empty()) {
        let took = duration(run.metrics.wall);
        sentences.push(Sentence::plain(format!("One task after another takes {took}.")));
    }
    phrases(sentences, race)
}

/// A sentence with at most one stressed place.
pub(crate) struct Sentence {
    before: String,
    strong: String,
    after: String,
}

impl Sentence {
    pub(crate) fn plain(text: String) -> Self {
        Self { before: text, strong: String::new(), after: String::new() }
    }

    pub(crate) fn stressed(before: impl Into<String>, strong: String, after: impl Into<String>) -> Self {
        Self { before: before.into(), strong, after: after.into() }
    }
}

fn phrases(sentences: Vec<Sentence>, race: &Race) -> Vec<Phrase> {
    let kind = race.results.first().map_or(RunKind::Model, |run| run.kind);
    let mut pieces: Vec<Phrase> = Vec::new();
    // What is plain and not yet in a phrase.
    let mut plain = String::new();
    for (place, Sentence { before, strong, after }) in sentences.into_iter().enumerate() {
        plain += &if place == 0 { begun(kind, &before) } else { format!(" {before}") };
        if !strong.is_empty() {
            pieces.push(Phrase::Text(std::mem::take(&mut plain)));
            pieces.push(Phrase::Strong(strong));
        }
        plain += &after;
    }
    if !plain.is_empty() {
        pieces.push(Phrase::Text(plain));
    }
    pieces
}

/// The first words, which say whose numbers follow.
fn begun(kind: RunKind, sentence: &str) -> String {
    let opening = match kind {
        RunKind::Model => "In the model, ",
        RunKind::Measured => "Measured on this device, ",
    };
    let mut letters = sentence.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    opening.chars().chain(first).chain(letters).collect()
}

/// All that one runtime's picture says, in a sentence or two.
#[must_use]
pub fn text_alternative(result: &RunResult, baseline: Nanos) -> String {
    let metrics = &result.metrics;
    format!(
        "{} ({}, Python {}): {}{}{}{}.{}",
        result.runtime.title(),
        result.kind.name(),
        result.python,
        duration(metrics.wall),
        result.speedup(baseline).map_or_else(String::new, of_one_after_another),
        ending(&result.trace),
        outcomes::tally(result).map_or_else(String::new, |tally| format!(", {tally}")),
        life(result),
    ) + &in_the_way(result).unwrap_or_default()
}

fn of_one_after_another(speedup: f64) -> String {
    format!(", {} the speed of one after another", multiplier(speedup))
}

/// " Four workers spent 25 % of their time running Python, 75 % waiting for the GIL."
fn life(result: &RunResult) -> String {
    let share = |states: &[State]| states.iter().map(|state| result.metrics.share(*state)).sum::<f64>();
    let shares = DOING.iter().map(|(states, doing)| (share(states), doing));
    let shares: Vec<String> = shares
        .filter(|(share, _)| *share >= 0.005)
        .map(|(share, doing)| format!("{} {doing}", percent(share)))
        .collect();
    let Some((first, rest)) = shares.split_first() else { return String::new() };
    let workers = capitalised(&count(result.workers.into(), "worker"));
    let of_their_time = if result.workers == 1 { "of its time" } else { "of their time" };
    let first = first.replacen('%', &format!("% {of_their_time}"), 1);
    let list: Vec<&str> = std::iter::once(first.as_str()).chain(rest.iter().map(String::as_str)).collect();
    format!(" {workers} spent {}.", list.join(", "))
}

/// " Of 12 waits for the GIL, five began while worker-2 held it.": about GILs or locks, whichever were waited for
/// longer, and the first of those lanes that were most often in the way.
fn in_the_way(result: &RunResult) -> Option<String> {
    let trace = &result.trace;
    let locks = result.metrics.time_in(State::WaitLock) > result.metrics.time_in(State::WaitGil);
    let state = if locks { State::WaitLock } else { State::WaitGil };
    let mut begun = vec![0_u64; trace.lanes().len()];
    let waits = trace.lane_ids().flat_map(|(id, _)| trace.spans(id)).filter(|span| span.state == state);
    waits.filter_map(|wait| wait.holder).for_each(|holder| begun[holder.index()] += 1);
    let all: u64 = begun.iter().sum();
    let most = begun.iter().copied().max().filter(|most| *most > 0)?;
    let holder = &trace.lanes()[begun.iter().position(|count| *count == most)?].name;
    let own_gil = matches!(result.runtime, Runtime::Processes | Runtime::Interpreters);
    let what = if locks {
        "a lock"
    } else if own_gil {
        "a GIL"
    } else {
        "the GIL"
    };
    Some(match all {
        1 => format!(" The one wait for {what} began while {holder} held it."),
        _ => format!(
            " Of {} waits for {what}, {} began while {holder} held it.",
            words::number::words(all),
            words::number::words(most)
        ),
    })
}

/// What the workers do in each state; starting and copying look alike, so they are told as one.
const DOING: [(&[State], &str); 8] = [
    (&[State::Run], "running Python"),
    (&[State::RunFree], "running without a GIL"),
    (&[State::WaitGil], "waiting for the GIL"),
    (&[State::WaitLock], "waiting for a lock"),
    (&[State::WaitIo], "waiting for I/O"),
    (&[State::WaitCore], "waiting for a core"),
    (&[State::WaitWorld], "standing still for garbage collections"),
    (&[State::Start, State::Copy], "starting up and copying"),
];

fn ending(trace: &Trace) -> String {
    match &trace.outcome {
        Outcome::Finished => String::new(),
        Outcome::Deadlock { cycle } => {
            let who = circle(trace, cycle).map_or_else(String::new, |who| format!(": {who}"));
            format!(", stopped by a deadlock{who}")
        }
        Outcome::EventLimit { .. } => ", cut short at the limit of events".into(),
        Outcome::Cancelled => ", stopped by the reader".into(),
    }
}

/// "worker-1 waits for lock-b held by worker-2, which waits for lock-a held by worker-1"
pub(crate) fn circle(trace: &Trace, cycle: &[LockWait]) -> Option<String> {
    let name = |wait: &LockWait| trace.lanes()[wait.lane.index()].name.as_str();
    let first = cycle.first()?;
    let holders = cycle.iter().skip(1).chain([first]);
    let links = cycle.iter().zip(holders).map(|(wait, holder)| {
        format!("waits for {} held by {}", trace.locks[wait.lock.index()], name(holder))
    });
    Some(format!("{} {}", name(first), links.collect::<Vec<_>>().join(", which ")))
}
