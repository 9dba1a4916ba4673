//! What one worker writes down while it runs, in a buffer of its own that is there beforehand.

use crate::run::{Run, lock};
use crate::world::ReadClock;
use model::trace::InstantKind;
use model::{Cause, LaneId, LockId, Nanos, State, TaskId};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, Mutex, MutexGuard};

/// One entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) at: Nanos,
    pub(crate) what: What,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum What {
    /// The worker is in this state from now on.
    Enter { state: State, cause: Cause, holder: Option<LaneId>, task: Option<TaskId> },
    /// It waits for a lock of the job's.
    WaitLock { lock: LockId, holder: LaneId, task: TaskId },
    /// It has that lock.
    Acquired(LockId),
    /// It has it no more.
    Released(LockId),
    /// It is in none.
    Leave,
    /// A moment.
    Instant(InstantKind),
}

/// One worker's records, in the order of their times.
pub(crate) struct Log {
    clock: ReadClock,
    paper: Paper,
    /// When the first entry was made, recorded or not.
    begin: Option<Nanos>,
    last: Nanos,
}

/// What one worker did, from its first entry to its last.
pub(crate) struct Shift {
    pub(crate) begin: Nanos,
    pub(crate) end: Nanos,
    /// The entries; none where nothing is recorded.
    pub(crate) records: Vec<Record>,
}

/// From the first worker's begin to the last worker's end: [`model::Trace::end`] of the same run, recorded.
pub(crate) fn wall(shifts: &[Shift]) -> Nanos {
    let begin = shifts.iter().map(|shift| shift.begin).min().unwrap_or_default();
    let end = shifts.iter().map(|shift| shift.end).max().unwrap_or_default();
    end.saturating_sub(begin)
}

/// What a worker writes on.
enum Paper {
    /// Nothing is written down.
    None,
    /// All of a run.
    Own(Vec<Record>),
    /// What happens until it is taken away.
    Sheet(Arc<Sheet>),
}

/// Paper for so many records at most, that another thread takes away now and then.
#[derive(Debug, Default)]
pub(crate) struct Sheet(Mutex<Written>);

#[derive(Debug, Default)]
pub(crate) struct Written {
    pub(crate) records: Vec<Record>,
    /// The last state entered or left, also where there was no room for it.
    pub(crate) latest: Option<Record>,
}

impl Sheet {
    /// How many records it has room for: 300 KB, and more than most threads fill in a quarter of a second.
    pub(crate) const ROOM: usize = 1 << 13;

    /// What is written on it; its writer waits meanwhile.
    pub(crate) fn look(&self) -> MutexGuard<'_, Written> {
        lock(&self.0)
    }

    fn write(&self, record: Record) {
        let mut written = self.look();
        if matches!(record.what, What::Enter { .. } | What::Leave) {
            written.latest = Some(record);
        }
        if written.records.len() < Self::ROOM {
            written.records.push(record);
        }
    }
}

impl Log {
    /// That of one of so many workers.
    pub(crate) fn new(run: &Run, workers: u32) -> Self {
        let own = || Paper::Own(Vec::with_capacity(run.plan.records(workers)));
        let paper = if run.recording { own() } else { Paper::None };
        Self { clock: run.shared.clock.clone(), paper, begin: None, last: Nanos::ZERO }
    }

    /// A log that is read while it is written.
    pub(crate) fn on(sheet: Arc<Sheet>, clock: ReadClock) -> Self {
        Self { clock, paper: Paper::Sheet(sheet), begin: None, last: Nanos::ZERO }
    }

    /// The time, never before that of any earlier record; where nothing is recorded it is read for the first
    /// entry only.
    pub(crate) fn now(&mut self) -> Nanos {
        if self.is_written() || self.begin.is_none() {
            self.not_before((self.clock)());
        }
        self.last
    }

    /// `at`, or the last time known if that is later.
    ///
    /// What another thread did first was first, whatever this thread's own reading of the clock says.
    pub(crate) fn not_before(&mut self, at: Nanos) -> Nanos {
        self.last = self.last.max(at);
        self.last
    }

    /// Runs Python for `task` from `at` on; `State::Run` holds the GIL, `State::RunFree` does not.
    pub(crate) fn run(&mut self, at: Nanos, state: State, task: Option<TaskId>) {
        self.write(at, What::Enter { state, cause: Cause::None, holder: None, task });
    }

    /// Starts others or itself, copies, or has nothing to do.
    pub(crate) fn busy(&mut self, at: Nanos, state: State, cause: Cause, task: Option<TaskId>) {
        self.write(at, What::Enter { state, cause, holder: None, task });
    }

    pub(crate) fn wait(&mut self, at: Nanos, state: State, cause: Cause, task: Option<TaskId>) {
        self.write(at, What::Enter { state, cause, holder: None, task });
    }

    pub(crate) fn wait_gil(&mut self, at: Nanos, holder: LaneId, task: Option<TaskId>) {
        let holder = Some(holder);
        self.write(at, What::Enter { state: State::WaitGil, cause: Cause::Gil, holder, task });
    }

    pub(crate) fn wait_lock(&mut self, at: Nanos, lock: LockId, holder: LaneId, task: TaskId) {
        self.write(at, What::WaitLock { lock, holder, task });
    }

    pub(crate) fn acquired(&mut self, at: Nanos, lock: LockId) {
        self.write(at, What::Acquired(lock));
    }

    pub(crate) fn released(&mut self, at: Nanos, lock: LockId) {
        self.write(at, What::Released(lock));
    }

    pub(crate) fn leave(&mut self, at: Nanos) {
        self.write(at, What::Leave);
    }

    pub(crate) fn instant(&mut self, at: Nanos, kind: InstantKind) {
        self.write(at, What::Instant(kind));
    }

    /// The worker is done, now; to be called on its own thread.
    pub(crate) fn end(mut self) -> Shift {
        if !self.is_written() {
            self.not_before((self.clock)());
        }
        let (begin, end) = (self.begin.unwrap_or(self.last), self.last);
        Shift { begin, end, records: if let Paper::Own(records) = self.paper { records } else { Vec::new() } }
    }

    const fn is_written(&self) -> bool {
        !matches!(self.paper, Paper::None)
    }

    // Not worth a copy of this for each place that writes: a visit has to fetch them all.
    #[inline(never)]
    fn write(&mut self, at: Nanos, what: What) {
        debug_assert!(at <= self.last || !self.is_written(), "a record's time comes from this log");
        self.begin.get_or_insert(at);
        match &mut self.paper {
            Paper::None => {}
            Paper::Own(records) => records.push(Record { at, what }),
            Paper::Sheet(sheet) => sheet.write(Record { at, what }),
        }
    }
}
