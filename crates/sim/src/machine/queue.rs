//! The one queue of events: for each thread at most one, the next thing that will happen to it.
//!
//! A heap that knows where each thread's event lies, so that an event is moved or withdrawn rather than left to
//! go stale. Events of one moment come in the order in which they were set.
//!
//! Two things make it quick: an entry is one number, so that comparing takes no branch, with eight children to a
//! parent, which are always there (the last ones may be nothing), for a third of the levels; and the place of the event taken last stays open, since most often the thread's
//! next event is set right then: it goes in from the top, where else the last entry would.

use super::ThreadId;
use model::Nanos;

const NOWHERE: u32 = u32::MAX;
/// How many children an entry has.
const CHILDREN: usize = 8;
/// Stands where no entry is; after every entry.
const NOTHING: u128 = u128::MAX;
/// An entry's lowest bits: the thread. Lanes are at most 65,535, and a thread has one.
const THREAD_BITS: u32 = 20;

#[derive(Clone, Debug, Default)]
pub(crate) struct Queue {
    /// When in the upper half, below it the sequence number that breaks ties, then the thread; after the last
    /// one [`NOTHING`], so that no entry has some children only.
    heap: Vec<u128>,
    /// How many entries there are.
    len: usize,
    /// Where each thread's event is in the heap.
    place: Vec<u32>,
    sequence: u64,
    /// The first entry was taken. It is still there, and still before all others.
    open: bool,
}

impl Queue {
    /// Something will happen to `thread` at `at`, instead of what was set before.
    #[inline]
    pub(crate) fn set(&mut self, thread: ThreadId, at: Nanos) {
        debug_assert!(thread.0 < 1 << THREAD_BITS, "{thread:?} does not fit into the queue");
        if self.place.len() <= thread.index() {
            self.place.resize(thread.index() + 1, NOWHERE);
        }
        self.sequence += 1;
        let event = u128::from(at.0) << 64 | u128::from(self.sequence << THREAD_BITS | u64::from(thread.0));
        match self.place[thread.index()] {
            NOWHERE if self.open => {
                self.open = false;
                self.down(0, event);
            }
            NOWHERE => {
                if self.heap.len() == self.len {
                    // The first entry, or the children of one.
                    self.heap.resize(if self.len == 0 { 1 } else { self.len + CHILDREN }, NOTHING);
                }
                self.len += 1;
                self.up(self.len - 1, event);
            }
            place => self.settle(place as usize, event),
        }
    }

    /// Nothing will happen to `thread` by itself.
    #[inline]
    pub(crate) fn clear(&mut self, thread: ThreadId) {
        match self.place.get_mut(thread.index()) {
            Some(place) if *place != NOWHERE => {
                let place = std::mem::replace(place, NOWHERE);
                self.remove(place as usize);
            }
            _ => {}
        }
    }

    /// When the next event is.
    #[inline]
    pub(crate) fn first(&self) -> Option<Nanos> {
        // After the one that was taken come its children.
        let next = self.heap.iter().skip(usize::from(self.open)).take(CHILDREN).min()?;
        Some(Nanos((*next >> 64) as u64))
    }

    /// Takes the next event out.
    #[inline]
    pub(crate) fn pop(&mut self) -> Option<(Nanos, ThreadId)> {
        if std::mem::take(&mut self.open) {
            self.remove(0);
        }
        let first = *self.heap.first().filter(|_| self.len > 0)?;
        self.open = true;
        let thread = thread(first);
        self.place[thread.index()] = NOWHERE;
        Some((Nanos((first >> 64) as u64), thread))
    }

    /// Takes the entry at `place` out.
    fn remove(&mut self, place: usize) {
        self.len -= 1;
        let last = std::mem::replace(&mut self.heap[self.len], NOTHING);
        if place < self.len {
            self.settle(place, last);
        }
    }

    /// Puts `event` in the place of the entry there, or where it belongs from there.
    fn settle(&mut self, place: usize, event: u128) {
        if event < self.heap[place] { self.up(place, event) } else { self.down(place, event) }
    }

    /// Lets `event` rise from `place` above later ones.
    fn up(&mut self, mut place: usize, event: u128) {
        while place > 0 {
            let parent = (place - 1) / CHILDREN;
            if self.heap[parent] <= event {
                break;
            }
            self.put(place, self.heap[parent]);
            place = parent;
        }
        self.put(place, event);
    }

    /// Lets `event` sink from `place` below sooner ones.
    fn down(&mut self, mut place: usize, event: u128) {
        while let Some((child, at)) = self.first_child(place) {
            if event <= child {
                break;
            }
            self.put(place, child);
            place = at;
        }
        self.put(place, event);
    }

    /// The soonest child of `place`, and where it is.
    fn first_child(&self, place: usize) -> Option<(u128, usize)> {
        let first = CHILDREN * place + 1;
        let [a, b, c, d, e, f, g, h] = *self.heap.get(first..)?.first_chunk()?;
        let earlier = |a: (u128, usize), b: (u128, usize)| if b.0 < a.0 { b } else { a };
        let left = earlier(earlier((a, 0), (b, 1)), earlier((c, 2), (d, 3)));
        let right = earlier(earlier((e, 4), (f, 5)), earlier((g, 6), (h, 7)));
        let (child, at) = earlier(left, right);
        Some((child, first + at))
    }

    fn put(&mut self, place: usize, event: u128) {
        self.heap[place] = event;
        self.place[thread(event).index()] = place as u32;
    }
}

const fn thread(event: u128) -> ThreadId {
    ThreadId(event as u32 & ((1 << THREAD_BITS) - 1))
}

#[cfg(test)]
mod tests {
    use super::{Queue, ThreadId};
    use model::Nanos;
    use proptest::prelude::*;

    proptest! {
        /// Held against the plainest queue there is: a list, searched for its earliest entry.
        #[test]
        fn is_a_queue(moves in proptest::collection::vec((0_u32..9, proptest::option::of(0_u64..20)), 0..200)) {
            let (mut queue, mut plain) = (Queue::default(), Vec::<(u64, usize, u32)>::new());
            for (sequence, (thread, at)) in moves.into_iter().enumerate() {
                plain.retain(|(_, _, other)| *other != thread);
                match at {
                    Some(at) => {
                        plain.push((at, sequence, thread));
                        queue.set(ThreadId(thread), Nanos(at));
                    }
                    None => queue.clear(ThreadId(thread)),
                }
            }
            plain.sort_unstable();
            for (at, _, thread) in plain {
                prop_assert_eq!(queue.first(), Some(Nanos(at)));
                prop_assert_eq!(queue.pop(), Some((Nanos(at), ThreadId(thread))));
            }
            prop_assert_eq!(queue.pop(), None);
        }
    }
}
