//! How fast the simulator is.

use crate::report;
use model::{Runtime, Scenario, ShareLink};
use sim::{Choices, Simulation, events_of};
use std::time::Instant;

/// Eight threads that fight for one GIL at a short interval, one event in nine a hand-over and the others
/// time-outs; about a million events.
const JOB: &str = "tasks=8&workers=8&cpu=2000&interval=0.1&show=threads";

/// Events of a run of threads under a GIL in each second, the trace's recording included: the best of five,
/// since other programs can only make it slower.
pub(crate) fn gil_events() -> Result<(), model::ScenarioError> {
    let scenario = ShareLink::parse(JOB)?.scenario;
    let best = (0..5).map(|_| rate(&scenario)).fold(0.0, f64::max);
    report("sim_gil_events", best.round(), "events/s");
    Ok(())
}

fn rate(scenario: &Scenario) -> f64 {
    let begin = Instant::now();
    let mut simulation = Simulation::new(scenario, Runtime::Threads, Choices::seeded(scenario.seed));
    simulation.run_to_end();
    let events = events_of(&simulation);
    // Closing the trace is part of a run.
    let trace = simulation.finish();
    let rate = events as f64 / begin.elapsed().as_secs_f64();
    assert!(trace.span_count() > 0, "a run leaves a trace");
    rate
}
