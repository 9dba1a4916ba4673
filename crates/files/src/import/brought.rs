//! A trace of another tool's: lanes that are in one state at a time, and what each did by name.
//!
//! It is no [`model::Trace`]: that one promises what no such file knows, such as who held what a lane waited for, that
//! one lane at a time ran under a GIL, and which Python it was on how many cores. The states are the same.

use super::refusal::Refusal;
use model::{Nanos, State};

/// How many spans are added up in advance.
const BLOCK: usize = 32;
const STATES: usize = State::ALL.len();

/// How long something was in each state, indexed by [`State`]'s code.
pub type Sums = [u64; STATES];

/// A trace that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    /// Whose format it was in.
    pub source: Source,
    /// The lanes, in the order they are shown: by process, and in each as the file has them.
    pub lanes: Vec<Lane>,
    /// When the last span ends; the first begins at 0.
    pub end: Nanos,
    /// How many slices, samples and markers the lanes are made of.
    pub slices: usize,
    /// What is in the file and in no lane: how many, and of what.
    pub left_out: Vec<(usize, &'static str)>,
    pub(super) names: Vec<Box<str>>,
    /// What each name means, for every name.
    pub(super) states: Vec<State>,
}

/// Whose format a file is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Chrome's trace event format.
    Chrome,
    /// The Firefox Profiler's.
    Firefox,
}

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
    /// How long it had been in each state before every [`BLOCK`]-th span.
    sums: Vec<Sums>,
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
    /// The name: an index for [`Brought::name`].
    pub name: u32,
}

impl Brought {
    /// What a span is called in the file: text from outside.
    #[must_use]
    pub fn name(&self, name: u32) -> &str {
        self.names.get(name as usize).map_or("", |name| name)
    }

    /// The `index`-th span of a lane.
    #[must_use]
    pub fn span(&self, lane: &Lane, index: usize) -> Option<Span> {
        let name = *lane.names.get(index)?;
        let state = self.state(name);
        Some(Span { start: Nanos(lane.starts[index]), end: Nanos(lane.ends[index]), state, name })
    }

    /// How many spans all lanes have together.
    #[must_use]
    pub fn span_count(&self) -> usize {
        self.lanes.iter().map(Lane::len).sum()
    }

    /// How long a lane was in each state from the start of its `from`-th span up to the start of its `to`-th, if spans
    /// lay side by side: gaps are in no state. Takes as long for a million spans as for a hundred.
    #[must_use]
    pub fn sums(&self, lane: &Lane, from: usize, to: usize) -> Sums {
        let mut sums = [0; STATES];
        let (first, last) = (from.div_ceil(BLOCK), to / BLOCK);
        if first >= last {
            self.add_up(lane, from..to, &mut sums);
            return sums;
        }
        for (sum, (before, after)) in sums.iter_mut().zip(lane.sums[first].iter().zip(&lane.sums[last])) {
            *sum = after - before;
        }
        self.add_up(lane, from..first * BLOCK, &mut sums);
        self.add_up(lane, last * BLOCK..to, &mut sums);
        sums
    }

    /// How long all lanes together were in each state.
    #[must_use]
    pub fn totals(&self) -> Sums {
        let mut totals = [0; STATES];
        for lane in &self.lanes {
            let sums = self.sums(lane, 0, lane.len());
            totals.iter_mut().zip(sums).for_each(|(total, sum)| *total += sum);
        }
        totals
    }

    fn state(&self, name: u32) -> State {
        self.states.get(name as usize).copied().unwrap_or(State::Run)
    }

    fn add_up(&self, lane: &Lane, spans: std::ops::Range<usize>, sums: &mut Sums) {
        for span in spans {
            sums[self.state(lane.names[span]) as usize] += lane.ends[span] - lane.starts[span];
        }
    }

    /// Adds up what [`Brought::sums`] needs, and finds the end.
    pub(super) fn index(mut self) -> Result<Self, Refusal> {
        if self.span_count() == 0 {
            return Err(Refusal::of_all(
                "The file is a trace in which nothing takes any time, from its start to its end.",
            ));
        }
        let mut lanes = std::mem::take(&mut self.lanes);
        for lane in &mut lanes {
            let mut sums = [0; STATES];
            for from in (0..=lane.len()).step_by(BLOCK) {
                lane.sums.push(sums);
                self.add_up(lane, from..lane.len().min(from + BLOCK), &mut sums);
            }
            self.end = self.end.max(Nanos(lane.ends.last().copied().unwrap_or_default()));
        }
        self.lanes = lanes;
        Ok(self)
    }
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

    /// The position of the first span that ends later than `at`; past the last if none does. It is looked for from
    /// `from` on, in time logarithmic in how far that is.
    #[must_use]
    pub fn first_ending_after(&self, at: Nanos, from: usize) -> usize {
        let rest = &self.ends[from.min(self.ends.len())..];
        let mut reach = 1;
        while reach < rest.len() && rest[reach] <= at.0 {
            reach *= 2;
        }
        let (low, high) = (reach / 2, rest.len().min(reach + 1));
        from + low + rest[low..high].partition_point(|end| *end <= at.0)
    }

    /// When its `index`-th span begins and ends.
    #[must_use]
    pub fn times(&self, index: usize) -> Option<(Nanos, Nanos)> {
        Some((Nanos(*self.starts.get(index)?), Nanos(self.ends[index])))
    }
}
