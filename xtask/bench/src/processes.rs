//! Workers with a memory of their own, in Chromium: how long one takes to start, and what a second one brings.

use crate::browser_rayon::open_with;
use crate::page::Page;
use crate::report;
use anyhow::Context;
use model::message::{decode, encode};
use model::scenario::Draft;
use model::{
    Cause, LaneId, LaneKind, Nanos, Reply, Request, RequestId, RunResult, Runtime, RuntimeSet, Span,
    WorkloadKind,
};
use site_tests::{Result, ensure};

/// Rounds; of starts the median is kept, of speeds the best, since other programs can only make them slower.
const ROUNDS: u32 = 9;
/// So many tasks of so many milliseconds of CPU time, for one worker and for two.
const TASKS: u32 = 16;
const CPU_MS: u64 = 40;

/// Prints, for processes and for interpreters, the median time from the start of one to its first message, and how
/// much more two get done in the same time than one, their starts apart.
pub(crate) fn compare() -> Result<()> {
    let page = open_with(|_| Ok(()))?;
    for (runtime, one) in [(Runtime::Processes, "process"), (Runtime::Interpreters, "interpreter")] {
        let (mut starts, mut alone, mut both) = (Vec::new(), 0.0_f64, 0.0_f64);
        for _ in 0..ROUNDS {
            let run = measured(&page, runtime, 1)?;
            starts.extend(workers(&run).filter_map(|lane| start(&run, lane)));
            alone = alone.max(speed(&run));
            both = both.max(speed(&measured(&page, runtime, 2)?));
        }
        starts.sort();
        let median = starts.get(starts.len() / 2).copied().unwrap_or_default();
        report(&format!("{one}_start"), median.as_millis_f64(), "ms");
        report(&format!("browser_two_{}", runtime.name()), both / alone, "x");
    }
    Ok(())
}

/// One measured run: as the page measures, of several the one in the middle.
fn measured(page: &Page, runtime: Runtime, workers: u32) -> Result<RunResult> {
    let mut draft = Draft::of(WorkloadKind::Cpu);
    (draft.workload.tasks, draft.workload.segments) = (TASKS, 1);
    draft.workload.cpu = Nanos::millis(CPU_MS);
    draft.workers = Some(workers);
    draft.runtimes = RuntimeSet::EMPTY.with(runtime);
    let id = RequestId(1);
    let last = encode(&Reply::Finished { id })?;
    let replies = page.ask_engine(&encode(&Request::Measure { id, scenario: draft.build()? })?, &last)?;
    let mut runs = replies.iter().filter_map(|reply| match decode::<Reply>(reply) {
        Ok(Reply::Measured { result, .. }) => Some(*result),
        _ => None,
    });
    let run = runs.next_back().with_context(|| format!("{runtime} was not measured"))?;
    ensure!(run.workers == workers, "{runtime} ran on {} workers, not {workers}", run.workers);
    Ok(run)
}

fn workers(run: &RunResult) -> impl Iterator<Item = LaneId> {
    run.trace.lane_ids().filter(|(_, lane)| lane.kind == LaneKind::Worker).map(|(id, _)| id)
}

fn start(run: &RunResult, lane: LaneId) -> Option<Nanos> {
    let mut spans = run.trace.spans(lane);
    spans.find(|span| span.cause == Cause::Boot).map(|span| span.len())
}

/// Tasks a millisecond of all workers together, each timed from its first task's begin to its last one's end.
fn speed(run: &RunResult) -> f64 {
    let each = workers(run).map(|lane| {
        let tasks: Vec<Span> = run.trace.spans(lane).filter(|span| span.state.is_running()).collect();
        match &tasks[..] {
            [first, .., last] => tasks.len() as f64 / last.end.saturating_sub(first.start).as_millis_f64(),
            _ => 0.0,
        }
    });
    each.sum()
}
