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
    /// Whether `runtime` can be measured here, or why not, in one sentence for a reader.
    ///
    /// # Errors
    /// The sentence.
    pub fn can_measure(&self, runtime: Runtime) -> Result<(), &'static str> {
        match runtime {
            Runtime::Sequential | Runtime::Asyncio => Ok(()),
            Runtime::Processes => Err("Processes are model only: they are not measured on this device yet."),
            Runtime::Interpreters => Err("Interpreters are model only: a browser has nothing like them."),
            Runtime::Threads | Runtime::FreeThreads if self.pool > 0 => Ok(()),
            Runtime::Threads | Runtime::FreeThreads => {
                Err("Threads need shared memory, which this page does not have here.")
            }
        }
    }
}
