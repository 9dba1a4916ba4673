//! The numbers of a scenario: what each is called, its range and how it is written.

use super::Draft;
use crate::{Bytes, Cores, Nanos};
use std::ops::RangeInclusive;

/// A number that a link, a control or a caller can set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// How many tasks the job has.
    Tasks,
    /// CPU time of one task, in nanoseconds.
    Cpu,
    /// Time one task waits for I/O, in nanoseconds.
    Io,
    /// Pieces a task's work is cut into.
    Segments,
    /// How far waits spread around their mean, in percent of it.
    Spread,
    /// Data sent to a task and returned by it, each way, in bytes.
    Data,
    /// The machine's cores.
    Cores,
    /// The pool size.
    Workers,
    /// The switch interval, in nanoseconds.
    Interval,
    /// Tasks beside the job's own that only compute.
    Hogs,
    /// CPU time of one of those, in nanoseconds.
    HogCpu,
    /// The share of its CPU time that a task holds a lock, in percent.
    Locked,
    /// How many of its tasks asyncio lets in at once; 0 for all.
    Limit,
    /// Tasks handed to a process at once.
    Chunk,
    /// How fast a hardware thread is while its sibling works too, in percent.
    Siblings,
    /// How often a task that counts adds one.
    Updates,
    /// How long a garbage collection takes at the end of each piece of a task's CPU time, in nanoseconds; 0 for
    /// none.
    Collect,
}

impl Field {
    /// Every field, in the order they are checked and written.
    pub const ALL: [Self; 17] = [
        Self::Tasks,
        Self::Cpu,
        Self::Io,
        Self::Segments,
        Self::Spread,
        Self::Data,
        Self::Cores,
        Self::Workers,
        Self::Interval,
        Self::Hogs,
        Self::HogCpu,
        Self::Locked,
        Self::Limit,
        Self::Chunk,
        Self::Siblings,
        Self::Updates,
        Self::Collect,
    ];

    /// The key in a link.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Tasks => "tasks",
            Self::Cpu => "cpu",
            Self::Io => "io",
            Self::Segments => "segments",
            Self::Spread => "spread",
            Self::Data => "mb",
            Self::Cores => "cores",
            Self::Workers => "workers",
            Self::Interval => "interval",
            Self::Hogs => "hogs",
            Self::HogCpu => "hogcpu",
            Self::Locked => "lock",
            Self::Limit => "limit",
            Self::Chunk => "chunk",
            Self::Siblings => "ht",
            Self::Updates => "updates",
            Self::Collect => "gc",
        }
    }

    /// The values allowed, in the field's smallest unit.
    #[must_use]
    pub const fn range(self) -> RangeInclusive<u64> {
        match self {
            Self::Tasks => 1..=10_000,
            Self::Cpu | Self::Io | Self::HogCpu => 0..=60_000_000_000,
            Self::Segments => 1..=1_000,
            Self::Spread => 0..=100,
            Self::Data => 0..=1_000_000_000,
            Self::Cores => 1..=256,
            Self::Workers => 1..=1_000,
            Self::Interval => 1_000..=10_000_000_000,
            Self::Hogs => 0..=64,
            Self::Locked => 0..=100,
            Self::Limit => 0..=10_000,
            Self::Chunk => 1..=10_000,
            Self::Siblings => 50..=100,
            Self::Updates => 1..=10_000_000,
            Self::Collect => 0..=1_000_000_000,
        }
    }

    /// How many of its smallest unit make one of the unit that a link is written in:
    /// a million for the milliseconds and megabytes, one for counts.
    #[must_use]
    pub const fn scale(self) -> u64 {
        match self {
            Self::Cpu | Self::Io | Self::Interval | Self::Data | Self::HogCpu | Self::Collect => 1_000_000,
            _ => 1,
        }
    }

    /// The field's value in `draft`, in its smallest unit; `None` where it is left to its default.
    #[must_use]
    pub fn of(self, draft: &Draft) -> Option<u64> {
        Some(match self {
            Self::Tasks => draft.workload.tasks.into(),
            Self::Cpu => draft.workload.cpu.0,
            Self::Io => draft.workload.io.0,
            Self::Segments => draft.workload.segments.into(),
            Self::Spread => draft.workload.spread.into(),
            Self::Data => draft.workload.data.0,
            Self::Cores => draft.cores.0.into(),
            Self::Workers => draft.workers?.into(),
            Self::Interval => draft.interval.0,
            Self::Hogs => draft.workload.hogs.into(),
            Self::HogCpu => draft.workload.hog_cpu.0,
            Self::Locked => draft.workload.locked.into(),
            Self::Limit => draft.limit.into(),
            Self::Chunk => draft.chunk?.into(),
            Self::Siblings => draft.siblings.into(),
            Self::Updates => draft.workload.updates.into(),
            Self::Collect => draft.workload.collection.0,
        })
    }

    /// Sets the field in `draft`, clamped to its range.
    pub fn set(self, draft: &mut Draft, value: u64) {
        let value = value.clamp(*self.range().start(), *self.range().end());
        // The clamp keeps every count below its type's maximum.
        let count = value as u32;
        match self {
            Self::Tasks => draft.workload.tasks = count,
            Self::Cpu => draft.workload.cpu = Nanos(value),
            Self::Io => draft.workload.io = Nanos(value),
            Self::Segments => draft.workload.segments = count,
            Self::Spread => draft.workload.spread = count,
            Self::Data => draft.workload.data = Bytes(value),
            Self::Cores => draft.cores = Cores(value as u16),
            Self::Workers => draft.workers = Some(count),
            Self::Interval => draft.interval = Nanos(value),
            Self::Hogs => draft.workload.hogs = count,
            Self::HogCpu => draft.workload.hog_cpu = Nanos(value),
            Self::Locked => draft.workload.locked = count,
            Self::Limit => draft.limit = count,
            Self::Chunk => draft.chunk = Some(count),
            Self::Siblings => draft.siblings = count,
            Self::Updates => draft.workload.updates = count,
            Self::Collect => draft.workload.collection = Nanos(value),
        }
    }

    /// `value` (in the smallest unit) as a link writes it: an exact decimal in the field's own unit.
    #[must_use]
    pub fn show(self, value: u64) -> String {
        crate::link::show(value, self.scale())
    }
}
