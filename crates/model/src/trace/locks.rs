//! The program's locks: who held which, from when to when, and the cycle that a deadlock closes.

use super::{Span, State, Trace, little_endian};
use crate::{LaneId, LockId, Nanos};
use serde::{Deserialize, Serialize};

/// How many locks a trace can tell apart.
pub const LOCK_LIMIT: usize = 128;

/// A lock in the hands of a lane: from `start` up to, but not at, `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockHold {
    /// Who held it.
    pub lane: LaneId,
    /// When it was acquired.
    pub start: Nanos,
    /// When it was released, or when the trace ended.
    pub end: Nanos,
}

/// A lane that waits for a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockWait {
    /// Who waits.
    pub lane: LaneId,
    /// For what.
    pub lock: LockId,
}

impl Trace {
    /// Who held `lock`, and when, in time order.
    pub fn lock_holds(&self, lock: LockId) -> impl DoubleEndedIterator<Item = LockHold> + '_ {
        self.holds.range(lock).map(|row| self.holds.get(row))
    }

    /// Who held `lock` before `at`: those who acquired it earlier, the last first.
    pub fn lock_holds_before(&self, lock: LockId, at: Nanos) -> impl Iterator<Item = LockHold> + '_ {
        let range = self.holds.range(lock);
        let before = self.holds.starts[range.clone()].partition_point(|start| *start < at.0);
        (range.start..range.start + before).rev().map(|row| self.holds.get(row))
    }

    /// The lane that holds `lock` at `at`, if one does; in logarithmic time.
    #[must_use]
    pub fn lock_holder_at(&self, lock: LockId, at: Nanos) -> Option<LaneId> {
        let range = self.holds.range(lock);
        let after = self.holds.starts[range.clone()].partition_point(|start| *start <= at.0);
        let hold = self.holds.get(range.start + after.checked_sub(1)?);
        (hold.end > at).then_some(hold.lane)
    }
}

/// All holds, sorted by lock, then by time: 18 bytes each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "StoredHolds", into = "StoredHolds")]
pub(super) struct Holds {
    /// Where each lock's holds begin, and at last where the last lock's end.
    offsets: Vec<u32>,
    starts: Vec<u64>,
    ends: Vec<u64>,
    lanes: Vec<u16>,
}

impl Holds {
    fn push(&mut self, hold: &LockHold) {
        self.starts.push(hold.start.0);
        self.ends.push(hold.end.0);
        self.lanes.push(hold.lane.0);
    }

    fn range(&self, lock: LockId) -> std::ops::Range<usize> {
        match self.offsets.get(lock.index()..lock.index() + 2) {
            Some([start, end]) => *start as usize..*end as usize,
            _ => 0..0,
        }
    }

    fn get(&self, row: usize) -> LockHold {
        let (start, end) = (Nanos(self.starts[row]), Nanos(self.ends[row]));
        LockHold { lane: LaneId(self.lanes[row]), start, end }
    }
}

#[derive(Serialize, Deserialize)]
struct StoredHolds {
    offsets: Vec<u32>,
    #[serde(with = "little_endian::u64s")]
    starts: Vec<u64>,
    #[serde(with = "little_endian::u64s")]
    ends: Vec<u64>,
    #[serde(with = "little_endian::u16s")]
    lanes: Vec<u16>,
}

impl From<Holds> for StoredHolds {
    fn from(Holds { offsets, starts, ends, lanes }: Holds) -> Self {
        Self { offsets, starts, ends, lanes }
    }
}

impl TryFrom<StoredHolds> for Holds {
    type Error = &'static str;

    fn try_from(StoredHolds { offsets, starts, ends, lanes }: StoredHolds) -> Result<Self, Self::Error> {
        let in_order = offsets.is_sorted() && offsets.first() == Some(&0);
        let complete = offsets.last().is_some_and(|end| *end as usize == starts.len());
        if [ends.len(), lanes.len()] != [starts.len(); 2] || !in_order || !complete {
            return Err("the trace's locks do not fit together");
        }
        Ok(Self { offsets, starts, ends, lanes })
    }
}

/// The locks of a trace that is being written.
#[derive(Clone, Debug, Default)]
pub(super) struct OpenLocks {
    names: Vec<String>,
    /// Who has each lock, and since when.
    open: Vec<Option<(LaneId, Nanos)>>,
    holds: Vec<Vec<LockHold>>,
}

impl OpenLocks {
    pub(super) fn add(&mut self, name: String) -> LockId {
        assert!(self.names.len() < LOCK_LIMIT, "no id is left for lock {name}");
        self.names.push(name);
        self.open.push(None);
        self.holds.push(Vec::new());
        LockId((self.names.len() - 1) as u8)
    }

    /// Who had it until now.
    pub(super) fn acquired(&mut self, lane: LaneId, at: Nanos, lock: LockId) -> Option<LaneId> {
        let before = self.released(at, lock);
        self.open[lock.index()] = Some((lane, at));
        before
    }

    /// Who had it until now.
    pub(super) fn released(&mut self, at: Nanos, lock: LockId) -> Option<LaneId> {
        let (lane, start) = self.open[lock.index()].take()?;
        if start < at {
            self.holds[lock.index()].push(LockHold { lane, start, end: at });
        }
        Some(lane)
    }

    /// The names and all holds, those that are open closed at `end`.
    pub(super) fn close(mut self, end: Nanos) -> (Vec<String>, Holds) {
        for lock in 0..self.names.len() {
            self.released(end, LockId(lock as u8));
        }
        let mut holds = Holds { offsets: vec![0], ..Holds::default() };
        for mut of_lock in self.holds {
            // What real threads wrote down comes thread by thread.
            of_lock.sort_unstable_by_key(|hold| (hold.start, hold.end));
            of_lock.iter().for_each(|hold| holds.push(hold));
            holds.offsets.push(holds.starts.len() as u32);
        }
        (self.names, holds)
    }

    /// Who waits for whom in a circle, from its first lane on; empty where there is none.
    ///
    /// Each lane waits for one lock at most, so the way from it is one line: it ends or closes.
    pub(super) fn cycle(&self, open: &[Option<Span>]) -> Vec<LockWait> {
        let mut seen = vec![false; open.len()];
        for first in (0..open.len()).map(|lane| LaneId(lane as u16)) {
            let mut way: Vec<LockWait> = Vec::new();
            let mut lane = first;
            while !std::mem::replace(&mut seen[lane.index()], true) {
                let Some((lock, holder)) = self.obstacle(open, lane) else { break };
                way.push(LockWait { lane, lock });
                lane = holder;
            }
            if let Some(closed) = way.iter().position(|wait| wait.lane == lane) {
                return from_first_lane(way.split_off(closed));
            }
        }
        Vec::new()
    }

    /// The lock that `lane` waits for, and who has it now.
    fn obstacle(&self, open: &[Option<Span>], lane: LaneId) -> Option<(LockId, LaneId)> {
        let span = open[lane.index()].filter(|span| span.state == State::WaitLock)?;
        let lock = span.lock?;
        let (holder, _) = self.open[lock.index()]?;
        Some((lock, holder))
    }
}

fn from_first_lane(mut cycle: Vec<LockWait>) -> Vec<LockWait> {
    let first = (0..cycle.len()).min_by_key(|place| cycle[*place].lane).unwrap_or(0);
    cycle.rotate_left(first);
    cycle
}
