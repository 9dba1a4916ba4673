//! The scenario as work for this device: units of a kernel instead of CPU time, and the waits drawn.

use crate::rate::Rate;
use model::{Nanos, Scenario, TaskId, Workload, WorkloadKind};
use rand_core::Rng;
use rand_pcg::Pcg32;
use workloads::Kernel;

/// What the tasks of one run do.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    scenario: Scenario,
    rate: Rate,
    pub(crate) kernel: Kernel,
}

/// One of a task's segments: compute, at last in a critical section, then wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Units of the kernel to compute before the critical section.
    pub(crate) free: u32,
    /// Units to compute in it, if there is one.
    pub(crate) locked: Option<u32>,
    /// How long to wait then.
    pub(crate) wait: Nanos,
    /// What the scenario says that both take; for progress only.
    pub(crate) nominal: Nanos,
}

impl Piece {
    /// All of its units: what one computes who finds the lock free.
    pub(crate) fn units(&self) -> u32 {
        self.free + self.locked.unwrap_or(0)
    }
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
        (0..job.segments).map(move |segment| self.piece(&job, segment, &mut draws))
    }

    /// Computing and waiting of all tasks together, as the scenario says.
    pub(crate) fn nominal(&self) -> Nanos {
        let workload = &self.scenario.workload;
        workload.whole_cpu() + workload.io.times(workload.tasks.into())
    }

    /// The most states and moments that one worker may write down, within reason.
    pub(crate) fn records(&self) -> usize {
        let workload = &self.scenario.workload;
        let pieces = u64::from(self.tasks()) * (u64::from(workload.segments) * 10 + 2);
        let slices = workload.whole_cpu().0 / self.scenario.interval.0 * 4;
        (pieces + slices).clamp(256, 1 << 15) as usize
    }

    /// The job as it is for a task: a hog only computes, in one piece.
    fn job(&self, task: TaskId) -> Workload {
        let job = self.scenario.workload;
        if job.is_hog(task) {
            return Workload { cpu: job.hog_cpu, io: Nanos::ZERO, segments: 1, locked: 0, ..job };
        }
        job
    }

    fn piece(&self, job: &Workload, segment: u32, draws: &mut Pcg32) -> Piece {
        let (cpu, io) = (job.piece(job.cpu, segment), job.piece(job.io, segment));
        let end = until(job, segment + 1);
        let section = cpu.permille(u64::from(job.locked) * 10);
        let locks = job.locked > 0 && job.cpu > Nanos::ZERO;
        Piece {
            free: self.units(end - cpu, end - section),
            locked: locks.then(|| self.units(end - section, end)),
            wait: spread(io, job.spread, draws),
            nominal: cpu + io,
        }
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
