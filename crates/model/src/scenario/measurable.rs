//! What of a scenario can be run for real on the page's device, and what is model only.
//!
//! A measured run that left a part of its scenario out would be a lie: what isn't measured is refused.
//! Whether the device has what a runtime needs is another question: see [`crate::Capabilities::can_measure`].

use super::{Awaiting, Draft, Locking, Sharing, Via, Waking, WorkloadKind};
use crate::Runtime;

impl Draft {
    /// Whether a measured run of `runtime` does all that this says, or why not, in one sentence for a reader.
    ///
    /// The machine's knobs ask for nothing here: measured runs have the device's own cores.
    ///
    /// # Errors
    /// The first part that is model only.
    pub fn measurable(&self, runtime: Runtime) -> Result<(), Unmeasurable> {
        if self.workload.kind == WorkloadKind::Count {
            return Err(Unmeasurable::Counting);
        }
        if self.workload.collections() > 0 {
            return Err(Unmeasurable::Collection);
        }
        match runtime {
            // One thread finds every lock free, and shares with nobody.
            Runtime::Sequential => Ok(()),
            Runtime::Asyncio => self.loop_measurable(),
            Runtime::Threads => self.gil_measurable().and(self.locks_measurable(runtime)),
            Runtime::FreeThreads if self.workload.sharing != Sharing::Nothing => Err(Unmeasurable::Sharing),
            Runtime::FreeThreads => self.locks_measurable(runtime),
            Runtime::Processes | Runtime::Interpreters => self.copies_measurable(runtime),
        }
    }

    fn loop_measurable(&self) -> Result<(), Unmeasurable> {
        if self.awaiting == Awaiting::Thread {
            return Err(Unmeasurable::ToThread);
        }
        let limited = (1..self.workload.all_tasks()).contains(&self.limit);
        if limited { Err(Unmeasurable::Semaphore) } else { Ok(()) }
    }

    fn copies_measurable(&self, runtime: Runtime) -> Result<(), Unmeasurable> {
        if self.workload.locked > 0 && self.workers_for(runtime) > 1 {
            return Err(Unmeasurable::LockBetween);
        }
        let blocks = runtime == Runtime::Processes && self.via == Via::Shared && self.workload.data.0 > 0;
        if blocks { Err(Unmeasurable::SharedBlocks) } else { Ok(()) }
    }

    fn gil_measurable(&self) -> Result<(), Unmeasurable> {
        if Runtime::Threads.python_for(self.python).is_2() {
            return Err(Unmeasurable::Ticks);
        }
        if self.waking == Waking::Random { Ok(()) } else { Err(Unmeasurable::Waking) }
    }

    fn locks_measurable(&self, runtime: Runtime) -> Result<(), Unmeasurable> {
        let opposed = self.workload.locked > 0 && self.workload.locking == Locking::Opposed;
        if opposed && self.workers_for(runtime) > 1 { Err(Unmeasurable::Deadlock) } else { Ok(()) }
    }
}

/// A part of a scenario that is model only, as one sentence for a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unmeasurable {
    /// Counting in a shared variable.
    #[error(
        "Where updates get lost is in CPython's own instructions, which this page does not run: model only."
    )]
    Counting,
    /// Garbage collections.
    #[error(
        "A garbage collection looks through CPython's own objects, which this page does not have: model only."
    )]
    Collection,
    /// A lock that processes or interpreters share.
    #[error("Workers with a memory each have no lock in common here, so a lock between them is model only.")]
    LockBetween,
    /// `multiprocessing.shared_memory`.
    #[error("Workers measured here are sent their data, so data that goes by shared memory is model only.")]
    SharedBlocks,
    /// The GIL of Python 2.7.
    #[error("Python 2.7 hands its GIL over by counting bytecodes, which this page does not run: model only.")]
    Ticks,
    /// Whom a release of the GIL wakes.
    #[error("Which waiting thread is woken is the system's choice, so an order of your own is model only.")]
    Waking,
    /// Locks taken in opposite orders.
    #[error("Locks taken in opposite orders can deadlock, and a run that never ends is model only.")]
    Deadlock,
    /// Objects that threads share on a free-threaded build.
    #[error("What it costs free threads to share an object is in CPython's own objects: model only.")]
    Sharing,
    /// `asyncio.to_thread`.
    #[error("The event loop measured here has no threads beside it, so asyncio.to_thread is model only.")]
    ToThread,
    /// `asyncio.Semaphore`.
    #[error("The event loop measured here has no semaphores, so a limit on the tasks let in is model only.")]
    Semaphore,
}
