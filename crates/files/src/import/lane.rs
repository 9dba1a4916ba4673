//! What one thread did: spans side by side, each in one state, and how long it had been in which until any moment.
//!
//! Moments are found by cells of time, of which there are about as many as every 16th span, and what came before a span
//! by sums before every 16th; so a lane of a million spans is asked as quickly as one of a hundred, if they lie evenly,
//! and in logarithmic time if they do not.

use model::{Nanos, State};

/// How many spans are added up in advance, and how many lie in a cell on average.
const BLOCK: usize = 16;
const STATES: usize = State::ALL.len();

/// How long something was in each state, indexed by [`State`]'s code.
pub type Sums = [u64; STATES];

/// What one thread did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lane {
    /// The thread's name, or its number.
    pub name: String,
    /// The process's name, or its number.
    pub process: String,
    starts: Vec<u64>,
    ends: Vec<u64>,
    names: Vec<u32>,
    states: Vec<State>,
    /// How long it had been in each state before every [`BLOCK`]-th span.
    sums: Vec<Sums>,
    /// How many spans are over when each cell begins; one more, for the end of the last.
    over: Vec<u32>,
    /// A cell takes 2 to the power of this, in nanoseconds.
    cell: u32,
}

/// One state of a lane over an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// When it began.
    pub start: Nanos,
    /// When it was over; later than `start`.
    pub end: Nanos,
    /// What the lane did, as far as the name tells.
    pub state: State,
    /// The name: an index for [`Brought::name`](super::Brought::name).
    pub name: u32,
}

impl Lane {
    pub(super) fn new(name: String, process: String) -> Self {
        Self { name, process, ..Self::default() }
    }

    /// Appends a span; it must not begin before the last one ends.
    pub(super) fn push(&mut self, start: u64, end: u64, name: u32) {
        debug_assert!(self.ends.last().is_none_or(|last| *last <= start) && start < end);
        self.starts.push(start);
        self.ends.push(end);
        self.names.push(name);
    }

    /// The last span goes on until `end`.
    pub(super) fn go_on(&mut self, end: u64) {
        if let Some(last) = self.ends.last_mut() {
            *last = end;
        }
    }

    /// Adds up what is asked later; `states` says what each name means. No span may come after that.
    pub(super) fn index(&mut self, states: &[State]) {
        let state = |name: &u32| states.get(*name as usize).copied().unwrap_or(State::Run);
        self.states = self.names.iter().map(state).collect();
        let mut sums = [0; STATES];
        for from in (0..=self.len()).step_by(BLOCK) {
            self.sums.push(sums);
            self.add_up(from..self.len().min(from + BLOCK), &mut sums);
        }
        let cells = (self.len() / BLOCK + 1) as u64;
        self.cell = (self.end().0 / cells).checked_ilog2().unwrap_or(0);
        let mut over = 0;
        for cell in 0..=self.end().0 >> self.cell {
            over += self.ends[over..].iter().take_while(|end| **end <= cell << self.cell).count();
            self.over.push(over as u32);
        }
        self.over.push(self.len() as u32);
    }

    #[cfg(test)]
    pub(super) fn rows(&self) -> impl Iterator<Item = (u64, u64, u32)> + '_ {
        (0..self.len()).map(|row| (self.starts[row], self.ends[row], self.names[row]))
    }

    /// How many spans it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// When its last span ends.
    #[must_use]
    pub fn end(&self) -> Nanos {
        Nanos(self.ends.last().copied().unwrap_or_default())
    }

    /// Its `index`-th span.
    #[must_use]
    pub fn span(&self, index: usize) -> Option<Span> {
        let (start, end) = self.times(index)?;
        Some(Span { start, end, state: self.states[index], name: self.names[index] })
    }

    /// The state of its `index`-th span.
    #[must_use]
    pub fn state(&self, index: usize) -> Option<State> {
        self.states.get(index).copied()
    }

    /// When its `index`-th span begins and ends.
    #[must_use]
    pub fn times(&self, index: usize) -> Option<(Nanos, Nanos)> {
        Some((Nanos(*self.starts.get(index)?), Nanos(*self.ends.get(index)?)))
    }

    /// The position of the first span that ends later than `at`; past the last if none does.
    #[must_use]
    pub fn first_ending_after(&self, at: Nanos) -> usize {
        if at >= self.end() {
            return self.len();
        }
        let cell = (at.0 >> self.cell) as usize;
        let (from, to) = (self.over[cell] as usize, self.over[cell + 1] as usize);
        from + self.ends[from..to].partition_point(|end| *end <= at.0)
    }

    /// How long it had been in each state by `at`, where the span at `index` is the first that ends later; gaps are in
    /// no state.
    #[must_use]
    pub fn sums_until(&self, at: Nanos, index: usize) -> Sums {
        let block = index / BLOCK;
        let mut sums = self.sums.get(block).copied().unwrap_or_default();
        self.add_up(block * BLOCK..index, &mut sums);
        if let Some(start) = self.starts.get(index)
            && *start < at.0
        {
            sums[self.states[index] as usize] += at.0 - start;
        }
        sums
    }

    fn add_up(&self, spans: std::ops::Range<usize>, sums: &mut Sums) {
        let (starts, ends) = (&self.starts[spans.clone()], &self.ends[spans.clone()]);
        for ((start, end), state) in starts.iter().zip(ends).zip(&self.states[spans]) {
            sums[*state as usize] += end - start;
        }
    }
}
