//! What one worker writes down while it runs, in a buffer of its own that is there beforehand.

use crate::run::Run;
use crate::world::ReadClock;
use model::trace::InstantKind;
use model::{Cause, LaneId, LockId, Nanos, State, TaskId};

/// One entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) at: Nanos,
    pub(crate) what: What,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    records: Option<Vec<Record>>,
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

impl Log {
    pub(crate) fn new(run: &Run) -> Self {
        let records = run.recording.then(|| Vec::with_capacity(run.plan.records()));
        Self { clock: run.shared.clock.clone(), records, begin: None, last: Nanos::ZERO }
    }

    /// The time, never before that of any earlier record; where nothing is recorded it is read for the first
    /// entry only.
    pub(crate) fn now(&mut self) -> Nanos {
        if self.records.is_some() || self.begin.is_none() {
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
        if self.records.is_none() {
            self.not_before((self.clock)());
        }
        let (begin, end) = (self.begin.unwrap_or(self.last), self.last);
        Shift { begin, end, records: self.records.unwrap_or_default() }
    }

    fn write(&mut self, at: Nanos, what: What) {
        debug_assert!(at <= self.last || self.records.is_none(), "a record's time comes from this log");
        self.begin.get_or_insert(at);
        if let Some(records) = &mut self.records {
            records.push(Record { at, what });
        }
    }
}
