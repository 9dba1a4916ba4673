//! What every file says of itself.

use model::export::Runs;
use model::trace::InstantKind;
use model::{Lane, LaneId, RunKind, RunResult, Runtime, ShareLink};
use serde::Serialize;

/// Where the runs come from.
#[derive(Serialize)]
pub(super) struct About<'a> {
    /// The program and its version.
    pub(super) source: &'static str,
    /// The address that opens the scenario.
    pub(super) link: &'a str,
    /// The scenario as that link's query.
    pub(super) scenario: String,
    /// A sentence on what the times are.
    pub(super) times: &'static str,
}

impl<'a> About<'a> {
    pub(super) fn of(runs: &'a Runs) -> Self {
        let kinds = |kind| runs.entries.iter().any(|entry| entry.run.kind == kind);
        let times = match (kinds(RunKind::Model), kinds(RunKind::Measured)) {
            (true, true) => {
                "MODEL runs are simulated on a virtual clock; MEASURED runs were made on the reader's own device."
            }
            (false, true) => "MEASURED: the runs were made on the reader's own device.",
            _ => "MODEL: the runs are simulated on a virtual clock; nothing was measured.",
        };
        let scenario = ShareLink::query(&runs.scenario);
        Self { source: SOURCE, link: &runs.link, scenario, times }
    }
}

/// The program that writes the files.
pub(super) const SOURCE: &str = concat!("Interleave ", env!("CARGO_PKG_VERSION"));

/// Room for the processes and lanes of one run among the ids: lanes are numbered in 16 bits.
const ROOM: u32 = 100_000;

/// Numbers and names for a run's processes and lanes, which are unique in a file.
pub(super) struct Ids<'a> {
    first: u32,
    pub(super) run: &'a RunResult,
}

impl<'a> Ids<'a> {
    /// All runs, with their ids.
    pub(super) fn of(runs: &'a Runs) -> impl Iterator<Item = Self> + Clone {
        (1..).zip(&runs.entries).map(|(place, entry)| Self { first: place * ROOM, run: &entry.run })
    }

    /// Never 0, which stands for an idle processor in some tools.
    pub(super) const fn pid(&self, lane: &Lane) -> u32 {
        self.first + lane.process.index() as u32
    }

    /// Unique among all processes: some tools look threads up by this alone.
    pub(super) const fn tid(&self, lane: LaneId) -> u32 {
        self.first + lane.index() as u32
    }

    /// `Threads, Python 3.12, MODEL`.
    pub(super) fn process_name(&self, lane: &Lane) -> String {
        let (run, kind) = (self.run, word(self.run.kind));
        let name = format!("{}, Python {}, {kind}", run.runtime.title(), run.python);
        match (run.runtime, lane.process.index()) {
            (Runtime::Processes, number @ 1..) => format!("{name}: process {number}"),
            _ => name,
        }
    }
}

/// The badge that the page has beside every number.
pub(super) const fn word(kind: RunKind) -> &'static str {
    match kind {
        RunKind::Model => "MODEL",
        RunKind::Measured => "MEASURED",
    }
}

/// What a moment marks, in words.
pub(super) const fn moment(kind: InstantKind) -> &'static str {
    match kind {
        InstantKind::DropRequest => "drop request",
        InstantKind::ForcedDrop => "forced drop",
        InstantKind::VoluntaryDrop => "voluntary drop",
        InstantKind::TaskDone => "task done",
        InstantKind::LoopIteration => "loop iteration",
    }
}
