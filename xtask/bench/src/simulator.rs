//! How fast the simulator is.

use crate::report;
use model::{Runtime, Scenario, ShareLink};
use sim::{Choices, Simulation, events_of};
use std::time::Instant;

/// Eight threads that fight for one GIL at a short interval, one event in nine a hand-over and the others
/// time-outs; about a million events.
const JOB: &str = "tasks=8&workers=8&cpu=2000&interval=0.1&show=threads";

/// Connections on one event loop, each with four waits.
const CONNECTIONS: &str = "w=io&show=asyncio";

/// Events of a run of threads under a GIL in each second, the trace's recording included: the best of five,
/// since other programs can only make it slower.
pub(crate) fn gil_events() -> Result<(), model::ScenarioError> {
    let scenario = ShareLink::parse(JOB)?.scenario;
    let best = (0..5).map(|_| rate(&scenario, Runtime::Threads, 1)).fold(0.0, f64::max);
    report("sim_gil_events", best.round(), "events/s");
    Ok(())
}

/// Events of an event loop in each second, by the number of its connections, and how much longer an event takes
/// with 10,000 of them than with 10. An event is a handle's turn, a task's computation or an iteration with its
/// `select`.
///
/// The numbers of connections take turns, so that what else the machine does meets all of them; the best of
/// many short samples counts.
pub(crate) fn asyncio_events() -> Result<(), model::ScenarioError> {
    let mut rates = [(10, 0.0), (100, 0.0), (1_000, 0.0), (10_000, 0.0_f64)];
    for _ in 0..40 {
        for (connections, best) in &mut rates {
            let scenario = ShareLink::parse(&format!("{CONNECTIONS}&tasks={connections}"))?.scenario;
            *best = best.max(rate(&scenario, Runtime::Asyncio, 10_000 / *connections));
        }
    }
    for (connections, rate) in rates {
        report(&format!("sim_asyncio_events_{connections}"), rate.round(), "events/s");
    }
    let [(_, few), .., (_, many)] = rates;
    report("sim_asyncio_growth_10_to_10000", (few / many * 1000.0).round() / 1000.0, "times");
    Ok(())
}

/// Events in each second of so many runs.
fn rate(scenario: &Scenario, runtime: Runtime, runs: u32) -> f64 {
    let begin = Instant::now();
    let mut events = 0;
    for _ in 0..runs {
        let mut simulation = Simulation::new(scenario, runtime, Choices::seeded(scenario.seed));
        simulation.run_to_end();
        events += events_of(&simulation);
        // Closing the trace is part of a run.
        let trace = simulation.finish();
        assert!(trace.span_count() > 0, "a run leaves a trace");
    }
    events as f64 / begin.elapsed().as_secs_f64()
}
