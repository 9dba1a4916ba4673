//! The files that there are, and what each is made of.

use crate::state::{Outcome, State};
use model::export::{Entry, Export, Format, Plot, Runs};
use model::{Repeated, RunKind, RunResult};
use words::away;

/// One file.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum What {
    /// All runs in sight.
    Runs(Format),
    /// A picture of the runs of one kind.
    Race(RunKind, Picture),
    /// The speedup plot.
    Speedup(Picture),
}

/// What kind of picture.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Picture {
    /// Text that stays sharp.
    Svg,
    /// Pixels.
    Png,
}

impl What {
    /// The rows of the menu: what each is of, and its files.
    pub(super) fn menu() -> [(&'static str, [Self; 2]); 5] {
        let both = |of: fn(Picture) -> Self| [of(Picture::Svg), of(Picture::Png)];
        [
            (away::timeline(), [Self::Runs(Format::ChromeTrace), Self::Runs(Format::FirefoxProfile)]),
            (away::figures(), [Self::Runs(Format::Csv), Self::Runs(Format::Json)]),
            (away::model_race(), both(|picture| Self::Race(RunKind::Model, picture))),
            (away::measured_race(), both(|picture| Self::Race(RunKind::Measured, picture))),
            (away::speedup(), both(Self::Speedup)),
        ]
    }

    /// What its button says.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Runs(Format::ChromeTrace) => away::chrome(),
            Self::Runs(Format::FirefoxProfile) => away::firefox(),
            Self::Runs(Format::Csv) => "CSV",
            Self::Runs(Format::Json) => "JSON",
            Self::Runs(Format::Svg) | Self::Race(_, Picture::Svg) | Self::Speedup(Picture::Svg) => "SVG",
            Self::Race(_, Picture::Png) | Self::Speedup(Picture::Png) => "PNG",
        }
    }

    /// What the file is called.
    pub(super) fn name(self) -> String {
        let of = match self {
            Self::Runs(_) => "interleave",
            Self::Race(RunKind::Model, _) => "interleave-model",
            Self::Race(RunKind::Measured, _) => "interleave-measured",
            Self::Speedup(_) => "interleave-speedup",
        };
        [of, ".", if self.is_png() { "png" } else { self.format().extension() }].concat()
    }

    /// The form in which it is written; pixels are made of that.
    pub(super) const fn format(self) -> Format {
        if let Self::Runs(format) = self { format } else { Format::Svg }
    }

    /// Whether it is to become pixels.
    pub(super) const fn is_png(self) -> bool {
        matches!(self, Self::Race(_, Picture::Png) | Self::Speedup(Picture::Png))
    }

    /// Whether there is anything to be written, of the scenario that is shown.
    pub(super) fn is_there(self, state: &State) -> bool {
        match self {
            Self::Race(RunKind::Measured, _) => state.measured.walls().next().is_some(),
            Self::Speedup(_) => state.has_curves() || state.sweep.measured.baseline().is_some(),
            _ => state.is_current(),
        }
    }

    /// What is to be written; `link` opens it.
    pub(super) fn export(self, state: &State, link: String) -> Export {
        let keep = |kind| !matches!(self, Self::Race(wanted, _) if wanted != kind);
        match self {
            Self::Speedup(_) => Export::Plot(plot(state)),
            _ => Export::Runs(self.format(), runs(state, link, keep)),
        }
    }
}

fn runs(state: &State, link: String, keep: impl Fn(RunKind) -> bool) -> Runs {
    let mut entries = Vec::new();
    for shown in state.model.iter().filter(|_| keep(RunKind::Model)) {
        let chosen = shown.runs.iter().filter(|run| state.scenario.runtimes.contains(run.runtime));
        let entry = |run: &RunResult| Entry {
            run: run.clone(),
            baseline: shown.baseline,
            walls: Repeated::default(),
        };
        entries.extend(chosen.map(|run| entry(run)));
    }
    for runtime in state.scenario.runtimes.iter().filter(|_| keep(RunKind::Measured)) {
        if let Some(Outcome::Run { run, baseline, walls, .. }) = state.measured.of(runtime) {
            entries.push(Entry { run: (**run).clone(), baseline: *baseline, walls: walls.clone() });
        }
    }
    Runs { scenario: state.scenario.clone(), link, entries }
}

fn plot(state: &State) -> Plot {
    let curves = state.curves.as_ref().filter(|_| state.has_curves());
    Plot {
        title: state.model.as_ref().map(|shown| shown.headline.to_string()).unwrap_or_default(),
        curves: curves.map(|known| known.curves.clone()).unwrap_or_default(),
        baseline: curves.map(|known| known.race.baseline).unwrap_or_default(),
        serial: curves.map_or(0.0, |known| known.race.serial.share),
        measured: state.sweep.measured.clone(),
        predicted: state.sweep.predicted.clone(),
        shown: state.scenario.runtimes,
        processors: state.capabilities().map_or(1, |capabilities| capabilities.processors),
    }
}
