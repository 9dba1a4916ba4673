//! The flat columns of a trace, and their stored form: little-endian bytes, one block a column.

use super::{Cause, InstantKind, LOCK_LIMIT, Span, State};
use crate::{LaneId, LockId, Nanos, TaskId};
use serde::{Deserialize, Serialize};
use std::ops::Range;

const NO_LANE: u16 = u16::MAX;
const NO_TASK: u32 = u32::MAX;
/// In the column of states: the lane holds its GIL.
const HOLDS_GIL: u8 = 0x80;
/// In the column of causes: from here on [`Cause::Lock`], and which lock.
const FIRST_LOCK: u8 = u8::MAX - (LOCK_LIMIT as u8 - 1);

/// Spans sorted by lane, then by time: 24 bytes each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "StoredSpans", into = "StoredSpans")]
pub(super) struct Spans {
    /// Where each lane's spans begin, and at last where the last lane's end.
    pub(super) offsets: Vec<u32>,
    pub(super) starts: Vec<u64>,
    ends: Vec<u64>,
    tasks: Vec<u32>,
    holders: Vec<u16>,
    /// Codes of [`State`], with [`HOLDS_GIL`].
    states: Vec<u8>,
    /// Codes of [`Cause`], or [`FIRST_LOCK`] and more.
    causes: Vec<u8>,
}

impl Spans {
    /// Lays the lanes' spans end to end.
    pub(super) fn from_lanes(lanes: &[Vec<Span>]) -> Self {
        let mut spans = Self { offsets: vec![0], ..Self::default() };
        let count = lanes.iter().map(Vec::len).sum();
        spans.starts.reserve_exact(count);
        spans.ends.reserve_exact(count);
        spans.tasks.reserve_exact(count);
        spans.holders.reserve_exact(count);
        spans.states.reserve_exact(count);
        spans.causes.reserve_exact(count);
        for lane in lanes {
            lane.iter().for_each(|span| spans.push(span));
            spans.offsets.push(spans.starts.len() as u32);
        }
        spans
    }

    fn push(&mut self, span: &Span) {
        self.starts.push(span.start.0);
        self.ends.push(span.end.0);
        self.tasks.push(span.task.map_or(NO_TASK, |task| task.0));
        self.holders.push(span.holder.map_or(NO_LANE, |lane| lane.0));
        self.states.push(span.state as u8 | if span.holds_gil { HOLDS_GIL } else { 0 });
        self.causes.push(span.lock.map_or(span.cause as u8, |lock| FIRST_LOCK + lock.0));
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// The rows of the `lane`-th lane; none for a lane that is not there.
    pub(super) fn range(&self, lane: usize) -> Range<usize> {
        match self.offsets.get(lane..lane + 2) {
            Some([start, end]) => *start as usize..*end as usize,
            _ => 0..0,
        }
    }

    pub(super) fn get(&self, row: usize) -> Span {
        let (holder, task, state) = (self.holders[row], self.tasks[row], self.states[row]);
        let (cause, lock) = cause(self.causes[row]);
        Span {
            start: Nanos(self.starts[row]),
            end: Nanos(self.ends[row]),
            state: State::from_code(state & !HOLDS_GIL).unwrap_or(State::Idle),
            holds_gil: state & HOLDS_GIL != 0,
            cause: cause.unwrap_or(Cause::None),
            lock,
            holder: (holder != NO_LANE).then_some(LaneId(holder)),
            task: (task != NO_TASK).then_some(TaskId(task)),
        }
    }
}

/// The cause of that code, if it is one, and the lock.
const fn cause(code: u8) -> (Option<Cause>, Option<LockId>) {
    match code.checked_sub(FIRST_LOCK) {
        Some(lock) => (Some(Cause::Lock), Some(LockId(lock))),
        None => (Cause::from_code(code), None),
    }
}

/// Moments in time order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "StoredInstants", into = "StoredInstants")]
pub(super) struct Instants {
    times: Vec<u64>,
    lanes: Vec<u16>,
    kinds: Vec<InstantKind>,
}

impl Instants {
    pub(super) fn push(&mut self, at: Nanos, lane: LaneId, kind: InstantKind) {
        self.times.push(at.0);
        self.lanes.push(lane.0);
        self.kinds.push(kind);
    }

    pub(super) fn len(&self) -> usize {
        self.times.len()
    }

    pub(super) fn get(&self, row: usize) -> (Nanos, LaneId, InstantKind) {
        (Nanos(self.times[row]), LaneId(self.lanes[row]), self.kinds[row])
    }

    /// Puts moments recorded lane by lane into time order, those of one moment as they were recorded.
    pub(super) fn sort(&mut self) {
        if self.times.is_sorted() {
            return;
        }
        let mut rows: Vec<_> = (0..self.len()).map(|row| self.get(row)).collect();
        rows.sort_by_key(|(at, _, _)| *at);
        *self = Self::default();
        rows.into_iter().for_each(|(at, lane, kind)| self.push(at, lane, kind));
    }
}

#[derive(Serialize, Deserialize)]
struct StoredSpans {
    offsets: Vec<u32>,
    #[serde(with = "little_endian::u64s")]
    starts: Vec<u64>,
    #[serde(with = "little_endian::u64s")]
    ends: Vec<u64>,
    #[serde(with = "little_endian::u32s")]
    tasks: Vec<u32>,
    #[serde(with = "little_endian::u16s")]
    holders: Vec<u16>,
    #[serde(with = "little_endian::u8s")]
    states: Vec<u8>,
    #[serde(with = "little_endian::u8s")]
    causes: Vec<u8>,
}

impl From<Spans> for StoredSpans {
    fn from(spans: Spans) -> Self {
        Self {
            offsets: spans.offsets,
            starts: spans.starts,
            ends: spans.ends,
            tasks: spans.tasks,
            holders: spans.holders,
            states: spans.states,
            causes: spans.causes,
        }
    }
}

impl TryFrom<StoredSpans> for Spans {
    type Error = &'static str;

    fn try_from(stored: StoredSpans) -> Result<Self, Self::Error> {
        let rows = stored.starts.len();
        let lengths = [
            stored.ends.len(),
            stored.tasks.len(),
            stored.holders.len(),
            stored.states.len(),
            stored.causes.len(),
        ];
        let in_order = stored.offsets.is_sorted() && stored.offsets.first() == Some(&0);
        let complete = stored.offsets.last().is_some_and(|end| *end as usize == rows);
        if lengths != [rows; 5] || !in_order || !complete {
            return Err("the trace's columns do not fit together");
        }
        if stored.states.iter().any(|code| State::from_code(code & !HOLDS_GIL).is_none()) {
            return Err("the trace has a state that this version does not know");
        }
        if stored.causes.iter().any(|code| cause(*code).0.is_none()) {
            return Err("the trace has a cause that this version does not know");
        }
        Ok(Self {
            offsets: stored.offsets,
            starts: stored.starts,
            ends: stored.ends,
            tasks: stored.tasks,
            holders: stored.holders,
            states: stored.states,
            causes: stored.causes,
        })
    }
}

#[derive(Serialize, Deserialize)]
struct StoredInstants {
    #[serde(with = "little_endian::u64s")]
    times: Vec<u64>,
    #[serde(with = "little_endian::u16s")]
    lanes: Vec<u16>,
    #[serde(with = "little_endian::u8s")]
    kinds: Vec<u8>,
}

impl From<Instants> for StoredInstants {
    fn from(instants: Instants) -> Self {
        let kinds = instants.kinds.into_iter().map(|kind| kind as u8).collect();
        Self { times: instants.times, lanes: instants.lanes, kinds }
    }
}

impl TryFrom<StoredInstants> for Instants {
    type Error = &'static str;

    fn try_from(stored: StoredInstants) -> Result<Self, Self::Error> {
        if [stored.lanes.len(), stored.kinds.len()] != [stored.times.len(); 2] {
            return Err("the trace's columns do not fit together");
        }
        let kinds = stored.kinds.into_iter().map(InstantKind::from_code).collect::<Option<_>>();
        let kinds = kinds.ok_or("the trace has a moment that this version does not know")?;
        Ok(Self { times: stored.times, lanes: stored.lanes, kinds })
    }
}

/// A column of numbers as one block of bytes: copied as a whole, not number by number.
pub(super) mod little_endian {
    macro_rules! column {
        ($name:ident, $number:ty) => {
            pub(in super::super) mod $name {
                use serde::de::{Error, Visitor};
                use serde::{Deserializer, Serializer};
                use std::fmt;

                const WIDTH: usize = size_of::<$number>();

                pub(in super::super::super) fn serialize<S: Serializer>(
                    column: &[$number],
                    serializer: S,
                ) -> Result<S::Ok, S::Error> {
                    let mut bytes = Vec::with_capacity(column.len() * WIDTH);
                    column.iter().for_each(|number| bytes.extend_from_slice(&number.to_le_bytes()));
                    serializer.serialize_bytes(&bytes)
                }

                pub(in super::super::super) fn deserialize<'de, D: Deserializer<'de>>(
                    deserializer: D,
                ) -> Result<Vec<$number>, D::Error> {
                    deserializer.deserialize_bytes(Block)
                }

                struct Block;

                impl Visitor<'_> for Block {
                    type Value = Vec<$number>;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        write!(f, "a block of {WIDTH}-byte numbers")
                    }

                    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
                        let (numbers, rest) = bytes.as_chunks::<WIDTH>();
                        if !rest.is_empty() {
                            return Err(E::invalid_length(bytes.len(), &self));
                        }
                        Ok(numbers.iter().map(|bytes| <$number>::from_le_bytes(*bytes)).collect())
                    }
                }
            }
        };
    }
    column!(u64s, u64);
    column!(u32s, u32);
    column!(u16s, u16);
    column!(u8s, u8);
}
