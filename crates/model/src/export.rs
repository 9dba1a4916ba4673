//! What a reader takes away: runs and pictures, to be written as a file in another tool's format.

use crate::{Curve, MeasuredSweep, Nanos, Prediction, Race, Repeated, RunResult, RuntimeSet, Scenario};
use serde::{Deserialize, Serialize};

/// What the page asks to have written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Export {
    /// Runs, as a file of this kind. In a picture they are all the model's, or all measured.
    Runs(Format, Runs),
    /// The speedup plot, as a picture.
    Plot(Plot),
}

/// What the speedup plot shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plot {
    /// What it is of, in a sentence.
    pub title: String,
    /// The model's curves.
    pub curves: Vec<Curve>,
    /// Wall time of the model's sequential run.
    pub baseline: Nanos,
    /// How much of the job can't run at once, from 0 to 1.
    pub serial: f64,
    /// What was measured; with a sequential run in it, that is shown in place of the model's curves.
    pub measured: MeasuredSweep,
    /// What the model said of it beforehand.
    pub predicted: Vec<Prediction>,
    /// The runtimes that are shown.
    pub shown: RuntimeSet,
    /// The device's logical processors.
    pub processors: u32,
}

/// The kinds of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// Chrome's Trace Event Format, which Perfetto opens.
    ChromeTrace,
    /// The Firefox Profiler's processed profile.
    FirefoxProfile,
    /// The figures, a line a run.
    Csv,
    /// The figures, and the scenario they are of.
    Json,
    /// The picture of the race.
    Svg,
}

impl Format {
    /// How a file's name ends.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::ChromeTrace => "trace.json",
            Self::FirefoxProfile => "profile.json",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Svg => "svg",
        }
    }

    /// The media type of a file's text.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::ChromeTrace | Self::FirefoxProfile | Self::Json => "application/json",
            Self::Csv => "text/csv",
            Self::Svg => "image/svg+xml",
        }
    }
}

/// Some runs of one scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Runs {
    /// What was run.
    pub scenario: Scenario,
    /// The address that opens it.
    pub link: String,
    /// The runs, in the order they are shown; model and measured runs may be mixed, each says which it is.
    pub entries: Vec<Entry>,
}

/// One run, and what it is held against.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The run; of a run that was measured repeatedly the one with the median wall time.
    pub run: RunResult,
    /// Wall time of the sequential run of the same kind; zero where there is none.
    pub baseline: Nanos,
    /// The wall times of all runs, where it was measured.
    pub walls: Repeated,
}

impl Runs {
    /// The model's race of `scenario`, which `link` opens.
    #[must_use]
    pub fn of_race(scenario: Scenario, link: String, race: &Race) -> Self {
        let entry =
            |run: &RunResult| Entry { run: run.clone(), baseline: race.baseline, walls: Repeated::default() };
        Self { scenario, link, entries: race.results.iter().map(entry).collect() }
    }
}
