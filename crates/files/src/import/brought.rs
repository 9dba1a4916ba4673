//! A trace of another tool's: lanes that are in one state at a time, and what each did by name.
//!
//! It is no [`model::Trace`]: that one promises what no such file knows, such as who held what a lane waited for, that
//! one lane at a time ran under a GIL, and which Python it was on how many cores. The states are the same.

use super::lane::{Lane, Sums};
use super::refusal::Refusal;
use model::{Nanos, State};

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
}

/// Whose format a file is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Chrome's trace event format.
    Chrome,
    /// The Firefox Profiler's.
    Firefox,
}

impl Brought {
    /// What a span is called in the file: text from outside.
    #[must_use]
    pub fn name(&self, name: u32) -> &str {
        self.names.get(name as usize).map_or("", |name| name)
    }

    /// How many spans all lanes have together.
    #[must_use]
    pub fn span_count(&self) -> usize {
        self.lanes.iter().map(Lane::len).sum()
    }

    /// How long all lanes together were in each state.
    #[must_use]
    pub fn totals(&self) -> Sums {
        let mut totals = Sums::default();
        for lane in &self.lanes {
            let sums = lane.sums_until(lane.end(), lane.len());
            totals.iter_mut().zip(sums).for_each(|(total, sum)| *total += sum);
        }
        totals
    }

    /// Adds up what the lanes are asked, and finds the end; `states` says what each name means.
    pub(super) fn index(mut self, states: &[State]) -> Result<Self, Refusal> {
        if self.span_count() == 0 {
            return Err(Refusal::of_all(
                "The file is a trace in which nothing takes any time, from its start to its end.",
            ));
        }
        for lane in &mut self.lanes {
            lane.index(states);
            self.end = self.end.max(lane.end());
        }
        Ok(self)
    }
}
