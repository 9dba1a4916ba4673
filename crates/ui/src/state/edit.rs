//! What a reader's hand can do to the scenario.

use model::scenario::{Choice, Draft, Field};
use model::{Kernel, Nanos, Preset, PythonVersion, Runtime, Workload, WorkloadKind};
use std::mem::{Discriminant, discriminant};

/// From this share of waiting on, in percent, a job is called mixed rather than CPU work.
const MIXED_FROM: u32 = 5;
/// From this share on it "mostly waits", which is what the model calls I/O work.
const IO_FROM: u32 = 75;

/// One change of one control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Another kind of job, with its usual times and data; tasks, spread and kernel stay.
    Kind(WorkloadKind),
    /// A number, in its field's smallest unit; clamped to the field's range.
    Number(Field, u64),
    /// The share of a task's time that it waits, in percent; the whole time stays.
    IoShare(u32),
    /// Each executor's own default number of workers.
    DefaultWorkers,
    /// Another Python.
    Python(PythonVersion),
    /// Another computation for the measured runs.
    Kernel(Kernel),
    /// Another seed.
    Seed(u64),
    /// A part of the scenario that is one of a few names: which of them.
    Choose(Choice, usize),
    /// The version's own way to start processes.
    DefaultStart,
    /// The pool's own number of tasks to hand out at once.
    DefaultChunk,
    /// A scenario of the library, by its place there.
    Preset(usize),
    /// Shows a runtime that is hidden, or hides one that is shown.
    Toggle(Runtime),
}

/// Whether a control is still being moved: every step of one gesture is one entry of the browser's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    /// More steps may follow.
    Moving,
    /// This was the last, or the only one.
    Done,
}

/// What was moved: two edits of one control differ in their value only.
pub type Control = (Discriminant<Edit>, Option<Field>, Option<Choice>);

impl Edit {
    /// The control that makes such edits.
    #[must_use]
    pub const fn control(&self) -> Control {
        let field = if let Self::Number(field, _) = self { Some(*field) } else { None };
        let choice = if let Self::Choose(choice, _) = self { Some(*choice) } else { None };
        (discriminant(self), field, choice)
    }

    /// The draft with this change made.
    #[must_use]
    pub fn apply(self, mut draft: Draft) -> Draft {
        match self {
            Self::Kind(kind) => draft.workload = of_kind(kind, draft.workload),
            Self::Number(field, value) => field.set(&mut draft, value),
            Self::IoShare(percent) => draft.workload = with_io_share(draft.workload, percent),
            Self::DefaultWorkers => draft.workers = None,
            Self::Python(python) => draft.python = python,
            Self::Kernel(kernel) => draft.workload.kernel = kernel,
            Self::Seed(seed) => draft.seed = seed,
            Self::Choose(choice, index) => choice.set(&mut draft, index),
            Self::DefaultStart => draft.start = None,
            Self::DefaultChunk => draft.chunk = None,
            Self::Preset(place) => {
                draft =
                    Preset::ALL.get(place).and_then(Preset::scenario).map_or(draft, |known| known.draft());
            }
            Self::Toggle(runtime) if draft.runtimes.contains(runtime) => {
                draft.runtimes = draft.runtimes.without(runtime);
            }
            Self::Toggle(runtime) => draft.runtimes = draft.runtimes.with(runtime),
        }
        draft
    }
}

fn of_kind(kind: WorkloadKind, old: Workload) -> Workload {
    Workload { tasks: old.tasks, spread: old.spread, kernel: old.kernel, ..Workload::of(kind) }
}

/// Moves time between computing and waiting. The three kinds that differ in nothing else follow the share, so that
/// the kind named on the page is always true; C code and data exchange stay what they are.
fn with_io_share(old: Workload, percent: u32) -> Workload {
    let percent = percent.min(100);
    let whole = old.cpu + old.io;
    let io = whole.permille(u64::from(percent) * 10);
    let kind = match old.kind {
        WorkloadKind::C | WorkloadKind::Data | WorkloadKind::Count => old.kind,
        _ if percent < MIXED_FROM => WorkloadKind::Cpu,
        _ if percent < IO_FROM => WorkloadKind::Mixed,
        _ => WorkloadKind::Io,
    };
    Workload { kind, cpu: Nanos(whole.0 - io.0), io, ..old }
}

#[cfg(test)]
mod tests {
    use super::Edit;
    use model::scenario::{Choice, Draft, Field};
    use model::{Preset, Runtime, Scenario, ShareLink, WorkloadKind};

    fn check(start: &str, edit: Edit, expected: &str) {
        let scenario = ShareLink::parse(start).unwrap().scenario;
        let edited = edit.apply(scenario.draft()).build().unwrap();
        assert_eq!(ShareLink::query(&edited), expected, "{edit:?} of {start:?}");
    }

    #[test]
    fn moving_the_io_share_keeps_the_whole_time_and_names_the_kind() {
        check("", Edit::IoShare(50), "v=1&w=mixed");
        check("", Edit::IoShare(90), "v=1&w=io&cpu=10&io=90");
        check("w=io", Edit::IoShare(0), "");
        check("w=mixed&cpu=30&io=10", Edit::IoShare(25), "v=1&w=mixed&cpu=30&io=10");
        check("w=c", Edit::IoShare(100), "v=1&w=c&cpu=0&io=100");
        check("", Edit::IoShare(900), "v=1&w=io&cpu=0&io=100");
    }

    #[test]
    fn every_share_of_waiting_reads_back_as_itself() {
        for percent in 0..=100 {
            let draft = Edit::IoShare(percent).apply(Scenario::default().draft());
            assert_eq!(draft.workload.io_percent(), percent);
        }
    }

    #[test]
    fn another_kind_brings_its_times_and_keeps_the_tasks() {
        check("tasks=7&cpu=3", Edit::Kind(WorkloadKind::Data), "v=1&w=data&tasks=7");
        check("w=data&mb=3", Edit::Kind(WorkloadKind::Cpu), "");
    }

    #[test]
    fn numbers_are_clamped_and_workers_have_a_default() {
        check("", Edit::Number(Field::Tasks, 0), "v=1&tasks=1");
        check("workers=3", Edit::DefaultWorkers, "");
    }

    #[test]
    fn choices_are_set_and_go_back_to_the_versions_own() {
        check("", Edit::Choose(Choice::Start, 1), "v=1&start=spawn");
        check("start=spawn", Edit::DefaultStart, "");
        check("chunk=3", Edit::DefaultChunk, "");
    }

    #[test]
    fn a_preset_replaces_everything() {
        let convoy = Preset::ALL.iter().position(|preset| preset.name == "convoy").unwrap();
        check("w=data&cores=9", Edit::Preset(convoy), "v=1&preset=convoy");
        check("tasks=3", Edit::Preset(99_999), "v=1&tasks=3");
    }

    #[test]
    fn a_runtime_is_shown_and_hidden() {
        let hide = |draft: Draft, runtime| Edit::Toggle(runtime).apply(draft);
        let draft = hide(Scenario::default().draft(), Runtime::Asyncio);
        assert!(!draft.runtimes.contains(Runtime::Asyncio));
        assert!(hide(draft, Runtime::Asyncio).runtimes.contains(Runtime::Asyncio));
    }
}
