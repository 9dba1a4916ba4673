//! Whole runs: one, all that a scenario shows, and one for each number of workers.

use crate::choices::Choices;
use crate::simulation::Simulation;
use model::{Curve, Metrics, Race, RunKind, RunResult, Runtime, RuntimeSet, Scenario};

/// Runs the scenario one way, with choices drawn from its seed.
///
/// How it ended is in the trace; it never fails.
#[must_use]
pub fn run(scenario: &Scenario, runtime: Runtime) -> RunResult {
    let mut simulation = Simulation::new(scenario, runtime, Choices::seeded(scenario.seed));
    simulation.run_to_end();
    let trace = simulation.finish();
    RunResult {
        runtime,
        python: trace.provenance.python,
        kind: RunKind::Model,
        workers: scenario.workers_for(runtime),
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

/// Wall times against the number of workers, from 1 to `max_workers`, for those runtimes shown that have
/// workers. A curve ends early where more workers would take too many events to simulate.
#[must_use]
pub fn sweep(scenario: &Scenario, max_workers: u32) -> Vec<Curve> {
    let shown = POOLS.into_iter().filter(|runtime| scenario.runtimes.contains(*runtime));
    shown.map(|runtime| curve(scenario, runtime, max_workers)).collect()
}

fn curve(scenario: &Scenario, runtime: Runtime, max_workers: u32) -> Curve {
    let with = |workers: u32| {
        let mut draft = scenario.draft();
        draft.workers = Some(workers);
        draft.runtimes = RuntimeSet::EMPTY.with(runtime);
        draft.build().ok()
    };
    let walls = (1..=max_workers).map_while(with).map(|scenario| run(&scenario, runtime).metrics.wall);
    Curve { runtime, walls: walls.collect() }
}
