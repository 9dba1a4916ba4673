//! The spans of a trace: 16 bytes each, since a span ends where the next one of its lane begins, as a rule.

use super::chunked::{Chunked, Packed};
use super::{Cause, LOCK_LIMIT, Span, State};
use crate::{LaneId, LockId, Nanos, TaskId};
use serde::{Deserialize, Serialize};

const NO_LANE: u16 = u16::MAX;
const NO_TASK: u32 = u32::MAX;
/// In the code of a state: the lane holds its GIL.
const HOLDS_GIL: u8 = 0x80;
/// In the code of a state: the lane was in no state for a while before its next span.
const GAP: u8 = 0x40;
/// In the code of a cause: from here on [`Cause::Lock`], and which lock.
const FIRST_LOCK: u8 = u8::MAX - (LOCK_LIMIT as u8 - 1);

/// A span without its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) start: Nanos,
    pub(super) what: What,
}

/// All that a span is, beside its times: what goes on as one span is equal in this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct What {
    task: u32,
    holder: u16,
    /// The code of a [`State`], with [`HOLDS_GIL`] and [`GAP`].
    state: u8,
    /// The code of a [`Cause`], or [`FIRST_LOCK`] and more.
    cause: u8,
}

impl Row {
    pub(super) fn of(span: &Span) -> Self {
        let what = What {
            task: span.task.map_or(NO_TASK, |task| task.0),
            holder: span.holder.map_or(NO_LANE, |lane| lane.0),
            state: span.state as u8 | if span.holds_gil { HOLDS_GIL } else { 0 },
            cause: span.lock.map_or(span.cause as u8, |lock| FIRST_LOCK + lock.0),
        };
        Self { start: span.start, what }
    }

    pub(super) fn span(self, end: Nanos) -> Span {
        let What { task, holder, .. } = self.what;
        let (cause, lock) = cause(self.what.cause);
        Span {
            start: self.start,
            end,
            state: self.what.state(),
            holds_gil: self.what.holds_gil(),
            cause: cause.unwrap_or(Cause::None),
            lock,
            holder: (holder != NO_LANE).then_some(LaneId(holder)),
            task: (task != NO_TASK).then_some(TaskId(task)),
        }
    }
}

impl What {
    pub(super) fn state(self) -> State {
        State::from_code(self.state & !(HOLDS_GIL | GAP)).unwrap_or(State::Idle)
    }

    pub(super) const fn holds_gil(self) -> bool {
        self.state & HOLDS_GIL != 0
    }

    const fn before_gap(self) -> bool {
        self.state & GAP != 0
    }
}

/// The cause of that code, if it is one, and the lock.
const fn cause(code: u8) -> (Option<Cause>, Option<LockId>) {
    match code.checked_sub(FIRST_LOCK) {
        Some(lock) => (Some(Cause::Lock), Some(LockId(lock))),
        None => (Cause::from_code(code), None),
    }
}

impl Packed for Row {
    const WIDTH: usize = 16;

    fn pack(self, bytes: &mut Vec<u8>) {
        let What { task, holder, state, cause } = self.what;
        bytes.extend_from_slice(&self.start.0.to_le_bytes());
        bytes.extend_from_slice(&task.to_le_bytes());
        bytes.extend_from_slice(&holder.to_le_bytes());
        bytes.extend_from_slice(&[state, cause]);
    }

    fn unpack(bytes: &[u8]) -> Self {
        let number = |from: usize, to: usize| {
            bytes[from..to].iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
        };
        let (task, holder) = (number(8, 12) as u32, number(12, 14) as u16);
        Self { start: Nanos(number(0, 8)), what: What { task, holder, state: bytes[14], cause: bytes[15] } }
    }
}

/// The spans of one lane, in time order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub(super) struct Rows {
    rows: Chunked<Row>,
    /// Where [`GAP`] is set: which row, and when that span ended.
    gaps: Vec<(u32, Nanos)>,
    /// When the last span ended.
    end: Nanos,
}

impl Rows {
    pub(super) const fn new() -> Self {
        Self { rows: Chunked::new(), gaps: Vec::new(), end: Nanos::ZERO }
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Appends a span; it must not begin before the last one ends.
    #[inline]
    pub(super) fn push(&mut self, row: Row, end: Nanos) {
        if row.start != self.end
            && let Some(last) = self.rows.last_mut()
        {
            last.what.state |= GAP;
            self.gaps.push(((self.rows.len() - 1) as u32, self.end));
        }
        self.rows.push(row);
        self.end = end;
    }

    /// Takes the last span out if it ended at `end` and was `what`.
    #[inline]
    pub(super) fn pop_if(&mut self, end: Nanos, what: What) -> Option<Row> {
        if self.end != end || self.rows.last_mut()?.what != what {
            return None;
        }
        let row = self.rows.pop()?;
        self.end = match self.rows.last_mut() {
            Some(last) if last.what.before_gap() => {
                last.what.state &= !GAP;
                self.gaps.pop()?.1
            }
            _ => row.start,
        };
        Some(row)
    }

    pub(super) fn get(&self, place: usize) -> Span {
        let mut row = self.rows.get(place);
        let end = self.end_of(place, row);
        row.what.state &= !GAP;
        row.span(end)
    }

    fn end_of(&self, place: usize, row: Row) -> Nanos {
        if row.what.before_gap()
            && let Ok(gap) = self.gaps.binary_search_by_key(&(place as u32), |(before, _)| *before)
        {
            return self.gaps[gap].1;
        }
        if place + 1 < self.len() { self.rows.get(place + 1).start } else { self.end }
    }

    /// How many spans began at moments that `then` is true for, if it is so until some moment.
    pub(super) fn begun(&self, then: impl Fn(Nanos) -> bool) -> usize {
        self.rows.partition_point(|row| then(row.start))
    }

    /// Gives back the room that is left.
    pub(super) fn shrink(&mut self) {
        self.rows.shrink();
        self.gaps.shrink_to_fit();
    }
}

/// The same, unchecked.
#[derive(Deserialize)]
struct Stored {
    rows: Chunked<Row>,
    gaps: Vec<(u32, Nanos)>,
    end: Nanos,
}

impl TryFrom<Stored> for Rows {
    type Error = &'static str;

    fn try_from(Stored { rows, gaps, end }: Stored) -> Result<Self, Self::Error> {
        let last = (rows.len().max(1) - 1) as u32;
        let marked = (0_u32..).zip(rows.iter()).filter(|(_, row)| row.what.before_gap());
        let marked = marked.map(|(place, _)| place);
        if !marked.eq(gaps.iter().map(|(place, _)| *place)) || gaps.last().is_some_and(|gap| gap.0 == last) {
            return Err("the trace's spans do not fit together");
        }
        let unknown = |row: &Row| State::from_code(row.what.state & !(HOLDS_GIL | GAP)).is_none();
        if rows.iter().any(unknown) {
            return Err("the trace has a state that this version does not know");
        }
        if rows.iter().any(|row| cause(row.what.cause).0.is_none()) {
            return Err("the trace has a cause that this version does not know");
        }
        Ok(Self { rows, gaps, end })
    }
}
