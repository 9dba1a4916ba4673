//! A record of a measured run: one line of JSON.
//!
//! Only what the rules look at is read; groups and modes are text, so that unknown ones can be counted.

use anyhow::{Context, Result};
use serde::Deserialize;

/// One scenario, run several times in one mode.
#[derive(Debug, Deserialize)]
pub(crate) struct Record {
    pub(crate) scenario: Measured,
    /// How the program was written.
    pub(crate) mode: String,
    /// Each repetition's wall time, in seconds.
    pub(crate) wall_s: Vec<f64>,
    /// Their median, in seconds.
    pub(crate) median_s: f64,
    #[serde(default)]
    pub(crate) other: Other,
}

/// The parameters; a group has some of them.
#[derive(Debug, Deserialize)]
pub(crate) struct Measured {
    pub(crate) group: String,
    n: Option<u32>,
    /// CPU time of a task as it was meant; 0 for tasks that only wait.
    pub(crate) cpu_ms: Option<f64>,
    /// CPU time of one task alone.
    cpu_ms_solo: Option<f64>,
    pub(crate) io_ms: Option<f64>,
    pub(crate) segments: Option<u32>,
    /// C calls of a task, what they do, the bytes of each and how long each takes.
    pub(crate) blocks: Option<u32>,
    pub(crate) kind: Option<String>,
    pub(crate) block: Option<u64>,
    pub(crate) block_us: Option<f64>,
    pub(crate) interval_ms: Option<f64>,
    pub(crate) total_cpu_ms: Option<f64>,
    /// What the I/O thread of a convoy calls, and how many threads compute beside it.
    pub(crate) io: Option<String>,
    pub(crate) cpu_threads: Option<u16>,
}

/// What else was observed, for each repetition in the order of `wall_s`.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Other {
    /// CPU time of the process and of the children that it has waited for, in seconds.
    own_cpu_s: Option<Vec<f64>>,
    /// CPU time of all other processes over wall time; they are the workers of a pool that lives on.
    contam: Option<Vec<f64>>,
    /// How many slices there were: one more than hand-overs among the threads.
    pub(crate) switches: Option<Vec<f64>>,
    /// Operations of a convoy's I/O thread.
    pub(crate) io_ops_per_s: Option<Vec<f64>>,
    /// The median slice, in milliseconds.
    pub(crate) slice_med_ms: Option<Vec<f64>>,
}

/// One repetition of a run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Repetition {
    pub(crate) wall_ms: f64,
    /// CPU time that it consumed, start-up costs and all, if that was observed.
    pub(crate) cpu_ms: Option<f64>,
}

impl Record {
    /// How many tasks.
    pub(crate) fn tasks(&self) -> Result<u32> {
        self.scenario.n.context("the record has no n")
    }

    /// CPU time of one task alone, in milliseconds.
    pub(crate) fn solo_ms(&self) -> Result<f64> {
        let scenario = &self.scenario;
        scenario.cpu_ms_solo.or(scenario.cpu_ms).context("the record has no CPU time")
    }

    /// Wall time of each repetition with the CPU time that it consumed, in milliseconds: of the process and of the
    /// children that it has waited for, or else, if `others`, of all other processes.
    pub(crate) fn repetitions(&self, others: bool) -> Vec<Repetition> {
        let walls = self.wall_s.iter().map(|wall| wall * 1e3).enumerate();
        let observed = if others { &self.other.contam } else { &self.other.own_cpu_s };
        let at = |index| observed.as_ref().and_then(|all| all.get(index)).copied();
        let cpu = |index, wall| at(index).map(|cpu| if others { cpu * wall } else { cpu * 1e3 });
        walls.map(|(index, wall_ms)| Repetition { wall_ms, cpu_ms: cpu(index, wall_ms) }).collect()
    }
}

/// The median of some numbers, if there are any.
pub(crate) fn median(numbers: &[f64]) -> Option<f64> {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().checked_sub(1)?;
    Some((sorted[last / 2] + sorted[last.div_ceil(2)]) / 2.0)
}
