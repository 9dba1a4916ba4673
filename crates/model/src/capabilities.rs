//! What the engine can do in this browser, on this page: asked once, from then on a value.

use crate::{Nanos, Runtime};
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

impl Capabilities {
    /// Whether this device has what it takes to measure `runtime`, or why not, in one sentence for a reader.
    ///
    /// What of a scenario is model only on any device: [`crate::scenario::Draft::measurable`].
    ///
    /// # Errors
    /// The sentence.
    pub fn can_measure(&self, runtime: Runtime) -> Result<(), &'static str> {
        match runtime {
            Runtime::Threads | Runtime::FreeThreads if self.pool == 0 => {
                Err("Threads need shared memory, which this page does not have here.")
            }
            _ => Ok(()),
        }
    }
    /// The most workers that a measured run of `runtime` can have here; a question only where it can be measured.
    #[must_use]
    pub const fn most_workers(&self, runtime: Runtime) -> u32 {
        match runtime {
            Runtime::Sequential | Runtime::Asyncio => 1,
            Runtime::Threads | Runtime::FreeThreads => self.pool,
            Runtime::Processes | Runtime::Interpreters => u32::MAX,
        }
    }
}
