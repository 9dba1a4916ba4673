//! A figure on a page, and everything that can happen to it.

use super::condition::Facts;
use super::spec::said_of;
use super::{Asked, Carried, FigureSpec, Predict};
use crate::shared::Shared;
use crate::state::{self, Action, Shown, State};
use model::{Nanos, RunResult, Runtime, ShareLink};

/// A figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What its author wrote.
    pub spec: Shared<FigureSpec>,
    /// The race in it.
    pub race: State,
    /// What the reader guesses.
    pub guess: Guess,
    /// Which of its goals were reached.
    pub reached: Vec<bool>,
    /// The goal that was reached last: it is read out.
    pub news: Option<usize>,
}

/// What the reader guesses of what is covered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guess {
    /// The wall time guessed.
    pub wall: Option<Nanos>,
    /// The outcome guessed, by its place.
    pub outcome: Option<usize>,
    /// What is said of it, by its place: then nothing is covered any more.
    pub answer: Option<usize>,
}

/// What can happen to a figure.
#[derive(Clone, Debug, PartialEq)]
pub enum FigureAction {
    /// Something happened to its race.
    Race(Action),
    /// The frame that it fills was opened with this link.
    Open(String),
    /// The reader guesses that wall time.
    Wall(Nanos),
    /// The reader guesses the outcome of that place.
    Outcome(usize),
    /// The reader has guessed and wants to see.
    Reveal,
    /// The reader wants to guess once more.
    Again,
    /// The reader wants the figure as it was.
    Reset,
}

impl Figure {
    /// A figure as its page carries it.
    #[must_use]
    pub fn new(carried: Carried) -> Self {
        let Carried { spec, scenario, race } = carried;
        let mut state = State::new(None);
        (state.home, state.scenario) = (scenario.clone(), scenario.clone());
        state.model = Some(Shared::new(Shown::rows(scenario, race, None)));
        let reached = vec![false; spec.goals.len()];
        Self { spec: Shared::new(spec), race: state, guess: Guess::default(), reached, news: None }
    }

    /// Whether the reader is to guess before anything else.
    #[must_use]
    pub fn asks(&self) -> bool {
        self.spec.predict.is_some() && self.guess.answer.is_none()
    }

    /// Whether the row of `runtime` is covered.
    #[must_use]
    pub fn covers(&self, runtime: Runtime) -> bool {
        self.guess.answer.is_none()
            && self.spec.predict.as_ref().is_some_and(|predict| predict.covers(runtime))
    }

    /// Whether the reader is to guess the wall time of `runtime` now.
    #[must_use]
    pub fn asks_time_of(&self, runtime: Runtime) -> bool {
        let asked =
            |predict: &Predict| matches!(predict.asked, Asked::Wall(_)) && predict.runtime == Some(runtime);
        self.asks() && self.spec.predict.as_ref().is_some_and(asked)
    }

    /// Whether the reader has guessed.
    #[must_use]
    pub const fn has_guessed(&self) -> bool {
        self.guess.wall.is_some() || self.guess.outcome.is_some()
    }

    /// Where its time axis ends. A covered row may be the longest: room beyond it keeps that from showing.
    #[must_use]
    pub fn axis_end(&self) -> Nanos {
        let longest = self.race.longest();
        if self.spec.predict.is_some() { longest + Nanos(longest.0 / 2) } else { longest }
    }

    /// The query of the link that opens what it shows.
    #[must_use]
    pub fn query(&self) -> String {
        ShareLink::full_query(&self.race.scenario)
    }

    /// The wall time of the row that is asked about.
    fn truth(&self) -> Option<Nanos> {
        let runtime = self.spec.predict.as_ref()?.runtime?;
        Some(self.race.model.as_ref()?.run(runtime)?.metrics.wall)
    }

    fn answer(&self) -> Option<usize> {
        match &self.spec.predict.as_ref()?.asked {
            Asked::Wall(answers) => {
                let (guess, truth) = (self.guess.wall?, self.truth()?);
                said_of(answers, guess.0 as f64 / truth.0.max(1) as f64)
            }
            Asked::Outcome(_) => self.guess.outcome,
        }
    }

    /// Ticks the goals that its race reaches.
    fn tick(&mut self) {
        let Some(shown) = self.race.model.clone().filter(|_| self.race.is_current() && !self.asks()) else {
            return;
        };
        let run = |runtime| shown.run(runtime).map(|run| -> &RunResult { run });
        let facts = Facts { scenario: &shown.scenario, baseline: shown.baseline, run: &run };
        for (place, goal) in self.spec.goals.iter().enumerate() {
            if !self.reached[place] && goal.when.holds(facts) {
                self.reached[place] = true;
                self.news = Some(place);
            }
        }
    }
}

/// The figure after `action`.
#[must_use]
pub fn reduce(figure: &Figure, action: FigureAction) -> Figure {
    let mut next = figure.clone();
    match action {
        // What is covered would be another row.
        FigureAction::Race(Action::Edit(..)) if figure.asks() => {}
        FigureAction::Race(Action::Raced(scenario, race)) => {
            let shown = Shown::rows(scenario, race, figure.race.model.as_deref());
            state::show(&mut next.race, shown);
            next.tick();
        }
        // A figure is seen whole.
        FigureAction::Race(Action::Zoom(_)) => {}
        FigureAction::Race(action) => state::step(&mut next.race, action),
        FigureAction::Open(query) => open(&mut next.race, &query),
        FigureAction::Wall(wall) if figure.asks() => {
            next.guess.wall = Some(wall).filter(|wall| *wall > Nanos::ZERO)
        }
        FigureAction::Outcome(place) if figure.asks() => next.guess.outcome = Some(place),
        FigureAction::Reveal => {
            next.guess.answer = figure.answer();
            next.tick();
        }
        FigureAction::Again => {
            next.guess = Guess::default();
            reset(&mut next);
        }
        FigureAction::Reset => reset(&mut next),
        FigureAction::Wall(_) | FigureAction::Outcome(_) => {}
    }
    next
}

/// Back to what was shown first. What was reached stays reached.
fn reset(figure: &mut Figure) {
    state::dismiss(&mut figure.race);
    let home = figure.race.home.clone();
    state::take(&mut figure.race, home);
}

/// Opens a frame's link; one that only says how the frame looks leaves the page's own scenario.
fn open(state: &mut State, query: &str) {
    let pairs = query.trim_start_matches('?').split('&');
    let told: Vec<&str> = pairs.filter(|pair| !pair.is_empty() && !pair.starts_with("theme=")).collect();
    if told.is_empty() {
        return;
    }
    match ShareLink::parse(&told.join("&")) {
        Ok(link) => {
            state.notes = state::told(link.notes);
            state::take(state, link.scenario);
        }
        Err(refused) => state::refuse(state, refused.to_string()),
    }
}
