//! What a trace adds up to: computed from the trace alone.

use crate::trace::{Counter, InstantKind};
use crate::{Bytes, GilId, LaneId, LaneKind, Nanos, State, Trace};
use serde::{Deserialize, Serialize};

/// The figures of one run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Metrics {
    /// From the start of the run to the end of its last task.
    pub wall: Nanos,
    /// CPU time that ran the job, on all lanes together.
    pub cpu: Nanos,
    /// How long the workers lived, all together: each from its first span to its last, idle time apart.
    pub life: Nanos,
    /// How long the workers were in each state, indexed by [`State`]'s code.
    pub in_state: [Nanos; State::ALL.len()],
    /// How often a GIL passed from one lane to another.
    pub switches: u64,
    /// Tasks that were finished.
    pub tasks: u64,
    /// Data copied between interpreters or processes.
    pub copied: Bytes,
    /// What became of the updates of a shared variable, where the job makes any.
    pub counter: Option<Counter>,
    /// When the tasks were finished, sorted: the latency of each, since all are submitted at the start.
    finished: Vec<Nanos>,
    cores: u16,
}

impl Metrics {
    /// Adds up a trace.
    #[must_use]
    pub fn of(trace: &Trace) -> Self {
        let mut in_state = [Nanos::ZERO; State::ALL.len()];
        let mut cpu = Nanos::ZERO;
        for (id, lane) in trace.lane_ids() {
            for span in trace.spans(id) {
                if lane.kind == LaneKind::Worker {
                    in_state[span.state as usize] += span.len();
                }
                if span.state.is_running() {
                    cpu += span.len();
                }
            }
        }
        let finished = finished(trace);
        Self {
            wall: trace.end,
            cpu,
            life: in_state.iter().copied().sum::<Nanos>() - in_state[State::Idle as usize],
            in_state,
            switches: switches(trace),
            tasks: finished.len() as u64,
            copied: trace.copied,
            counter: trace.counter,
            finished,
            cores: trace.provenance.cores.0,
        }
    }

    /// How long the workers were in `state`, all together.
    #[must_use]
    pub const fn time_in(&self, state: State) -> Nanos {
        self.in_state[state as usize]
    }

    /// The share of the workers' life spent in `state`, from 0 to 1; 0 where nobody lived.
    #[must_use]
    pub fn share(&self, state: State) -> f64 {
        ratio(self.time_in(state), self.life)
    }

    /// How many times faster than `baseline`: the sequential run's wall time over this one's.
    #[must_use]
    pub fn speedup(&self, baseline: Nanos) -> f64 {
        ratio(baseline, self.wall)
    }

    /// The speedup for each of `workers`, from 0 to about 1.
    #[must_use]
    pub fn efficiency(&self, baseline: Nanos, workers: u32) -> f64 {
        self.speedup(baseline) / f64::from(workers.max(1))
    }

    /// The share of the machine's core time that ran the job, from 0 to 1.
    #[must_use]
    pub fn core_utilisation(&self) -> f64 {
        ratio(self.cpu, self.wall.times(self.cores.into()))
    }

    /// Tasks finished in each second of wall time.
    #[must_use]
    pub fn throughput(&self) -> f64 {
        if self.wall == Nanos::ZERO { 0.0 } else { self.tasks as f64 * 1e9 / self.wall.0 as f64 }
    }

    /// The time by which `percent` (0 to 100) of the tasks were finished: exact, by nearest rank.
    #[must_use]
    pub fn latency(&self, percent: u32) -> Option<Nanos> {
        let count = self.finished.len();
        let rank = (count * percent.min(100) as usize).div_ceil(100).max(1);
        self.finished.get(rank - 1).copied()
    }
}

fn ratio(part: Nanos, whole: Nanos) -> f64 {
    if whole == Nanos::ZERO { 0.0 } else { part.0 as f64 / whole.0 as f64 }
}

fn finished(trace: &Trace) -> Vec<Nanos> {
    let done = trace.instants().filter(|(_, _, kind)| *kind == InstantKind::TaskDone);
    let mut finished: Vec<Nanos> = done.map(|(at, _, _)| at).collect();
    finished.sort_unstable();
    finished
}

/// Counts how often two successive running spans under one GIL are of different lanes.
fn switches(trace: &Trace) -> u64 {
    let mut runs: Vec<(GilId, Nanos, LaneId)> = trace
        .lane_ids()
        .filter_map(|(id, lane)| lane.gil.map(|gil| (id, gil)))
        .flat_map(|(id, gil)| {
            let runs = trace.spans(id).filter(|span| span.state == State::Run);
            runs.map(move |span| (gil, span.start, id))
        })
        .collect();
    runs.sort_unstable();
    let changed = |pair: &&[(GilId, Nanos, LaneId)]| pair[0].0 == pair[1].0 && pair[0].2 != pair[1].2;
    runs.windows(2).filter(changed).count() as u64
}
