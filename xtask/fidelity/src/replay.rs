//! The model's run of a case.

use crate::record::{Repetition, median};
use crate::rules::Case;
use anyhow::{Context, Result, ensure};
use model::scenario::Draft;
use model::trace::InstantKind;
use model::{LaneId, LaneKind, Nanos, Outcome, State, Trace};
use sim::{Choices, Simulation};

/// Runs of a case, with as many seeds: a measured median, too, is one of several draws.
const RUNS: u64 = 5;

/// What the GIL did among the threads that compute: a slice lasts from one of them taking over to the next one
/// doing so. As in the measuring program, one thread alone has one slice.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slices {
    pub(crate) count: f64,
    /// Their median in milliseconds, if there were two.
    pub(crate) median_ms: Option<f64>,
}

/// The model's wall time over the measured one: the median of the repetitions, each with the CPU time that it
/// consumed.
///
/// Where no CPU time was observed, that is the model's wall time over the measured median.
///
/// # Errors
/// If the case is no scenario, or does not come to its end.
pub(crate) fn wall(case: &Case) -> Result<f64> {
    let (_, used) = simulate(&case.draft, case, 1)?;
    let tasks = u64::from(case.draft.workload.tasks);
    let beside = used.saturating_sub(case.draft.workload.cpu.times(tasks));
    let ratios: Result<Vec<f64>> = case.repetitions.iter().map(|one| ratio(case, *one, beside)).collect();
    median(&ratios?).context("the record has no repetition")
}

/// The same for one repetition: the median of the model's runs over what was measured. `beside` is what the model
/// says that starting and passing on costs; the rest of the CPU time consumed is the tasks'.
fn ratio(case: &Case, repetition: Repetition, beside: Nanos) -> Result<f64> {
    let mut draft = case.draft.clone();
    if let Some(cpu_ms) = repetition.cpu_ms {
        let own = Nanos((cpu_ms * 1e6) as u64).saturating_sub(beside);
        draft.workload.cpu = Nanos(own.0 / u64::from(draft.workload.tasks));
    }
    let walls: Result<Vec<f64>> =
        (1..=RUNS).map(|seed| Ok(simulate(&draft, case, seed)?.0.end.as_millis_f64())).collect();
    Ok(median(&walls?).context("no run")? / repetition.wall_ms)
}

/// The model's slices: medians of its runs.
///
/// # Errors
/// As [`wall`].
pub(crate) fn slices(case: &Case) -> Result<Slices> {
    let traces: Result<Vec<Trace>> =
        (1..=RUNS).map(|seed| Ok(simulate(&case.draft, case, seed)?.0)).collect();
    let begins: Vec<Vec<f64>> = traces?.iter().map(slice_begins).collect();
    let counts: Vec<f64> = begins.iter().map(|begins| begins.len() as f64).collect();
    let medians: Vec<f64> = begins.iter().filter_map(|begins| median(&lengths(begins))).collect();
    Ok(Slices { count: median(&counts).context("no run")?, median_ms: median(&medians) })
}

/// Operations per second of a convoy's I/O thread in the model: the median of its runs.
///
/// # Errors
/// As [`wall`].
pub(crate) fn operations(case: &Case) -> Result<f64> {
    let rates: Result<Vec<f64>> =
        (1..=RUNS).map(|seed| Ok(rate(&simulate(&case.draft, case, seed)?.0))).collect();
    median(&rates?).context("no run")
}

fn rate(trace: &Trace) -> f64 {
    let done = trace.instants().filter(|(_, _, kind)| *kind == InstantKind::TaskDone).count();
    done as f64 / trace.end.as_millis_f64() * 1e3
}

/// One run: its trace, and the CPU time that it used.
fn simulate(draft: &Draft, case: &Case, seed: u64) -> Result<(Trace, Nanos)> {
    let mut draft = draft.clone();
    draft.seed = seed;
    let scenario = draft.build()?;
    let mut simulation = Simulation::set_up(&scenario, case.setup, Choices::seeded(seed));
    simulation.run_to_end();
    let used = simulation.cpu_used();
    let trace = simulation.finish();
    ensure!(trace.outcome == Outcome::Finished, "the model's run ended as {:?}", trace.outcome);
    Ok((trace, used))
}

/// When another of the computing threads took over, in milliseconds.
fn slice_begins(trace: &Trace) -> Vec<f64> {
    let workers = trace.lane_ids().filter(|(_, lane)| lane.kind == LaneKind::Worker);
    let mut spans: Vec<(Nanos, LaneId)> = workers
        .flat_map(|(id, _)| trace.spans(id).map(move |span| (span, id)))
        .filter(|(span, _)| span.state == State::Run)
        .map(|(span, id)| (span.start, id))
        .collect();
    spans.sort_unstable();
    spans.dedup_by_key(|(_, lane)| *lane);
    spans.into_iter().map(|(start, _)| start.as_millis_f64()).collect()
}

fn lengths(begins: &[f64]) -> Vec<f64> {
    begins.windows(2).map(|pair| pair[1] - pair[0]).collect()
}
