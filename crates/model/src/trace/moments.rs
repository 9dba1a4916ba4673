//! The moments of a trace: 7 bytes each, since only the lower half of their times differs from one to the next.

use super::InstantKind;
use super::chunked::{Chunked, Packed};
use crate::{LaneId, Nanos};
use serde::{Deserialize, Serialize};

/// The lower half of a time in nanoseconds, then the lane, then the kind's code; the lowest byte first.
type Row = [u8; 7];

impl Packed for Row {
    const WIDTH: usize = size_of::<Self>();

    fn pack(self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(&self);
    }

    fn unpack(bytes: &[u8]) -> Self {
        std::array::from_fn(|index| bytes[index])
    }
}

/// Moments, in time order once they are sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub(super) struct Moments {
    rows: Chunked<Row>,
    /// From which row on the upper half of the times is what; it is 0 before, and a step takes 4.3 s.
    epochs: Vec<(u32, u32)>,
}

impl Moments {
    #[inline]
    pub(super) fn push(&mut self, at: Nanos, lane: LaneId, kind: InstantKind) {
        let epoch = (at.0 >> 32) as u32;
        if epoch != self.epochs.last().map_or(0, |last| last.1) {
            self.epochs.push((self.rows.len() as u32, epoch));
        }
        let [a, b, c, d] = (at.0 as u32).to_le_bytes();
        let [e, f] = lane.0.to_le_bytes();
        self.rows.push([a, b, c, d, e, f, kind as u8]);
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn get(&self, row: usize) -> (Nanos, LaneId, InstantKind) {
        let [a, b, c, d, e, f, kind] = self.rows.get(row);
        let begun = self.epochs.partition_point(|(first, _)| *first as usize <= row);
        let epoch = begun.checked_sub(1).map_or(0, |last| self.epochs[last].1);
        let at = u64::from(epoch) << 32 | u64::from(u32::from_le_bytes([a, b, c, d]));
        // Whatever was written or read is the code of one.
        let kind = InstantKind::from_code(kind).unwrap_or(InstantKind::TaskDone);
        (Nanos(at), LaneId(u16::from_le_bytes([e, f])), kind)
    }

    /// Puts moments recorded lane by lane into time order, those of one moment as they were recorded.
    pub(super) fn sort(&mut self) {
        let mut sorted: Vec<_> = (0..self.len()).map(|row| self.get(row)).collect();
        sorted.sort_by_key(|(at, _, _)| *at);
        *self = Self::default();
        sorted.into_iter().for_each(|(at, lane, kind)| self.push(at, lane, kind));
    }

    /// Gives back the room that is left.
    pub(super) fn shrink(&mut self) {
        self.rows.shrink();
    }
}

/// The same, unchecked.
#[derive(Deserialize)]
struct Stored {
    rows: Chunked<Row>,
    epochs: Vec<(u32, u32)>,
}

impl TryFrom<Stored> for Moments {
    type Error = &'static str;

    fn try_from(Stored { rows, epochs }: Stored) -> Result<Self, Self::Error> {
        if rows.iter().any(|row| InstantKind::from_code(row[6]).is_none()) {
            return Err("the trace has a moment that this version does not know");
        }
        if !epochs.is_sorted() {
            return Err("the trace's moments do not fit together");
        }
        Ok(Self { rows, epochs })
    }
}
