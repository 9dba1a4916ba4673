//! One run, as a thing that can be advanced event by event, cloned and continued.

use crate::asyncio::Script;
use crate::choices::{Choices, Question};
use crate::machine::Machine;
use crate::runtimes::Running;
use crate::setup::Setup;
use model::scenario::EVENT_LIMIT;
use model::{Nanos, Outcome, Provenance, Runtime, Scenario, Trace};
use std::sync::Arc;

/// The most events that one run may take: twice what a scenario's estimate may come to, which is meant to be
/// an upper bound. A run that needs more is a defect of the estimate, and ends as [`Outcome::EventLimit`].
pub const RUN_LIMIT: u64 = 2 * EVENT_LIMIT;

/// A scenario on its way through one runtime.
#[derive(Clone, Debug)]
pub struct Simulation {
    machine: Machine,
    running: Running,
    events: u64,
    /// Nobody looks at the run between two events.
    hurried: bool,
    outcome: Option<Outcome>,
}

/// What came of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// An event has happened; there are more.
    Advanced,
    /// Nothing has happened: [`Simulation::answer`] the question first.
    Asked(Question),
    /// The run is over.
    Over,
}

impl Simulation {
    /// A run at its beginning. `runtime` need not be one of those the scenario shows; it runs on the Python
    /// that has it (see [`Runtime::python_for`]).
    #[must_use]
    pub fn new(scenario: &Scenario, runtime: Runtime, choices: Choices) -> Self {
        Self::set_up(scenario, Setup::usual(scenario, runtime), choices)
    }

    /// A run at its beginning, in the form and with the costs of `setup`.
    ///
    /// The trace names the runtime that this is a form of, on the Python that has it.
    #[must_use]
    pub fn set_up(scenario: &Scenario, setup: Setup, choices: Choices) -> Self {
        let mut machine = machine(scenario, setup, choices);
        let running = Running::start(scenario, setup.form, &mut machine);
        Self { machine, running, events: 0, hurried: false, outcome: None }
    }

    /// A run of `asyncio.run(main())` of a script, on the scenario's machine and Python (see
    /// [`Runtime::python_for`]).
    #[must_use]
    pub fn of_script(scenario: &Scenario, script: &Arc<Script>, choices: Choices) -> Self {
        let mut machine = machine(scenario, Setup::usual(scenario, Runtime::Asyncio), choices);
        let running = Running::script(script, scenario, &mut machine);
        Self { machine, running, events: 0, hurried: false, outcome: None }
    }

    /// What a script's coroutines have logged until now, in order.
    #[must_use]
    pub fn log(&self) -> &[String] {
        self.running.log()
    }

    /// Lets the next event happen, with all that follows at the same moment.
    pub fn step(&mut self) -> Progress {
        if self.outcome.is_some() {
            return Progress::Over;
        }
        let Some(copy) = self.machine.choices.trial() else {
            return self.advance();
        };
        // A question comes up amid a step: try on a copy, so that the step can be begun again.
        let mut trial = copy(self);
        let progress = trial.advance();
        match trial.machine.choices.question() {
            Some(question) => Progress::Asked(question),
            None => {
                *self = trial;
                progress
            }
        }
    }

    /// Answers what [`Simulation::step`] asked: the number of an option, from 0; one too big is taken for the
    /// last.
    pub fn answer(&mut self, pick: u32) {
        self.machine.choices.answer(pick);
    }

    /// Goes on until the run is over or asks a question.
    pub fn run_to_end(&mut self) -> Progress {
        self.hurried = self.machine.choices.trial().is_none();
        while self.hurried && self.outcome.is_none() {
            self.advance();
        }
        self.hurried = false;
        loop {
            match self.step() {
                Progress::Advanced => {}
                progress => return progress,
            }
        }
    }

    /// The moment that the run has reached.
    #[must_use]
    pub const fn now(&self) -> Nanos {
        self.machine.now
    }

    /// CPU time used until now, by the job and by the runtime, on all cores together; of work that goes on at
    /// this moment, what was booked.
    #[must_use]
    pub const fn cpu_used(&self) -> Nanos {
        self.machine.cpu_used
    }

    /// Where the choices come from, with their record.
    #[must_use]
    pub const fn choices(&self) -> &Choices {
        &self.machine.choices
    }

    /// The trace up to now; of a run that is not over, as one that was cancelled.
    #[must_use]
    pub fn finish(self) -> Trace {
        self.machine.finish(self.outcome.unwrap_or(Outcome::Cancelled))
    }

    fn advance(&mut self) -> Progress {
        // The first threads are on their cores before the first event.
        if self.events > 0 || !self.settle() {
            self.event();
        }
        if self.outcome.is_some() { Progress::Over } else { Progress::Advanced }
    }

    fn event(&mut self) {
        if self.events >= RUN_LIMIT {
            self.outcome = Some(Outcome::EventLimit { limit: RUN_LIMIT });
        } else if !self.machine.advance() {
            self.machine.linger();
            self.outcome = Some(Outcome::Deadlock { cycle: Vec::new() });
        } else {
            self.events += 1;
            self.settle();
        }
    }

    /// Lets every thread on a core go on that can; true if there was one.
    fn settle(&mut self) -> bool {
        let mut any = false;
        while let Some(thread) = self.machine.next_due() {
            any = true;
            while self.machine.carry_on(thread) {
                match self.running.next(&mut self.machine, thread) {
                    Some(step) => {
                        self.machine.give(thread, step);
                        let may = self.hurried && self.events < RUN_LIMIT;
                        self.events += u64::from(may && self.machine.run_through(thread));
                    }
                    None => {
                        self.outcome = Some(Outcome::Finished);
                        return true;
                    }
                }
            }
        }
        any
    }
}

fn machine(scenario: &Scenario, setup: Setup, choices: Choices) -> Machine {
    let runtime = setup.form.runtime();
    let python = runtime.python_for(scenario.python);
    let source = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")).into();
    let provenance = Provenance { runtime, python, cores: scenario.cores, source };
    Machine::new(scenario, provenance, setup.costs, choices)
}

/// How many events have happened in a run so far.
#[must_use]
pub const fn events_of(simulation: &Simulation) -> u64 {
    simulation.events
}

#[cfg(test)]
mod tests {
    use super::{Progress, RUN_LIMIT, Simulation};
    use crate::Choices;
    use model::{Outcome, Runtime, Scenario};

    #[test]
    fn a_run_that_takes_too_many_events_is_cut_and_says_so() {
        let scenario = Scenario::default();
        let mut simulation = Simulation::new(&scenario, Runtime::Threads, Choices::seeded(1));
        simulation.step();
        simulation.events = RUN_LIMIT - 100;
        assert_eq!(simulation.run_to_end(), Progress::Over);
        let trace = simulation.finish();
        assert_eq!(trace.outcome, Outcome::EventLimit { limit: RUN_LIMIT });
        assert_eq!(trace.check(), Ok(()));
    }

    /// Nobody wakes a thread that waits to be woken: the run ends and says why.
    #[test]
    fn a_run_in_which_nothing_can_happen_is_a_deadlock() {
        let scenario = Scenario::default();
        let mut simulation = Simulation::new(&scenario, Runtime::Threads, Choices::seeded(1));
        while simulation.machine.next_due().is_some() {}
        simulation.events = 1;
        assert_eq!(simulation.run_to_end(), Progress::Over);
        assert_eq!(simulation.finish().outcome, Outcome::Deadlock { cycle: Vec::new() });
    }
}
