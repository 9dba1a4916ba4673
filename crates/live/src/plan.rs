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

/// One of a task's segments: compute, then wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Units of the kernel to compute.
    pub(crate) units: u32,
    /// How long to wait then.
    pub(crate) wait: Nanos,
    /// What the scenario says that both take; for progress only.
    pub(crate) nominal: Nanos,
}

impl Plan {
    pub(crate) fn new(scenario: Scenario, rate: Rate) -> Self {
        let kernel = kernel_of(scenario.workload.kernel);
        Self { scenario, rate, kernel }
    }

    pub(crate) fn tasks(&self) -> u32 {
        self.scenario.workload.tasks
    }

    pub(crate) fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// Whether the computing is C code that drops the GIL meanwhile.
    pub(crate) fn in_c(&self) -> bool {
        self.scenario.workload.kind == WorkloadKind::C
    }

    /// What a task does, in order.
    ///
    /// How long its waits are is drawn from the scenario's seed and the task's number only, just as
    /// `sim::program` draws them: model and measurement face the same ones.
    pub(crate) fn pieces(&self, task: TaskId) -> impl Iterator<Item = Piece> + '_ {
        let mut draws = Pcg32::new(self.scenario.seed, u64::from(task.0));
        (0..self.scenario.workload.segments).map(move |segment| self.piece(segment, &mut draws))
    }

    /// Computing and waiting of all tasks together, as the scenario says.
    pub(crate) fn nominal(&self) -> Nanos {
        let workload = &self.scenario.workload;
        (workload.cpu + workload.io).times(workload.tasks.into())
    }

    /// The most states and moments that one worker may write down, within reason.
    pub(crate) fn records(&self) -> usize {
        let workload = &self.scenario.workload;
        let pieces = u64::from(workload.tasks) * (u64::from(workload.segments) * 6 + 2);
        let slices = workload.cpu.times(workload.tasks.into()).0 / self.scenario.interval.0 * 4;
        (pieces + slices).clamp(256, 1 << 15) as usize
    }

    fn piece(&self, segment: u32, draws: &mut Pcg32) -> Piece {
        let workload = &self.scenario.workload;
        let (cpu, io) = (workload.piece(workload.cpu, segment), workload.piece(workload.io, segment));
        Piece { units: self.units(segment), wait: self.spread(io, draws), nominal: cpu + io }
    }

    /// The difference of two rounded sums, so that what is lost in one segment is made up for in the next.
    fn units(&self, segment: u32) -> u32 {
        let Workload { cpu, segments, .. } = self.scenario.workload;
        let until = |end: u32| Nanos((u128::from(cpu.0) * u128::from(end) / u128::from(segments)) as u64);
        self.rate.units(until(segment + 1)) - self.rate.units(until(segment))
    }

    /// A wait between `mean` less and `mean` plus the job's spread, uniformly.
    fn spread(&self, mean: Nanos, draws: &mut Pcg32) -> Nanos {
        let spread = self.scenario.workload.spread;
        if spread == 0 || mean == Nanos::ZERO {
            return mean;
        }
        let reach = u128::from(mean.0) * u128::from(spread) / 100;
        let drawn = (u128::from(draws.next_u32()) * (2 * reach + 1)) >> 32;
        Nanos((u128::from(mean.0) - reach + drawn) as u64)
    }
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
