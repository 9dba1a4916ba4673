//! A race as the page shows it, with what there is to say about it.

use crate::shared::Shared;
use charts::{Phrase, SerialShare};
use model::{Nanos, Race, RunResult, Runtime, Scenario, State};
use yew::AttrValue;

/// A race, what it was of, and its sentences: made once for each race, not at each drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The scenario that was run.
    pub scenario: Scenario,
    /// Wall time of the sequential run.
    pub baseline: Nanos,
    /// The runs, in the order of [`Runtime::ALL`].
    pub runs: Vec<Shared<RunResult>>,
    /// The race in one line.
    pub headline: AttrValue,
    /// Why it came out so.
    pub why: Vec<Phrase>,
    /// How much of the job can't run at once, where that is to be drawn.
    pub serial: SerialShare,
    /// The states that occur, with their words.
    pub legend: Vec<(State, &'static str)>,
}

impl Shown {
    /// Takes a race in. Runs that are the same as in `before` stay the same values, so that their rows need no
    /// new drawing.
    #[must_use]
    pub fn new(scenario: Scenario, race: Race, before: Option<&Self>) -> Self {
        let headline = charts::headline(&scenario, &race).into();
        let why = charts::why(&scenario, &race);
        let serial = charts::serial_share(&scenario, &race);
        Self { headline, why, serial, ..Self::rows(scenario, race, before) }
    }

    /// As [`Self::new`], with nothing to say beside the rows: a figure's author has said it.
    #[must_use]
    pub fn rows(scenario: Scenario, race: Race, before: Option<&Self>) -> Self {
        let legend = charts::legend(&race.results.iter().map(|run| &run.trace).collect::<Vec<_>>());
        let known = |run: &RunResult| before?.runs.iter().find(|old| ***old == *run).cloned();
        let runs = race.results.into_iter().map(|run| known(&run).unwrap_or_else(|| Shared::new(run)));
        let (headline, why) = (AttrValue::default(), Vec::new());
        let serial = SerialShare { share: 0.0, caption: String::new() };
        Self { baseline: race.baseline, runs: runs.collect(), scenario, headline, why, serial, legend }
    }

    /// The run of `runtime`, if it is in the race.
    #[must_use]
    pub fn run(&self, runtime: Runtime) -> Option<&Shared<RunResult>> {
        self.runs.iter().find(|run| run.runtime == runtime)
    }

    /// The end of the longest run.
    #[must_use]
    pub fn longest(&self) -> Nanos {
        self.runs.iter().map(|run| run.trace.end).max().unwrap_or_default()
    }
}
