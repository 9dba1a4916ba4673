//! What the engine is given: a clock, threads, a way to pause, and the work itself.

use crate::staff::Staff;
use model::{Capabilities, Nanos};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use workloads::{Job, Kernel, Progress};

/// Reads a clock that all threads share; its zero may be anywhere.
pub type ReadClock = Arc<dyn Fn() -> Nanos + Send + Sync>;
/// A job for one thread of the pool.
pub type PoolJob = Box<dyn FnOnce() + Send>;
/// Starts a job on a free thread of the pool.
///
/// As many jobs as the pool has threads must be able to run, and to block, at the same time.
pub type Spawn = Arc<dyn Fn(PoolJob) + Send + Sync>;
/// What a pause is.
pub type Pause = Pin<Box<dyn Future<Output = ()>>>;
/// Computes the next step of some work, 10 to 50 µs of it.
pub type Steps = Box<dyn FnMut() -> Progress>;
/// Begins so many units of a kernel.
pub type Work = Arc<dyn Fn(Kernel, u32) -> Steps + Send + Sync>;

/// Everything that a measurement needs from outside.
#[derive(Clone)]
pub struct World {
    /// What can be measured here; its `pool` is how many jobs `spawn` can run at the same time.
    pub capabilities: Capabilities,
    /// The clock, of at least the resolution that `capabilities` tell.
    pub clock: ReadClock,
    /// The threads; never called where the pool has none.
    pub spawn: Spawn,
    /// Workers beside them, started for one run.
    pub staff: Rc<dyn Staff>,
    /// Lets the event loop of the calling thread do other things for that long; for none at all, what
    /// waits there already.
    pub pause: Rc<dyn Fn(Nanos) -> Pause>,
    /// What the tasks compute: [`kernels`], but for tests.
    pub work: Work,
}

/// The real work: the kernels of `workloads`.
#[must_use]
pub fn kernels() -> Work {
    Arc::new(|kernel, units| {
        let mut job = Job::new(kernel, units);
        Box::new(move || job.step())
    })
}

/// Stops a measurement; clones stop the same one.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks for the stop; the measurement ends within 100 ms.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked for.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// How the caller follows a measurement.
#[derive(Clone, Copy)]
pub struct Watch<'a> {
    /// Stops it.
    pub cancel: &'a Cancel,
    /// Told how much is done, in thousandths, each time that has grown.
    pub progress: &'a dyn Fn(u32),
}
