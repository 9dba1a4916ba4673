//! The heap of timers, with heapq's own sifts (Lib/heapq.py, Modules/_heapqmodule.c).
//!
//! Timers compare by `when` alone, so that what comes first of two equal ones is up to the sifts. CPython's
//! pop sifts the hole down to a leaf and the last entry up from there: other heaps break ties otherwise.

use super::ids::TimerId;
use model::Nanos;

#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) when: Nanos,
    pub(super) timer: TimerId,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Heap(Vec<Entry>);

impl Heap {
    pub(super) fn first(&self) -> Option<Entry> {
        self.0.first().copied()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// `heapq.heappush`.
    pub(super) fn push(&mut self, entry: Entry) {
        self.0.push(entry);
        self.rise(self.0.len() - 1);
    }

    /// `heapq.heappop`.
    pub(super) fn pop(&mut self) -> Option<Entry> {
        let last = self.0.pop()?;
        let Some(first) = self.0.first_mut() else { return Some(last) };
        let popped = std::mem::replace(first, last);
        self.sink(0);
        Some(popped)
    }

    /// Keeps those entries only, and `heapq.heapify`s them.
    pub(super) fn retain(&mut self, keep: impl FnMut(&Entry) -> bool) {
        self.0.retain(keep);
        (0..self.0.len() / 2).rev().for_each(|place| self.sink(place));
    }

    /// `_siftdown`: later entries above make way.
    fn rise(&mut self, place: usize) {
        self.rise_to(0, place);
    }

    fn rise_to(&mut self, top: usize, mut place: usize) {
        let entry = self.0[place];
        while place > top {
            let parent = (place - 1) / 2;
            if entry.when >= self.0[parent].when {
                break;
            }
            self.0[place] = self.0[parent];
            place = parent;
        }
        self.0[place] = entry;
    }

    /// `_siftup`: the sooner child moves up until a leaf is free, then the entry rises from there.
    fn sink(&mut self, top: usize) {
        let entries = self.0.as_mut_slice();
        let (entry, mut place) = (entries[top], top);
        while let Some([left, right]) = entries.get(2 * place + 1..2 * place + 3) {
            let child = 2 * place + 1 + usize::from(left.when >= right.when);
            entries[place] = entries[child];
            place = child;
        }
        if let Some(only) = entries.get(2 * place + 1).copied() {
            entries[place] = only;
            place = 2 * place + 1;
        }
        entries[place] = entry;
        self.rise_to(top, place);
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, Heap};
    use crate::asyncio::ids::TimerId;
    use model::Nanos;

    fn popped(heap: &mut Heap) -> Vec<u32> {
        std::iter::from_fn(|| heap.pop()).map(|entry| entry.timer.place).collect()
    }

    fn filled(whens: &[u64]) -> Heap {
        let mut heap = Heap::default();
        for (timer, when) in whens.iter().enumerate() {
            heap.push(Entry { when: Nanos(*when), timer: TimerId { place: timer as u32, generation: 0 } });
        }
        heap
    }

    /// What CPython 3.11's heapq gives for objects that compare by `when` only.
    #[test]
    fn ties_come_out_as_from_heapq() {
        assert_eq!(popped(&mut filled(&[0; 7])), [0, 2, 5, 6, 4, 1, 3]);
        assert_eq!(popped(&mut filled(&[3, 1, 1, 2, 1, 3, 1, 2])), [1, 2, 6, 4, 3, 7, 0, 5]);
        let mut rebuilt = filled(&[2, 2, 1, 1, 2, 1, 1, 1, 2]);
        rebuilt.retain(|entry| !entry.timer.place.is_multiple_of(4));
        assert_eq!(popped(&mut rebuilt), [5, 2, 6, 7, 3, 1]);
    }
}
