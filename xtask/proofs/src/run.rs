//! One run under inspection.

use model::{Outcome, Runtime, RuntimeSet, Scenario, Trace, WorkloadKind};
use sim::{Choices, Simulation, events_of};

/// A run with what it is a run of.
#[derive(Clone, Debug)]
pub struct Run {
    /// What was run.
    pub scenario: Scenario,
    /// How.
    pub runtime: Runtime,
    /// What happened.
    pub trace: Trace,
    /// The events that it took.
    pub events: u64,
    /// The choices that were made, as a replay reads them.
    pub choices: String,
}

impl Run {
    /// Runs the scenario to its end, with choices drawn from its seed.
    #[must_use]
    pub fn of(scenario: &Scenario, runtime: Runtime) -> Self {
        let choices = Choices::seeded(scenario.seed).recording();
        let mut simulation = Simulation::new(scenario, runtime, choices);
        simulation.run_to_end();
        Self {
            scenario: scenario.clone(),
            runtime,
            events: events_of(&simulation),
            choices: simulation.choices().recorded().unwrap_or_default(),
            trace: simulation.finish(),
        }
    }

    /// Whether it came to its end.
    pub(crate) fn is_finished(&self) -> bool {
        self.trace.outcome == Outcome::Finished
    }

    /// Whether two tasks may each wait for a lock that the other holds.
    pub(crate) fn may_deadlock(&self) -> bool {
        let job = &self.scenario.workload;
        job.locking == model::scenario::Locking::Opposed && job.locked > 0
    }

    /// Whether a task's CPU time is a number of the scenario's, and not what comes of what it does.
    pub(crate) fn is_timed(&self) -> bool {
        use WorkloadKind::{C, Cpu, Data, Io, Mixed};
        matches!(self.scenario.workload.kind, Cpu | Mixed | Io | C | Data)
    }

    /// The estimate of this one runtime's events.
    pub(crate) fn estimate(&self) -> Option<u64> {
        let mut draft = self.scenario.draft();
        draft.runtimes = RuntimeSet::EMPTY.with(self.runtime);
        draft.build().ok().map(|scenario| scenario.estimated_events())
    }
}
