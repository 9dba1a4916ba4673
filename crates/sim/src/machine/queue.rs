//! The one queue of events: for each thread at most one, the next thing that will happen to it.
//!
//! A binary heap that knows where each thread's event lies, so that an event is moved or withdrawn rather
//! than left to go stale. Events of one moment come in the order in which they were set.

use super::ThreadId;
use model::Nanos;

const NOWHERE: u32 = u32::MAX;

#[derive(Clone, Copy, Debug)]
struct Event {
    /// When, and the sequence number that breaks ties.
    key: (u64, u64),
    thread: ThreadId,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Queue {
    heap: Vec<Event>,
    /// Where each thread's event is in the heap.
    place: Vec<u32>,
    sequence: u64,
}

impl Queue {
    /// Something will happen to `thread` at `at`, instead of what was set before.
    pub(crate) fn set(&mut self, thread: ThreadId, at: Nanos) {
        if self.place.len() <= thread.index() {
            self.place.resize(thread.index() + 1, NOWHERE);
        }
        self.sequence += 1;
        let event = Event { key: (at.0, self.sequence), thread };
        let place = self.place[thread.index()];
        if place == NOWHERE {
            self.heap.push(event);
            self.up(self.heap.len() - 1);
            return;
        }
        let place = place as usize;
        let sooner = event.key < self.heap[place].key;
        self.heap[place] = event;
        if sooner { self.up(place) } else { self.down(place) }
    }

    /// Nothing will happen to `thread` by itself.
    pub(crate) fn clear(&mut self, thread: ThreadId) {
        match self.place.get(thread.index()) {
            Some(place) if *place != NOWHERE => self.remove(*place as usize),
            _ => {}
        }
    }

    /// Takes the next event out.
    pub(crate) fn pop(&mut self) -> Option<(Nanos, ThreadId)> {
        let first = *self.heap.first()?;
        self.remove(0);
        Some((Nanos(first.key.0), first.thread))
    }

    fn remove(&mut self, place: usize) {
        let gone = self.heap.swap_remove(place);
        self.place[gone.thread.index()] = NOWHERE;
        if let Some(moved) = self.heap.get(place).copied() {
            self.place[moved.thread.index()] = place as u32;
            if moved.key < gone.key { self.up(place) } else { self.down(place) }
        }
    }

    /// Lets the event at `place` rise above later ones.
    fn up(&mut self, mut place: usize) {
        let event = self.heap[place];
        while place > 0 {
            let parent = (place - 1) / 2;
            if self.heap[parent].key <= event.key {
                break;
            }
            self.put(place, self.heap[parent]);
            place = parent;
        }
        self.put(place, event);
    }

    /// Lets the event at `place` sink below sooner ones.
    fn down(&mut self, mut place: usize) {
        let event = self.heap[place];
        loop {
            let left = 2 * place + 1;
            let Some(mut child) = self.heap.get(left).copied() else { break };
            let mut at = left;
            if let Some(right) = self.heap.get(left + 1).copied()
                && right.key < child.key
            {
                (child, at) = (right, left + 1);
            }
            if event.key <= child.key {
                break;
            }
            self.put(place, child);
            place = at;
        }
        self.put(place, event);
    }

    fn put(&mut self, place: usize, event: Event) {
        self.heap[place] = event;
        self.place[event.thread.index()] = place as u32;
    }
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
                prop_assert_eq!(queue.pop(), Some((Nanos(at), ThreadId(thread))));
            }
            prop_assert_eq!(queue.pop(), None);
        }
    }
}
