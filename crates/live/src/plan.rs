//! The scenario as work for this device: units of a kernel instead of CPU time, and the waits drawn.

use crate::rate::Rate;
use model::scenario::Locking;
use model::{Bytes, LockId, Nanos, Scenario, TaskId, Workload, WorkloadKind};
use rand_core::Rng;
use rand_pcg::Pcg32;
use workloads::Kernel;

/// What the tasks of one run do.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    scenario: Scenario,
    pub(crate) rate: Rate,
    pub(crate) kernel: Kernel,
}

/// One of a task's segments: compute, at last in a critical section, then wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// What there is to do before the wait, in order; of two locks, the second is taken halfway.
    acts: [Option<Act>; 7],
    /// How long to wait then.
    pub(crate) wait: Nanos,
    /// What the scenario says that both take; for progress only.
    pub(crate) nominal: Nanos,
}

impl Piece {
    pub(crate) fn acts(self) -> impl Iterator<Item = Act> {
        self.acts.into_iter().flatten()
    }
}

/// One thing to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    /// Computes so many units of the kernel.
    Compute(u32),
    /// Acquires a lock of the job's.
    Acquire(LockId),
    /// Releases it.
    Release(LockId),
}

/// What the kernel stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    /// Python, with its eval breaker.
    Python,
    /// C code that keeps the GIL: nothing comes in between.
    Holding,
    /// C code that drops the GIL meanwhile.
    Dropping,
}

impl Plan {
    pub(crate) fn new(scenario: Scenario, rate: Rate) -> Self {
        let kernel = kernel_of(scenario.workload.kernel);
        Self { scenario, rate, kernel }
    }

    /// The hogs and the job's own.
    pub(crate) fn tasks(&self) -> u32 {
        self.scenario.workload.all_tasks()
    }

    pub(crate) fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// What is sent to a task, and as much again that it returns.
    pub(crate) fn data(&self, task: TaskId) -> Bytes {
        let job = &self.scenario.workload;
        if job.is_hog(task) { Bytes(0) } else { job.data }
    }

    /// What computing means for a task.
    pub(crate) fn code(&self, task: TaskId) -> Code {
        let job = &self.scenario.workload;
        match job.kind {
            WorkloadKind::C if job.is_hog(task) => Code::Python,
            WorkloadKind::C if job.drops_gil() => Code::Dropping,
            WorkloadKind::C => Code::Holding,
            _ => Code::Python,
        }
    }

    /// What a task does, in order.
    ///
    /// How long its waits are is drawn from the scenario's seed and the task's number only, just as
    /// `sim::program` draws them: model and measurement face the same ones.
    pub(crate) fn pieces(&self, task: TaskId) -> impl Iterator<Item = Piece> + '_ {
        let job = self.job(task);
        let mut draws = Pcg32::new(self.scenario.seed, u64::from(task.0));
        (0..job.segments).map(move |segment| self.piece(task, &job, segment, &mut draws))
    }

    /// Computing and waiting of one task, as the scenario says.
    pub(crate) fn nominal_of(&self, task: TaskId) -> Nanos {
        let job = self.job(task);
        job.cpu + job.io
    }

    /// Computing and waiting of all tasks together, as the scenario says.
    pub(crate) fn nominal(&self) -> Nanos {
        let workload = &self.scenario.workload;
        workload.whole_cpu() + workload.io.times(workload.tasks.into())
    }

    /// About how many states and moments each of so many workers writes down, within reason; one that has to
    /// write more finds room for them while it runs.
    pub(crate) fn records(&self, workers: u32) -> usize {
        let workload = &self.scenario.workload;
        let each = if workload.locked > 0 { 14 } else { 5 };
        let pieces = u64::from(self.tasks()) * (u64::from(workload.segments) * each + 2);
        let slices = workload.whole_cpu().0 / self.scenario.interval.0 * 4;
        // A worker may get more than its share.
        ((pieces + slices) * 2 / u64::from(workers) + 256).min(1 << 18) as usize
    }

    /// The job as it is for a task: a hog only computes, in one piece.
    fn job(&self, task: TaskId) -> Workload {
        let job = self.scenario.workload;
        if job.is_hog(task) {
            return Workload { cpu: job.hog_cpu, io: Nanos::ZERO, segments: 1, locked: 0, ..job };
        }
        job
    }

    fn piece(&self, task: TaskId, job: &Workload, segment: u32, draws: &mut Pcg32) -> Piece {
        let (cpu, io) = (job.piece(job.cpu, segment), job.piece(job.io, segment));
        let end = until(job, segment + 1);
        let section = cpu.permille(u64::from(job.locked) * 10);
        let wait = spread(io, job.spread, draws);
        Piece { acts: self.acts(task, end - cpu, end - section, end), wait, nominal: cpu + io }
    }

    /// Computes from `begin` to `end`, in a critical section from `locked` on, if the job has any.
    fn acts(&self, task: TaskId, begin: Nanos, locked: Nanos, end: Nanos) -> [Option<Act>; 7] {
        let compute = |from, to| Some(Act::Compute(self.units(from, to)));
        let (acquire, release) = (|lock| Some(Act::Acquire(lock)), |lock| Some(Act::Release(lock)));
        let free = compute(begin, locked);
        match self.locks(task) {
            [None, _] => [free, None, None, None, None, None, None],
            [Some(lock), None] => {
                [free, acquire(lock), compute(locked, end), release(lock), None, None, None]
            }
            [Some(outer), Some(inner)] => {
                let half = locked + Nanos((end - locked).0 / 2);
                let (first, second) = (compute(locked, half), compute(half, end));
                [free, acquire(outer), first, acquire(inner), second, release(inner), release(outer)]
            }
        }
    }

    /// The locks of a task's critical sections, the outer one first, as `sim::program` takes them.
    fn locks(&self, task: TaskId) -> [Option<LockId>; 2] {
        let job = self.job(task);
        let (a, b) = (Some(LockId(0)), Some(LockId(1)));
        match job.locking {
            _ if job.locked == 0 || job.cpu == Nanos::ZERO => [None, None],
            Locking::One => [a, None],
            Locking::Opposed if task.0 % 2 == 1 => [b, a],
            Locking::Ordered | Locking::Opposed => [a, b],
        }
    }

    /// How many locks the job has.
    pub(crate) fn lock_count(&self) -> usize {
        self.locks(TaskId(self.scenario.workload.hogs)).into_iter().flatten().count()
    }

    /// The difference of two rounded sums, so that what is lost in one segment is made up for in the next.
    fn units(&self, from: Nanos, to: Nanos) -> u32 {
        self.rate.units(to) - self.rate.units(from)
    }
}

/// CPU time of a task until the end of its `end`-th segment.
fn until(job: &Workload, end: u32) -> Nanos {
    Nanos((u128::from(job.cpu.0) * u128::from(end) / u128::from(job.segments)) as u64)
}

/// A wait between `mean` less and `mean` plus `spread` percent of it, uniformly.
fn spread(mean: Nanos, spread: u32, draws: &mut Pcg32) -> Nanos {
    if spread == 0 || mean == Nanos::ZERO {
        return mean;
    }
    let reach = u128::from(mean.0) * u128::from(spread) / 100;
    let drawn = (u128::from(draws.next_u32()) * (2 * reach + 1)) >> 32;
    Nanos((u128::from(mean.0) - reach + drawn) as u64)
}

/// The kernel that `workloads` knows under the scenario's name for it.
pub(crate) fn kernel_of(kernel: model::Kernel) -> Kernel {
    match kernel {
        model::Kernel::Sieve => Kernel::Sieve,
        model::Kernel::Mandelbrot => Kernel::Mandelbrot,
        model::Kernel::Sha256 => Kernel::Sha256,
        model::Kernel::Nbody => Kernel::Nbody,
        model::Kernel::Matmul => Kernel::Matmul,
        model::Kernel::Mergesort => Kernel::Mergesort,
    }
}
