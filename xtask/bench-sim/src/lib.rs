//! The jobs that the simulator is timed with, natively and as a WebAssembly program of its own.

use model::{Runtime, Scenario, ScenarioError, ShareLink, Trace};
use sim::{Choices, Simulation, events_of};

/// Eight threads that fight for one GIL at a short interval: one event in nine is a hand-over, the others are
/// time-outs; about a million events.
pub const GIL: (&str, Runtime) = ("tasks=8&workers=8&cpu=2000&interval=0.1&show=threads", Runtime::Threads);

/// 10,000 connections that are answered 20 times each, on one event loop; about half a million events.
pub const CONNECTIONS: (&str, Runtime) =
    ("tasks=10000&w=io&cpu=2&io=200&segments=20&show=asyncio", Runtime::Asyncio);

/// A job, and how it is run.
#[derive(Clone, Debug)]
pub struct Job {
    scenario: Scenario,
    runtime: Runtime,
}

/// What came of a run.
#[derive(Debug)]
pub struct Run {
    /// How many events it took.
    pub events: u64,
    /// The closed trace.
    pub trace: Trace,
}

impl Job {
    /// The scenario of a share link's query string.
    ///
    /// # Errors
    /// If the link is none, or its scenario is refused.
    pub fn new((link, runtime): (&str, Runtime)) -> Result<Self, ScenarioError> {
        Ok(Self { scenario: ShareLink::parse(link)?.scenario, runtime })
    }

    /// Simulates it, the trace's recording and closing included.
    #[must_use]
    pub fn run(&self) -> Run {
        let choices = Choices::seeded(self.scenario.seed);
        let mut simulation = Simulation::new(&self.scenario, self.runtime, choices);
        simulation.run_to_end();
        let events = events_of(&simulation);
        Run { events, trace: simulation.finish() }
    }
}

/// For `run.mjs`: simulates [`GIL`] (0) or [`CONNECTIONS`] and returns how many events it took.
#[cfg(target_family = "wasm")]
#[unsafe(no_mangle)]
pub extern "C" fn simulate(job: u32) -> f64 {
    let job = Job::new(if job == 0 { GIL } else { CONNECTIONS });
    job.map_or(0.0, |job| job.run().events as f64)
}
