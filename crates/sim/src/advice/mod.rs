//! What would help a run: the changes that its own figures suggest, each tried by running it again.
//!
//! No sentence of an account promises what was not run: a remedy is a run of the changed scenario with the same
//! seed, and what it saves is the difference between two runs. `figures` says what a run's trace makes plausible,
//! `changes` which changes that suggests, and [`Advisor`] runs them, one at a step, so that an engine can do
//! something else in between.

mod changes;
mod figures;

use crate::race::run;
use changes::changes;
use figures::Figures;
use model::scenario::{Draft, EVENT_LIMIT};
use model::{Advice, Change, Nanos, Outcome, Remedy, RunResult, Runtime, RuntimeSet, Scenario};
use std::cmp::Reverse;
use std::collections::VecDeque;

/// A change that saves less than this share of the time, in percent, is not worth a sentence.
const WORTH_IT: u64 = 5;

/// So many remedies are told at most.
const MOST: usize = 3;

/// What would help a run, which is what [`crate::run`] made of `scenario`.
///
/// All trials together are estimated to take at most [`EVENT_LIMIT`] events; changes beyond that are counted in
/// [`Advice::left_out`].
#[must_use]
pub fn advise(scenario: &Scenario, run: &RunResult) -> Advice {
    let mut trials = Trials::new(scenario);
    trials.know(run);
    let mut subject = Subject::new(scenario, run);
    while subject.try_next(&mut trials) {}
    subject.advice()
}

/// Advice about every runtime that a scenario shows, a run at a step.
#[derive(Debug)]
pub struct Advisor {
    trials: Trials,
    /// The runtimes whose runs as they are have still to be made, the next one last.
    unknown: Vec<Runtime>,
    /// The runs to be helped, in the order in which they will be.
    subjects: VecDeque<Subject>,
    advice: Vec<Advice>,
}

impl Advisor {
    /// Nothing is run yet.
    #[must_use]
    pub fn new(scenario: &Scenario) -> Self {
        let mut unknown: Vec<_> = scenario.runtimes.iter().collect();
        // Threads are what the page speaks of first: should the budget not do for all, it does for them.
        unknown.sort_by_key(|runtime| (*runtime == Runtime::Threads, Reverse(*runtime)));
        Self { trials: Trials::new(scenario), unknown, subjects: VecDeque::new(), advice: Vec::new() }
    }

    /// Makes at most one run; when there is none left to make, returns the advice, in the order of
    /// [`Runtime::ALL`].
    pub fn step(&mut self) -> Option<Vec<Advice>> {
        if let Some(runtime) = self.unknown.pop() {
            let run = run(&self.trials.scenario, runtime);
            self.trials.know(&run);
            self.subjects.push_back(Subject::new(&self.trials.scenario, &run));
            return None;
        }
        let Some(subject) = self.subjects.front_mut() else {
            self.advice.sort_by_key(|advice| advice.runtime);
            return Some(std::mem::take(&mut self.advice));
        };
        if !subject.try_next(&mut self.trials) {
            self.advice.push(subject.advice());
            self.subjects.pop_front();
        }
        None
    }
}

/// A run to be helped.
#[derive(Debug)]
struct Subject {
    runtime: Runtime,
    done: Option<Nanos>,
    /// What is still to be tried.
    changes: VecDeque<Change>,
    helped: Vec<Remedy>,
    tried: u32,
    left_out: u32,
}

impl Subject {
    fn new(scenario: &Scenario, run: &RunResult) -> Self {
        let figures = Figures::of(scenario, run);
        let changes = changes(scenario, run.runtime, &figures).into();
        let done = Times::of(scenario, run).map(|times| times.done);
        Self { runtime: run.runtime, done, changes, helped: Vec::new(), tried: 0, left_out: 0 }
    }

    /// Tries the next change; false if there is none.
    fn try_next(&mut self, trials: &mut Trials) -> bool {
        let Some(change) = self.changes.pop_front() else { return false };
        match trials.of(change, self.runtime) {
            Trial::Refused => self.left_out += 1,
            Trial::Run(scenario, times) => {
                self.tried += 1;
                if let Some(Times { wall, done }) = times.filter(|times| self.is_helped_by(times.done)) {
                    let runtime = change.runtime(self.runtime);
                    self.helped.push(Remedy { change, scenario, runtime, wall, done });
                }
            }
        }
        true
    }

    fn is_helped_by(&self, done: Nanos) -> bool {
        let enough = |before: Nanos| done < before && done.times(100) <= before.times(100 - WORTH_IT);
        self.done.is_none_or(enough)
    }

    /// What was found. Of equally good changes the first tried comes first.
    fn advice(&mut self) -> Advice {
        let mut remedies = std::mem::take(&mut self.helped);
        remedies.sort_by_key(|remedy| remedy.done);
        remedies.truncate(MOST);
        let Self { runtime, done, tried, left_out, .. } = *self;
        Advice { runtime, done, remedies, tried, left_out }
    }
}

/// What a finished run took.
#[derive(Clone, Copy, Debug)]
struct Times {
    wall: Nanos,
    done: Nanos,
}

impl Times {
    /// None of a run that did not come to its end.
    fn of(scenario: &Scenario, run: &RunResult) -> Option<Self> {
        let finished = run.trace.outcome == Outcome::Finished;
        finished.then(|| Self { wall: run.metrics.wall, done: run.done(scenario) })
    }
}

/// What became of a change.
enum Trial {
    /// It would take too many events.
    Refused,
    /// It makes this scenario, which took so long, if it came to its end.
    Run(Scenario, Option<Times>),
}

/// Runs of a scenario's changes, each made once.
#[derive(Debug)]
struct Trials {
    scenario: Scenario,
    /// What has been run, as a scenario that shows the one runtime.
    known: Vec<(Draft, Option<Times>)>,
    /// How many events may still be spent.
    events: u64,
}

impl Trials {
    fn new(scenario: &Scenario) -> Self {
        Self { scenario: scenario.clone(), known: Vec::new(), events: EVENT_LIMIT }
    }

    /// Takes in a run of the scenario without changes.
    fn know(&mut self, run: &RunResult) {
        self.known.push((alone(&self.scenario, run.runtime), Times::of(&self.scenario, run)));
    }

    fn of(&mut self, change: Change, was: Runtime) -> Trial {
        // No change makes a good scenario a bad one, other than by the events it takes.
        let Ok(scenario) = change.made(&self.scenario, was) else { return Trial::Refused };
        let runtime = change.runtime(was);
        let alone = alone(&scenario, runtime);
        if let Some((_, times)) = self.known.iter().find(|(known, _)| *known == alone) {
            return Trial::Run(scenario, *times);
        }
        // A part of what could be built can be built.
        let events = alone.clone().build().map_or(u64::MAX, |alone| alone.estimated_events());
        if events > self.events {
            return Trial::Refused;
        }
        self.events -= events;
        let times = Times::of(&scenario, &run(&scenario, runtime));
        self.known.push((alone, times));
        Trial::Run(scenario, times)
    }
}

/// The scenario with this runtime only: what its run depends on.
fn alone(scenario: &Scenario, runtime: Runtime) -> Draft {
    Draft { runtimes: RuntimeSet::EMPTY.with(runtime), ..scenario.draft() }
}
