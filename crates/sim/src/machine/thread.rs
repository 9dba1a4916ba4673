//! One operating-system thread.

use super::Step;
use model::{GilId, LaneId, Nanos};

/// A thread, in the order in which they were made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ThreadId(pub(super) u32);

#[cfg(test)]
impl ThreadId {
    /// One that no machine has handed out.
    pub(crate) const fn made_up(number: u32) -> Self {
        Self(number)
    }
}

impl ThreadId {
    /// The thread as an index into a table of its owner's.
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Where a thread is between two events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// Has a core; what it does next is about to be decided.
    OnCore,
    /// Uses its core; its event is the end of the work, a poll point or the end of its slice.
    Working,
    /// Could run, but every core is taken; has no event.
    Ready,
    /// Sleeps; its event is the timer.
    Asleep,
    /// Waits until it is woken; has no event.
    Blocked,
    /// Was woken or signalled; its event is the end of the wake-up.
    Waking,
    /// In the GIL's timed wait; its event is the time-out.
    GilWait,
    /// Was forced out of the GIL and waits for another to take it; has no event.
    GilSwitch,
    /// Stands still for another's garbage collection; has no event.
    Parked,
    /// Waits until all others stand still; has no event.
    Stopping,
}

#[derive(Clone, Debug)]
pub(super) struct Thread {
    pub(super) lane: LaneId,
    /// The GIL of its interpreter.
    pub(super) gil: Option<GilId>,
    /// Whether it holds that; without one, whether it is attached (see `world`).
    pub(super) holds: bool,
    pub(super) phase: Phase,
    pub(super) step: Step,
    /// CPU time that the step has used, and that it still needs.
    pub(super) done: Nanos,
    pub(super) left: Nanos,
    /// Since when it uses its core; up to there `done` and `vruntime` are right.
    pub(super) since: Nanos,
    /// When another ready thread may take its core.
    pub(super) slice_end: Nanos,
    /// How much it ran, as the scheduler counts: who has run least goes next.
    pub(super) vruntime: u64,
    /// The GIL's switch number when its timed wait began.
    pub(super) saw_switch: u64,
    /// It was woken while it did not wait.
    pub(super) woken: bool,
}

impl Thread {
    pub(super) const fn new(lane: LaneId, gil: Option<GilId>, now: Nanos, vruntime: u64) -> Self {
        Self {
            lane,
            gil,
            holds: false,
            phase: Phase::Waking,
            step: Step::Begin,
            done: Nanos::ZERO,
            left: Nanos::ZERO,
            since: now,
            slice_end: now,
            vruntime,
            saw_switch: 0,
            woken: false,
        }
    }
}
