//! The race in a few sentences: why it came out as it did. Every number is taken from the runs' figures.

use crate::finding::{Finding, finding, finished};
use crate::format::{capitalised, duration, multiplier, percent};
use crate::{names, outcomes, reasons};
use model::trace::Outcome;
use model::{LockWait, Nanos, Race, RunKind, RunResult, Runtime, Scenario, State, Trace, WorkloadKind};
use words::{STRESS, counts, number, picture, text};

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
    let mut sentences: Vec<String> = outcomes::deadlock(race).into_iter().collect();
    if scenario.workload.kind == WorkloadKind::Count {
        sentences.extend(outcomes::lost_updates(scenario, race));
        return said(&sentences, race);
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
        sentences.push(words::why::one_after_another(&duration(run.metrics.wall)));
    }
    said(&sentences, race)
}

/// The sentences one after another, the first with the words that say whose numbers follow.
fn said(sentences: &[String], race: &Race) -> Vec<Phrase> {
    let Some((first, rest)) = sentences.split_first() else { return Vec::new() };
    let first = begun_low(first);
    let first = match race.results.first().map_or(RunKind::Model, |run| run.kind) {
        RunKind::Model => words::why::model(&first),
        RunKind::Measured => words::why::measured(&first),
    };
    phrases(&rest.iter().fold(first, |before, next| text::Next { before: &before, next }.say()))
}

/// The sentence with a small first letter, wherever that is.
fn begun_low(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

/// What is plain and what is stressed, in turns.
pub(crate) fn phrases(text: &str) -> Vec<Phrase> {
    let pieces = text.split(STRESS).enumerate().filter(|(_, piece)| !piece.is_empty());
    let phrase = |(place, piece): (usize, &str)| {
        if place % 2 == 0 { Phrase::Text(piece.into()) } else { Phrase::Strong(piece.into()) }
    };
    pieces.map(phrase).collect()
}

/// All that one runtime's picture says, in a sentence or two.
#[must_use]
pub fn text_alternative(result: &RunResult, baseline: Nanos) -> String {
    let mut facts = vec![duration(result.metrics.wall)];
    facts.extend(result.speedup(baseline).map(|speedup| picture::speed(&multiplier(speedup))));
    facts.extend(ending(&result.trace));
    facts.extend(outcomes::tally(result));
    let run = picture::Run {
        runtime: names::title(result.runtime),
        kind: names::kind(result.kind),
        python: &result.python.to_string(),
        facts: &facts.join(text::comma()),
    };
    let more = [life(result), in_the_way(result)];
    more.iter().flatten().fold(run.say(), |before, next| text::Next { before: &before, next }.say())
}

/// "Four workers spent 25 % of their time running Python, 75 % waiting for the GIL."
fn life(result: &RunResult) -> Option<String> {
    let share = |states: &[State]| states.iter().map(|state| result.metrics.share(*state)).sum::<f64>();
    let shares = DOING.iter().map(|(states, doing)| (share(states), doing()));
    let mut shares = shares.filter(|(share, _)| *share >= 0.005);
    let (first, doing) = shares.next()?;
    let rest = shares.map(|(share, doing)| picture::Share { share: &percent(share), doing }.say());
    let doing: Vec<String> = std::iter::once(doing.to_owned()).chain(rest).collect();
    let workers = u64::from(result.workers);
    let life = picture::Life {
        workers: &capitalised(&counts::workers(workers)),
        share: &percent(first),
        doing: &doing.join(text::comma()),
        n: workers,
    };
    Some(life.say())
}

/// "Of 12 waits for the GIL, five began while worker-2 held it.": about GILs or locks, whichever were waited for
/// longer, and the first of those lanes that were most often in the way.
fn in_the_way(result: &RunResult) -> Option<String> {
    let trace = &result.trace;
    let locks = result.metrics.time_in(State::WaitLock) > result.metrics.time_in(State::WaitGil);
    let state = if locks { State::WaitLock } else { State::WaitGil };
    let mut begun = vec![0_u64; trace.lanes().len()];
    let waits = trace.lane_ids().flat_map(|(id, _)| trace.spans(id)).filter(|span| span.state == state);
    waits.filter_map(|wait| wait.holder).for_each(|holder| begun[holder.index()] += 1);
    let most = begun.iter().copied().max().filter(|most| *most > 0)?;
    let holder = &trace.lanes()[begun.iter().position(|count| *count == most)?].name;
    let what = match result.runtime {
        _ if locks => picture::a_lock(),
        Runtime::Processes | Runtime::Interpreters => picture::a_gil(),
        _ => picture::the_gil(),
    };
    Some(picture::Held { what, holder, most: &number::words(most), n: begun.iter().sum() }.say())
}

type Says = fn() -> &'static str;

/// What the workers do in each state; starting and copying look alike, so they are told as one.
const DOING: [(&[State], Says); 8] = [
    (&[State::Run], picture::run_python),
    (&[State::RunFree], picture::run_free),
    (&[State::WaitGil], picture::wait_gil),
    (&[State::WaitLock], picture::wait_lock),
    (&[State::WaitIo], picture::wait_io),
    (&[State::WaitCore], picture::wait_core),
    (&[State::WaitWorld], picture::wait_world),
    (&[State::Start, State::Copy], picture::start_copy),
];

fn ending(trace: &Trace) -> Option<String> {
    match &trace.outcome {
        Outcome::Finished => None,
        Outcome::Deadlock { cycle } => {
            let who = circle(trace, cycle);
            Some(who.map_or_else(|| picture::deadlock().into(), |who| picture::deadlock_of(&who)))
        }
        Outcome::EventLimit { .. } => Some(picture::event_limit().into()),
        Outcome::Cancelled => Some(picture::cancelled().into()),
    }
}

/// "worker-1 waits for lock-b held by worker-2, which waits for lock-a held by worker-1"
pub(crate) fn circle(trace: &Trace, cycle: &[LockWait]) -> Option<String> {
    use words::why::{Circle, CircleNext};
    let name = |wait: &LockWait| trace.lanes()[wait.lane.index()].name.as_str();
    let who = name(cycle.first()?);
    let holders = cycle.iter().skip(1).chain(cycle.first());
    let links = cycle.iter().zip(holders).enumerate().map(|(place, (wait, holder))| {
        let (lock, holder) = (trace.locks[wait.lock.index()].as_str(), name(holder));
        if place == 0 { Circle { who, lock, holder }.say() } else { CircleNext { lock, holder }.say() }
    });
    Some(links.collect::<Vec<_>>().join(text::comma()))
}
