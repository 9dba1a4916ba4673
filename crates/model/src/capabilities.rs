//! What the engine can do in this browser, on this page: asked once, from then on a value.

use crate::scenario::Draft;
use crate::{Bytes, Nanos, Runtime};
use serde::{Deserialize, Serialize};

/// The engine's first answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capabilities {
    /// Whether the page is cross-origin isolated, so that threads can share memory.
    pub isolated: bool,
    /// Threads in the rayon pool; 0 where there is none.
    pub pool: u32,
    /// Logical processors, as the browser tells them (it may round).
    pub processors: u32,
    /// The smallest step of the clock here.
    pub clock_step: Nanos,
}

/// The most threads that one run may have, those of the pool among them: browsers start 256 workers (Chromium
/// more, Firefox up to 512 for all pages of an origin), and each thread has a stack in the one memory.
pub const MOST_THREADS: u32 = 256;
/// The most workers with a memory of their own that one run may have: Chromium has room for 125 memories in all
/// tabs of a site together, since it keeps 8 GiB of addresses free for each.
pub const MOST_MEMORIES: u32 = 48;
/// The most bytes of tasks' data that may be on their way at once, all copies counted.
pub const MOST_DATA: Bytes = Bytes(1_000_000_000);

impl Capabilities {
    /// Whether this device has what it takes to measure `runtime`, or why not.
    ///
    /// What of a scenario is model only on any device: [`Draft::measurable`].
    ///
    /// # Errors
    /// The first thing that it lacks.
    pub fn can_measure(&self, scenario: &Draft, runtime: Runtime) -> Result<(), Unable> {
        let workers = scenario.workers_for(runtime);
        match runtime {
            Runtime::Sequential | Runtime::Asyncio => Ok(()),
            Runtime::Threads | Runtime::FreeThreads if self.pool > 0 && workers > MOST_THREADS => {
                Err(Unable::Threads { workers })
            }
            Runtime::Threads | Runtime::FreeThreads => self.has_threads(),
            Runtime::Processes | Runtime::Interpreters if workers > MOST_MEMORIES => {
                Err(Unable::Memories { workers })
            }
            Runtime::Processes | Runtime::Interpreters => room_for_data(scenario, runtime),
        }
    }

    /// Whether there are threads that share memory.
    ///
    /// # Errors
    /// [`Unable::SharedMemory`] if not.
    pub const fn has_threads(&self) -> Result<(), Unable> {
        if self.pool == 0 { Err(Unable::SharedMemory) } else { Ok(()) }
    }
}

/// Each worker may have a chunk's data in its memory, and in a message on its way there and on its way back; the
/// parent packs one and unpacks one.
fn room_for_data(scenario: &Draft, runtime: Runtime) -> Result<(), Unable> {
    let (workers, chunk) = (scenario.workers_for(runtime).into(), scenario.chunk_for(runtime).into());
    let copies = 3 * u64::min(workers, scenario.workload.tasks.into()) + 2;
    let data = Bytes(scenario.workload.data.0.saturating_mul(chunk).saturating_mul(copies));
    if data > MOST_DATA { Err(Unable::Memory { data }) } else { Ok(()) }
}

/// What a device lacks for a run, as one sentence for a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unable {
    /// Memory that threads share.
    #[error("Threads need shared memory, which this page does not have here.")]
    SharedMemory,
    /// A second thread.
    #[error("The laboratory needs two threads, and there is one here.")]
    OneThread,
    /// So many threads.
    #[error("{workers} threads are more than are started here: the limit is {MOST_THREADS}.")]
    Threads {
        /// How many the run would have.
        workers: u32,
    },
    /// So many workers with a memory of their own.
    #[error(
        "{workers} workers with a memory of their own are more than are started here: the limit is {MOST_MEMORIES}."
    )]
    Memories {
        /// How many the run would have.
        workers: u32,
    },
    /// So much memory.
    #[error(
        "The tasks' data would take about {} MB on its way to the workers and back; the limit is {} MB.",
        megabytes(*.data),
        megabytes(MOST_DATA)
    )]
    Memory {
        /// How much the run would need.
        data: Bytes,
    },
}

const fn megabytes(bytes: Bytes) -> u64 {
    bytes.0.div_ceil(1_000_000)
}
