//! The GIL laboratory, as the page has it.

use super::State;
use crate::shared::Shared;
use model::lab::{Knobs, Reading};
use model::{Capabilities, Scenario};
use yew::AttrValue;

/// Threads that compute, where the pool is not known yet: the smallest pool has room for so many.
const LEAST: u16 = 7;

/// The laboratory.
#[derive(Clone, Debug, PartialEq)]
pub struct Lab {
    /// How it is set.
    pub knobs: Knobs,
    /// Whether its threads run.
    pub running: bool,
    /// How often the reader started it: two starts are told apart by it.
    pub starts: u32,
    /// What was measured last, and the knobs that it is of: while it runs maybe those before.
    pub measured: Option<Of>,
    /// The model's reading last received, and the knobs that it is of.
    pub model: Option<Of>,
    /// Why it does not run any more.
    pub end: Option<LabEnd>,
}

/// A reading, and how the laboratory was set.
pub type Of = (Knobs, Shared<Reading>);

/// What happened in the laboratory.
#[derive(Clone, Debug, PartialEq)]
pub enum LabAction {
    /// The reader turned a knob.
    Turn(Knobs),
    /// The reader wants it to run.
    Start,
    /// It stops, or has stopped.
    Stop(LabEnd),
    /// It was read, with the knobs so.
    Measured(Knobs, Box<Reading>),
    /// The model's reading of these knobs.
    Modelled(Knobs, Box<Reading>),
}

/// Why it stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LabEnd {
    /// The reader stopped it.
    Reader,
    /// The page is not to be seen.
    Hidden,
    /// Something else is measured.
    Measuring,
    /// It ran for as long as it may.
    Time,
    /// It could not go on, for this reason.
    Failed(AttrValue),
}

impl Lab {
    /// Idle, set as the scenario is.
    #[must_use]
    pub fn new(scenario: &Scenario) -> Self {
        let knobs = Knobs { interval: scenario.interval, ..Knobs::of(scenario.python) };
        Self {
            knobs: knobs.clamped(u32::MAX),
            running: false,
            starts: 0,
            measured: None,
            model: None,
            end: None,
        }
    }

    /// Follows the scenario in what it shares with it.
    pub fn follow(&mut self, before: &Scenario, scenario: &Scenario) {
        let mut knobs = Knobs { python: scenario.python, ..self.knobs };
        if before.interval != scenario.interval {
            knobs.interval = scenario.interval;
        }
        self.turn(knobs.clamped(u32::MAX));
    }

    /// Stops it, if it runs.
    pub fn stop(&mut self, end: LabEnd) {
        if self.running {
            (self.running, self.end) = (false, Some(end));
        }
    }

    /// Whether the model's reading is of the knobs as they are.
    #[must_use]
    pub fn is_modelled(&self) -> bool {
        self.model.as_ref().is_some_and(|(knobs, _)| *knobs == self.knobs)
    }

    pub(super) fn turn(&mut self, knobs: Knobs) {
        // What was measured is of the knobs as they were; while it runs the next reading is on its way.
        if knobs != self.knobs && !self.running {
            (self.measured, self.end) = (None, None);
        }
        self.knobs = knobs;
    }
}

/// How many threads can compute in the laboratory here.
#[must_use]
pub const fn most_threads(capabilities: Option<&Capabilities>) -> u16 {
    match capabilities {
        Some(Capabilities { pool: ..2, .. }) | None => LEAST,
        Some(Capabilities { pool, .. }) if *pool > Knobs::MOST_THREADS as u32 => Knobs::MOST_THREADS,
        Some(Capabilities { pool, .. }) => *pool as u16 - 1,
    }
}

/// Takes in what happened.
pub(super) fn reduce(state: &mut State, action: LabAction) {
    let can = state.capabilities().is_some_and(|capabilities| capabilities.pool > 1);
    let busy = state.is_measuring();
    let lab = &mut state.lab;
    match action {
        LabAction::Turn(knobs) => lab.turn(knobs),
        LabAction::Start if can && !busy && !lab.running => {
            (lab.running, lab.measured, lab.end) = (true, None, None);
            lab.starts += 1;
        }
        LabAction::Start => {}
        LabAction::Stop(end) => lab.stop(end),
        // What comes in late is of an experiment that is over.
        LabAction::Measured(knobs, reading) if lab.running && knobs == lab.knobs => {
            lab.measured = Some((knobs, Shared::new(*reading)));
        }
        LabAction::Measured(..) => {}
        LabAction::Modelled(knobs, reading) => lab.model = Some((knobs, Shared::new(*reading))),
    }
}
