//! What a task does, as a resumable source of [`Op`]s.
//!
//! A runtime knows nothing of workloads: it asks for the next op and carries it out its own way.
//! Python source will plug in here.

use model::scenario::Locking;
use model::{Bytes, LockId, Nanos, Scenario, TaskId, Workload, WorkloadKind};
use rand_core::Rng;
use rand_pcg::Pcg32;
use std::sync::Arc;

/// One thing that a task does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Op {
    /// Takes in its arguments, which are this big.
    Receive(Bytes),
    /// Computes in Python.
    Compute(Nanos),
    /// Computes in C, with the GIL dropped.
    Call(Nanos),
    /// Computes in C that keeps the GIL: one call, which can't be interrupted.
    Hold(Nanos),
    /// Acquires a lock of the program's.
    Lock(LockId),
    /// Releases it.
    Unlock(LockId),
    /// Adds one to the shared variable, so many times.
    Count(u32),
    /// Collects garbage for that long.
    Collect(Nanos),
    /// Waits for input, output or a timer.
    Wait(Nanos),
    /// Returns a result of this size.
    Return(Bytes),
}

/// One task of a scenario, as far as it got.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    /// Shared, so that 10,000 tasks of one job fit into a cache.
    job: Arc<Workload>,
    task: TaskId,
    waits: Pcg32,
    /// The piece it is at; the first takes in the arguments, the last returns the result.
    piece: u32,
    part: Part,
}

/// Where in a piece a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Before everything else.
    Receive,
    /// Computes without a lock.
    Free,
    Lock,
    /// Computes under the first lock, before it takes the second.
    Half,
    LockInner,
    /// Computes under all of its locks.
    Locked,
    UnlockInner,
    Unlock,
    Collect,
    Wait,
    Return,
    Over,
}

impl Program {
    /// The task from its beginning.
    ///
    /// How long its waits are is drawn from the scenario's seed and the task's number only, so that every
    /// runtime faces the same ones.
    pub(crate) fn new(scenario: &Scenario, task: TaskId) -> Self {
        Self::of(Arc::new(job(&scenario.workload, task)), scenario.seed, task)
    }

    /// All tasks of the scenario, each from its beginning.
    pub(crate) fn all(scenario: &Scenario) -> impl Iterator<Item = (TaskId, Self)> + '_ {
        let mut last = Arc::new(scenario.workload);
        (0..scenario.workload.all_tasks()).map(TaskId).map(move |task| {
            let own = job(&scenario.workload, task);
            if own != *last {
                last = Arc::new(own);
            }
            (task, Self::of(last.clone(), scenario.seed, task))
        })
    }

    fn of(job: Arc<Workload>, seed: u64, task: TaskId) -> Self {
        let waits = Pcg32::new(seed, u64::from(task.0));
        Self { job, task, waits, piece: 0, part: Part::Receive }
    }

    /// What to do next; `None` when the task is done. An op of no length is left out.
    pub(crate) fn next(&mut self) -> Option<Op> {
        loop {
            let op = self.op();
            self.advance();
            match op? {
                op if op.is_nothing() => {}
                op => return Some(op),
            }
        }
    }

    fn op(&mut self) -> Option<Op> {
        Some(match self.part {
            Part::Receive => Op::Receive(self.job.data),
            Part::Free => self.work(self.cpu() - self.locked()),
            Part::Lock => Op::Lock(self.locks().0),
            Part::Half => self.work(Nanos(self.locked().0 / 2)),
            Part::LockInner => Op::Lock(self.locks().1),
            Part::Locked if self.nests() => self.work(self.locked() - Nanos(self.locked().0 / 2)),
            Part::Locked => self.work(self.locked()),
            Part::UnlockInner => Op::Unlock(self.locks().1),
            Part::Unlock => Op::Unlock(self.locks().0),
            Part::Collect => Op::Collect(self.collection()),
            Part::Wait => {
                let mean = self.job.piece(self.job.io, self.piece);
                Op::Wait(self.spread(mean))
            }
            Part::Return => Op::Return(self.job.data),
            Part::Over => return None,
        })
    }

    /// CPU time of the piece, and how much of it is in critical sections.
    fn cpu(&self) -> Nanos {
        self.job.piece(self.job.cpu, self.piece)
    }

    fn locked(&self) -> Nanos {
        if self.job.locked == 0 {
            return Nanos::ZERO;
        }
        self.cpu().permille(u64::from(self.job.locked) * 10)
    }

    /// How long the garbage collection after the piece's CPU time takes; there is none where there was none of that.
    fn collection(&self) -> Nanos {
        if self.cpu() == Nanos::ZERO { Nanos::ZERO } else { self.job.collection }
    }

    fn advance(&mut self) {
        let locks = self.job.locked > 0 && self.job.cpu > Nanos::ZERO;
        self.part = match self.part {
            Part::Receive => Part::Free,
            Part::Free if locks => Part::Lock,
            Part::Lock if self.nests() => Part::Half,
            Part::Half => Part::LockInner,
            Part::Lock | Part::LockInner => Part::Locked,
            Part::Locked if self.nests() => Part::UnlockInner,
            Part::Locked | Part::UnlockInner => Part::Unlock,
            Part::Free | Part::Unlock => Part::Collect,
            Part::Collect => Part::Wait,
            Part::Wait if self.piece + 1 < self.job.segments => {
                self.piece += 1;
                Part::Free
            }
            Part::Wait => Part::Return,
            Part::Return | Part::Over => Part::Over,
        };
    }

    /// Whether a critical section takes two locks.
    fn nests(&self) -> bool {
        self.job.locking != Locking::One
    }

    /// The outer lock of a critical section, and the inner.
    fn locks(&self) -> (LockId, LockId) {
        let swapped = self.job.locking == Locking::Opposed && self.task.0 % 2 == 1;
        if swapped { (LockId(1), LockId(0)) } else { (LockId(0), LockId(1)) }
    }

    /// CPU time, in Python or in C.
    fn work(&self, cpu: Nanos) -> Op {
        match self.job.kind {
            WorkloadKind::C if self.job.call.drops_gil() => Op::Call(cpu),
            WorkloadKind::C => Op::Hold(cpu),
            WorkloadKind::Count => Op::Count(cpu.0 as u32),
            _ => Op::Compute(cpu),
        }
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

/// What the task has to do: of the job's own tasks, or of those that only compute.
fn job(workload: &Workload, task: TaskId) -> Workload {
    let mut job = *workload;
    if job.is_hog(task) {
        let none = Bytes(0);
        (job.cpu, job.io, job.segments, job.locked, job.data) = (job.hog_cpu, Nanos::ZERO, 1, 0, none);
        (job.kind, job.collection) = (WorkloadKind::Cpu, Nanos::ZERO);
    }
    if job.kind == WorkloadKind::Count {
        // Pieces and critical sections share out updates just as they share out time.
        job.cpu = Nanos(job.updates.into());
    }
    job
}

impl Op {
    const fn is_nothing(self) -> bool {
        match self {
            Self::Compute(time)
            | Self::Call(time)
            | Self::Hold(time)
            | Self::Collect(time)
            | Self::Wait(time) => time.0 == 0,
            Self::Lock(_) | Self::Unlock(_) => false,
            Self::Count(updates) => updates == 0,
            Self::Receive(data) | Self::Return(data) => data.0 == 0,
        }
    }
}
