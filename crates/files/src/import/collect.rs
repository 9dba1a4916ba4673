//! What both formats come down to: threads of processes, their slices, and what was left out.

use super::brought::{Brought, Source};
use super::flatten::{Slice, flatten};
use super::lane::Lane;
use super::meaning;
use super::names::Names;
use super::refusal::Refusal;
use super::{DEEPEST, MOST_LANES, MOST_SLICES};
use model::{Nanos, State};
use std::fmt;

/// A trace while it is read.
#[derive(Debug, Default)]
pub(super) struct Collect {
    pub(super) names: Names,
    pub(super) threads: Vec<Thread>,
    /// Names of what runs without a GIL, whatever they say by themselves.
    pub(super) free: Vec<u32>,
    slices: usize,
    left_out: Vec<(usize, &'static str)>,
}

/// One thread while it is read.
#[derive(Debug)]
pub(super) struct Thread {
    /// Threads of one process stand together.
    pub(super) process: usize,
    pub(super) process_name: String,
    pub(super) name: String,
    pub(super) slices: Vec<Slice>,
}

/// A trace has more of something than is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) enum TooMuch {
    Slices,
    Lanes,
}

impl fmt::Display for TooMuch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (most, what) = match self {
            Self::Slices => (MOST_SLICES, "slices"),
            Self::Lanes => (MOST_LANES, "threads"),
        };
        let most = model::units::grouped(most as u64);
        write!(f, "there the trace has more than {most} {what}, and no more are drawn")
    }
}

impl Collect {
    /// Adds a thread below the others, and returns its place.
    pub(super) fn thread(&mut self, thread: Thread) -> Result<usize, TooMuch> {
        if self.threads.len() >= MOST_LANES {
            return Err(TooMuch::Lanes);
        }
        self.threads.push(thread);
        Ok(self.threads.len() - 1)
    }

    /// Counts `more` slices that are about to be kept.
    pub(super) fn count(&mut self, more: usize) -> Result<(), TooMuch> {
        self.slices += more;
        if self.slices > MOST_SLICES { Err(TooMuch::Slices) } else { Ok(()) }
    }

    /// Counts what is not drawn.
    pub(super) fn leave_out(&mut self, more: usize, what: &'static str) {
        match self.left_out.iter_mut().find(|(_, other)| *other == what) {
            Some((count, _)) => *count += more,
            None if more > 0 => self.left_out.push((more, what)),
            None => {}
        }
    }

    /// Makes lanes of the threads.
    pub(super) fn finish(mut self, source: Source) -> Result<Brought, Refusal> {
        let begins = self.threads.iter().flat_map(|thread| &thread.slices).map(|slice| slice.start);
        let origin = begins.min().unwrap_or_default();
        // A stable sort: in a process, threads stay as the file has them.
        self.threads.sort_by_key(|thread| thread.process);
        let mut lanes = Vec::with_capacity(self.threads.len());
        for Thread { process_name, name, slices, .. } in self.threads {
            let mut lane = Lane::new(name, process_name);
            flatten(slices, origin, &mut lane).map_err(|_| too_deep(&lane))?;
            if !lane.is_empty() {
                lanes.push(lane);
            }
        }
        let names = self.names.into_list();
        let mut states: Vec<State> = names.iter().map(|name| meaning::state(name)).collect();
        for name in self.free {
            states[name as usize] = State::RunFree;
        }
        let (slices, left_out) = (self.slices, self.left_out);
        Brought { source, lanes, end: Nanos::ZERO, slices, left_out, names }.index(&states)
    }
}

fn too_deep(lane: &Lane) -> Refusal {
    let deepest = model::units::grouped(DEEPEST as u64);
    Refusal::of_all(&format!(
        "The trace's thread {} has more than {deepest} slices open at once, and no more are drawn, from the file's start to its end.",
        lane.name
    ))
}
