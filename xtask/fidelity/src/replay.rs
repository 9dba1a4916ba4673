//! The model's run of a case.

use crate::record::median;
use crate::rules::Case;
use anyhow::{Context, Result, ensure};
use model::trace::InstantKind;
use model::{Metrics, Nanos, Outcome, Trace};
use sim::{Choices, Simulation};

/// Runs of a case, with as many seeds: a measured median, too, is one of several draws.
const RUNS: u64 = 5;

/// What the GIL did.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slices {
    pub(crate) switches: f64,
    /// The median time from one forced drop to the next, if there were two.
    pub(crate) median_ms: Option<f64>,
}

/// The model's wall time in seconds: the median of its runs.
///
/// # Errors
/// If the case is no scenario, or does not come to its end.
pub(crate) fn wall(case: &Case) -> Result<f64> {
    let case = with_own_cpu(case)?;
    let walls: Result<Vec<f64>> = (1..=RUNS).map(|seed| Ok(seconds(simulate(&case, seed)?.0.end))).collect();
    median(&walls?).context("no run")
}

/// The model's slices: medians of its runs.
///
/// # Errors
/// As [`wall`].
pub(crate) fn slices(case: &Case) -> Result<Slices> {
    let traces: Result<Vec<Trace>> = (1..=RUNS).map(|seed| Ok(simulate(case, seed)?.0)).collect();
    let traces = traces?;
    let switches: Vec<f64> = traces.iter().map(|trace| Metrics::of(trace).switches as f64).collect();
    let medians: Vec<f64> = traces.iter().filter_map(median_slice).collect();
    Ok(Slices { switches: median(&switches).context("no run")?, median_ms: median(&medians) })
}

/// The case with its tasks' CPU time from what the run really consumed, less what the model says that
/// starting and passing on costs: a first run tells that.
fn with_own_cpu(case: &Case) -> Result<Case> {
    let mut case = case.clone();
    let Some(own) = case.own_cpu_ms else { return Ok(case) };
    let tasks = u64::from(case.draft.workload.tasks);
    let (_, used) = simulate(&case, 1)?;
    let beside = used.saturating_sub(case.draft.workload.cpu.times(tasks));
    let own = Nanos((own * 1e6) as u64).saturating_sub(beside);
    case.draft.workload.cpu = Nanos(own.0 / tasks);
    Ok(case)
}

/// One run: its trace, and the CPU time that it used.
fn simulate(case: &Case, seed: u64) -> Result<(Trace, Nanos)> {
    let mut draft = case.draft.clone();
    draft.seed = seed;
    let scenario = draft.build()?;
    let mut simulation = Simulation::set_up(&scenario, case.setup, Choices::seeded(seed));
    simulation.run_to_end();
    let used = simulation.cpu_used();
    let trace = simulation.finish();
    ensure!(trace.outcome == Outcome::Finished, "the model's run ended as {:?}", trace.outcome);
    Ok((trace, used))
}

fn median_slice(trace: &Trace) -> Option<f64> {
    let forced = trace.instants().filter(|(_, _, kind)| *kind == InstantKind::ForcedDrop);
    let drops: Vec<f64> = forced.map(|(at, _, _)| at.as_millis_f64()).collect();
    let slices: Vec<f64> = drops.windows(2).map(|pair| pair[1] - pair[0]).collect();
    median(&slices)
}

fn seconds(time: Nanos) -> f64 {
    time.as_millis_f64() / 1e3
}
