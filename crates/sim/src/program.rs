//! What a task does, as a resumable source of [`Op`]s.
//!
//! A runtime knows nothing of workloads: it asks for the next op and carries it out its own way.
//! Python source will plug in here.

use model::{Bytes, Nanos, Scenario, TaskId, Workload, WorkloadKind};
use rand_core::Rng;
use rand_pcg::Pcg32;

/// One thing that a task does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Op {
    /// Takes in its arguments, which are this big.
    Receive(Bytes),
    /// Computes in Python.
    Compute(Nanos),
    /// Computes in C, with the GIL dropped.
    Call(Nanos),
    /// Waits for input, output or a timer.
    Wait(Nanos),
    /// Returns a result of this size.
    Return(Bytes),
}

/// One task of a scenario, as far as it got.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    job: Workload,
    waits: Pcg32,
    next: u32,
}

impl Program {
    /// The task from its beginning.
    ///
    /// How long its waits are is drawn from the scenario's seed and the task's number only, so that every
    /// runtime faces the same ones.
    pub(crate) fn new(scenario: &Scenario, task: TaskId) -> Self {
        Self { job: scenario.workload, waits: Pcg32::new(scenario.seed, u64::from(task.0)), next: 0 }
    }

    /// What to do next; `None` when the task is done. An op of no length is left out.
    pub(crate) fn next(&mut self) -> Option<Op> {
        loop {
            let step = self.next;
            self.next += 1;
            let op = match step.checked_sub(1) {
                None => Op::Receive(self.job.data),
                Some(piece) if piece < 2 * self.job.segments => self.piece(piece),
                Some(piece) if piece == 2 * self.job.segments => Op::Return(self.job.data),
                Some(_) => return None,
            };
            if !op.is_nothing() {
                return Some(op);
            }
        }
    }

    /// The pieces take turns: compute, wait, compute, wait.
    fn piece(&mut self, piece: u32) -> Op {
        let segment = piece / 2;
        if piece % 2 == 1 {
            let mean = self.job.piece(self.job.io, segment);
            return Op::Wait(self.spread(mean));
        }
        let cpu = self.job.piece(self.job.cpu, segment);
        if self.job.kind == WorkloadKind::C { Op::Call(cpu) } else { Op::Compute(cpu) }
    }

    /// A wait between `mean` less and `mean` plus the job's spread, uniformly.
    fn spread(&mut self, mean: Nanos) -> Nanos {
        if self.job.spread == 0 || mean == Nanos::ZERO {
            return mean;
        }
        let reach = u128::from(mean.0) * u128::from(self.job.spread) / 100;
        let drawn = (u128::from(self.waits.next_u32()) * (2 * reach + 1)) >> 32;
        Nanos((u128::from(mean.0) - reach + drawn) as u64)
    }
}

impl Op {
    const fn is_nothing(self) -> bool {
        match self {
            Self::Compute(time) | Self::Call(time) | Self::Wait(time) => time.0 == 0,
            Self::Receive(data) | Self::Return(data) => data.0 == 0,
        }
    }
}
