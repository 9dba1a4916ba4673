//! Whole runs: one, all that a scenario shows, and one for each number of workers.

use crate::choices::Choices;
use crate::simulation::Simulation;
use model::scenario::EVENT_LIMIT;
use model::{
    Curve, LaneKind, Metrics, Nanos, Outcome, Race, RunKind, RunResult, Runtime, RuntimeSet, Scenario,
};

/// Runs the scenario one way, with choices drawn from its seed.
///
/// How it ended is in the trace; it never fails.
#[must_use]
pub fn run(scenario: &Scenario, runtime: Runtime) -> RunResult {
    result(Simulation::new(scenario, runtime, Choices::seeded(scenario.seed)), runtime)
}

/// What comes of a run.
pub(crate) fn result(mut simulation: Simulation, runtime: Runtime) -> RunResult {
    simulation.run_to_end();
    let trace = simulation.finish();
    RunResult {
        runtime,
        python: trace.provenance.python,
        kind: RunKind::Model,
        workers: trace.lanes().iter().filter(|lane| lane.kind == LaneKind::Worker).count() as u32,
        metrics: Metrics::of(&trace),
        trace,
    }
}

/// Runs the scenario every way that it shows; the sequential run is the baseline, shown or not.
#[must_use]
pub fn race(scenario: &Scenario) -> Race {
    let results: Vec<RunResult> = scenario.runtimes.iter().map(|runtime| run(scenario, runtime)).collect();
    let shown = results.iter().find(|result| result.runtime == Runtime::Sequential);
    let baseline = match shown {
        Some(sequential) => sequential.metrics.wall,
        None => run(scenario, Runtime::Sequential).metrics.wall,
    };
    Race { baseline, results }
}

/// The runtimes that have workers to vary.
const POOLS: [Runtime; 4] =
    [Runtime::Threads, Runtime::Processes, Runtime::Interpreters, Runtime::FreeThreads];

/// The most events that all curves together may be estimated to take; about two seconds in a browser.
const SWEEP_LIMIT: u64 = 2 * EVENT_LIMIT;

/// Wall times against the number of workers, from 1 to `max_workers`, for those runtimes shown that have
/// workers.
///
/// A curve ends before a run that does not come to its end, and early where more of it would take too long to simulate: the curves share a budget evenly. Its
/// first point is there in any case, unless that alone is refused.
#[must_use]
pub fn sweep(scenario: &Scenario, max_workers: u32) -> Vec<Curve> {
    let shown: Vec<Runtime> =
        POOLS.into_iter().filter(|runtime| scenario.runtimes.contains(*runtime)).collect();
    let budget = SWEEP_LIMIT / (shown.len() as u64).max(1);
    shown.into_iter().map(|runtime| curve(scenario, runtime, max_workers, budget)).collect()
}

fn curve(scenario: &Scenario, runtime: Runtime, max_workers: u32, budget: u64) -> Curve {
    let (mut walls, mut spent) = (Vec::new(), 0_u64);
    for workers in 1..=max_workers {
        let Some(scenario) = with_workers(scenario, runtime, workers) else { break };
        spent = spent.saturating_add(scenario.estimated_events());
        if spent > budget && workers > 1 {
            break;
        }
        let Some(wall) = finished(&run(&scenario, runtime)) else { break };
        walls.push(wall);
    }
    Curve { runtime, walls }
}

/// The wall time with so many workers: a point of a curve. `None` where that is refused, or does not come to its end.
#[must_use]
pub fn point(scenario: &Scenario, runtime: Runtime, workers: u32) -> Option<Nanos> {
    finished(&run(&with_workers(scenario, runtime, workers)?, runtime))
}

/// The wall time of a run that came to its end.
pub(crate) fn finished(run: &RunResult) -> Option<Nanos> {
    (run.trace.outcome == Outcome::Finished).then_some(run.metrics.wall)
}

fn with_workers(scenario: &Scenario, runtime: Runtime, workers: u32) -> Option<Scenario> {
    let mut draft = scenario.draft();
    draft.workers = Some(workers);
    draft.runtimes = RuntimeSet::EMPTY.with(runtime);
    draft.build().ok()
}
