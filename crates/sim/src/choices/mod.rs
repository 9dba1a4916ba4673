//! Every choice that a real system leaves open, through one door.
//!
//! CPython does not say which waiter gets the GIL, Linux not which ready thread a core takes, no clock how
//! late a timer fires. A run is a scenario and its choices: drawn from a seed, replayed from a short text,
//! or given from outside one at a time.

mod source;
mod text;

pub use text::BadChoices;

use crate::simulation::Simulation;
use source::{Given, Replayed, Seeded};

/// What is chosen between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChoiceKind {
    /// Which of the threads that wait for a GIL the release wakes, counted from the one whose timed wait began
    /// first; a wait that times out begins anew.
    Waiter,
    /// Which of the threads that have run equally little a free core takes, from the one ready longest.
    Ready,
    /// How many microseconds a timer is later than the earliest it can be.
    Lateness,
    /// How the loads and stores of a thread without a GIL fall, for as long as it has its core: a number that
    /// they are drawn from.
    Stretch,
    /// How many ticks of 2.7 are gone since the last release when a thread begins to count.
    Ticker,
    /// Whether a thread that wakes just then finds the GIL of 2.7 free; 0 if it does.
    Window,
}

/// A choice that has to be made before the run can go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is chosen between.
    pub kind: ChoiceKind,
    /// How many there are to choose from, at least two; an answer is below this.
    pub options: u32,
}

/// Where a run's choices come from, and if asked for a record of them.
#[derive(Clone, Debug)]
pub struct Choices {
    source: Source,
    record: Option<Vec<u32>>,
}

#[derive(Clone, Debug)]
enum Source {
    Seeded(Seeded),
    Replayed(Replayed),
    /// With how a run is copied to try a step: only a program that asks for choices has the code for it.
    Given(Given, fn(&Simulation) -> Simulation),
}

impl Choices {
    /// Draws every choice from `seed`; the same seed draws the same on every platform.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self::from(Source::Seeded(Seeded::new(seed)))
    }

    /// Replays what [`Choices::recorded`] gave. Where the text ends, the first option is taken from then on:
    /// the waiter that comes first, the thread ready longest, the earliest time.
    ///
    /// # Errors
    /// If the text holds a character that no record has, or ends within a number.
    pub fn replayed(text: &str) -> Result<Self, BadChoices> {
        Ok(Self::from(Source::Replayed(Replayed::new(text::read(text)?))))
    }

    /// Asks for every choice: [`crate::Simulation::step`] stops at a [`Question`] until it is answered.
    #[must_use]
    pub fn given() -> Self {
        Self::from(Source::Given(Given::default(), Simulation::clone))
    }

    /// The same choices, and a record of them.
    #[must_use]
    pub fn recording(self) -> Self {
        Self { record: Some(Vec::new()), ..self }
    }

    /// The choices made so far as a short text; `None` if they are not recorded.
    #[must_use]
    pub fn recorded(&self) -> Option<String> {
        self.record.as_deref().map(text::write)
    }

    /// The answer to the question asked; one too big is taken for the last option.
    pub(crate) fn answer(&mut self, pick: u32) {
        if let Source::Given(given, _) = &mut self.source {
            given.answer(pick);
        }
    }

    /// The question that stands open.
    pub(crate) fn question(&self) -> Option<Question> {
        match &self.source {
            Source::Given(given, _) => given.question(),
            _ => None,
        }
    }

    /// How a run is copied to try a step, where choices are asked for from outside.
    pub(crate) const fn trial(&self) -> Option<fn(&Simulation) -> Simulation> {
        match self.source {
            Source::Given(_, copy) => Some(copy),
            _ => None,
        }
    }

    /// Picks one of `options`; where there is nothing to choose, nothing is drawn, asked or recorded.
    pub(crate) fn pick(&mut self, kind: ChoiceKind, options: u32) -> u32 {
        if options <= 1 {
            return 0;
        }
        let question = Question { kind, options };
        let pick = match &mut self.source {
            Source::Seeded(seeded) => seeded.pick(question),
            Source::Replayed(replayed) => replayed.pick(question),
            Source::Given(given, _) => given.pick(question),
        };
        if let Some(record) = &mut self.record {
            record.push(pick);
        }
        pick
    }
}

impl From<Source> for Choices {
    fn from(source: Source) -> Self {
        Self { source, record: None }
    }
}
