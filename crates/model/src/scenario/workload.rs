//! The job: how many tasks, and what each of them does.

use super::{Call, Locking, Sharing, Statement};
use crate::{Bytes, Nanos, TaskId};
use serde::{Deserialize, Serialize};

/// The shape of a job. It sets the defaults, and whether the CPU work is Python or C.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WorkloadKind {
    /// Python that computes.
    Cpu,
    /// Python that computes and waits in turn.
    Mixed,
    /// Python that mostly waits.
    Io,
    /// C calls, one a piece: [`Call`] says which, and whether they drop the GIL.
    C,
    /// Python that computes on data sent to it and sends data back.
    Data,
    /// Python that adds one to a shared variable over and over: [`Statement`] says how it is written.
    Count,
}

impl WorkloadKind {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 6] = [Self::Cpu, Self::Mixed, Self::Io, Self::C, Self::Data, Self::Count];

    /// The name in links and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cpu => "cpu",
            Self::Mixed => "mixed",
            Self::Io => "io",
            Self::C => "c",
            Self::Data => "data",
            Self::Count => "count",
        }
    }

    /// The kind of that name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// The real computation that a measured run does in place of "CPU time".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kernel {
    /// Primes by the sieve of Eratosthenes.
    Sieve,
    /// The Mandelbrot set.
    Mandelbrot,
    /// SHA-256 of a stream of blocks.
    Sha256,
    /// Planets under gravity.
    Nbody,
    /// A product of two square matrices.
    Matmul,
    /// Merge sort.
    Mergesort,
}

impl Kernel {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 6] =
        [Self::Sieve, Self::Mandelbrot, Self::Sha256, Self::Nbody, Self::Matmul, Self::Mergesort];

    /// The name in links and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sieve => "sieve",
            Self::Mandelbrot => "mandelbrot",
            Self::Sha256 => "sha256",
            Self::Nbody => "nbody",
            Self::Matmul => "matmul",
            Self::Mergesort => "mergesort",
        }
    }

    /// The kernel of that name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kernel| kernel.name() == name)
    }
}

/// What each of the tasks does: `segments` times, a share of `cpu`, then a share of `io`.
///
/// Before the job's own tasks come its hogs, which only compute. A share of each piece of CPU time may be a
/// critical section, at the piece's end; after it may come a garbage collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Workload {
    /// The job's shape.
    pub kind: WorkloadKind,
    /// How many tasks there are.
    pub tasks: u32,
    /// CPU time of one task, as it takes alone on one core under a GIL; a task that counts takes what its
    /// updates take instead.
    pub cpu: Nanos,
    /// How long one task waits for I/O in all.
    pub io: Nanos,
    /// How many pieces the CPU time and the waits are cut into, equal but for rounding.
    pub segments: u32,
    /// How far each wait spreads around its mean, in percent of it (0 to 100), uniformly.
    pub spread: u32,
    /// What is sent to a task, and as much again that it returns.
    pub data: Bytes,
    /// What a measured run computes.
    pub kernel: Kernel,
    /// Which C function a job in C calls.
    pub call: Call,
    /// How many tasks there are beside the job's own that only compute, in one piece; submitted first.
    pub hogs: u32,
    /// CPU time of each of them.
    pub hog_cpu: Nanos,
    /// The share of each piece of CPU time that is a critical section, in percent (0 to 100).
    pub locked: u32,
    /// Which locks a critical section takes.
    pub locking: Locking,
    /// What the tasks' Python touches together.
    pub sharing: Sharing,
    /// The statement of a task that counts.
    pub statement: Statement,
    /// How often such a task runs it.
    pub updates: u32,
    /// How long a garbage collection takes at the end of each piece of a task's CPU time; zero for none.
    ///
    /// A number of the scenario's, since what a collection takes depends on the objects that live: it looks
    /// through all of them (Python/gc.c; without a GIL Python/gc_free_threading.c).
    pub collection: Nanos,
}

impl Workload {
    /// The default job of that kind: about 100 ms for each of four tasks; of counting, 300,000 updates
    /// each.
    #[must_use]
    pub const fn of(kind: WorkloadKind) -> Self {
        let (cpu, io, segments, data) = match kind {
            WorkloadKind::Cpu => (100, 0, 4, 0),
            WorkloadKind::Mixed => (50, 50, 4, 0),
            WorkloadKind::Io => (4, 96, 4, 0),
            WorkloadKind::C => (100, 0, 20, 0),
            WorkloadKind::Data => (60, 0, 1, 8),
            WorkloadKind::Count => (0, 0, 1, 0),
        };
        Self {
            kind,
            tasks: 4,
            cpu: Nanos::millis(cpu),
            io: Nanos::millis(io),
            segments,
            spread: 0,
            data: Bytes::mega(data),
            kernel: Kernel::Mandelbrot,
            call: Call::Sha256,
            hogs: 0,
            hog_cpu: Nanos::millis(200),
            locked: 0,
            locking: Locking::One,
            sharing: Sharing::Nothing,
            statement: Statement::Inc,
            updates: 300_000,
            collection: Nanos::ZERO,
        }
    }

    /// How many tasks there are, hogs and all.
    #[must_use]
    pub const fn all_tasks(&self) -> u32 {
        self.tasks + self.hogs
    }

    /// Whether a task is one of the hogs: these are numbered first.
    #[must_use]
    pub const fn is_hog(&self, task: TaskId) -> bool {
        task.0 < self.hogs
    }

    /// Whether its CPU work runs with the GIL dropped.
    #[must_use]
    pub fn drops_gil(&self) -> bool {
        self.kind == WorkloadKind::C && self.call.drops_gil()
    }

    /// Whether each of its tasks has anything to do.
    #[must_use]
    pub fn has_work(&self) -> bool {
        self.cpu > Nanos::ZERO || self.io > Nanos::ZERO || self.kind == WorkloadKind::Count
    }

    /// How often each of its tasks collects garbage: once for each piece with CPU time in it.
    #[must_use]
    pub fn collections(&self) -> u64 {
        // Of less time than pieces, each nanosecond is in a piece of its own.
        let cpu = if self.kind == WorkloadKind::Count { self.updates.into() } else { self.cpu.0 };
        if self.collection > Nanos::ZERO { cpu.min(self.segments.into()) } else { 0 }
    }

    /// How long each of its tasks collects garbage, in all.
    #[must_use]
    pub fn collecting(&self) -> Nanos {
        self.collection.times(self.collections())
    }

    /// CPU time of all tasks together, without their garbage collections.
    #[must_use]
    pub const fn whole_cpu(&self) -> Nanos {
        Nanos(self.cpu.0.saturating_mul(self.tasks as u64) + self.hog_cpu.0 * self.hogs as u64)
    }

    /// The `index`-th of `segments` nearly equal pieces of `whole`; the pieces add up to it exactly.
    #[must_use]
    pub const fn piece(&self, whole: Nanos, index: u32) -> Nanos {
        // Few jobs are so long that they need the wider numbers, which divide slowly.
        let (n, i) = (self.segments as u64, index as u64);
        if let Some(most) = whole.0.checked_mul(i + 1) {
            return Nanos(most / n - (most - whole.0) / n);
        }
        let (n, i) = (n as u128, i as u128);
        let whole = whole.0 as u128;
        Nanos((whole * (i + 1) / n - whole * i / n) as u64)
    }

    /// The share of a task's time, alone, that it waits for I/O, in percent (0 to 100), rounded.
    #[must_use]
    pub const fn io_percent(&self) -> u32 {
        let whole = self.cpu.0 + self.io.0;
        match (self.io.0 * 100 + whole / 2).checked_div(whole) {
            Some(percent) => percent as u32,
            None => 0,
        }
    }
}
