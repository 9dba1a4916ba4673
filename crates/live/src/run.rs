//! What the workers of one run share, and how they are stopped.

use crate::plan::Plan;
use crate::world::{ReadClock, Steps, Work};
use crate::{Error, World};
use model::{Nanos, TaskId};
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use workloads::{Kernel, Progress, expected};

/// What every job needs, whatever it does.
pub(crate) struct Shared {
    pub(crate) clock: ReadClock,
    pub(crate) stop: Stop,
    work: Work,
    /// How much of `total` is done, in the scenario's own time.
    done: AtomicU64,
    total: Nanos,
}

impl Shared {
    pub(crate) fn new(world: &World, total: Nanos) -> Arc<Self> {
        Self::of(world.clock.clone(), world.work.clone(), total)
    }

    /// The same for a worker that has a clock and the work, and no more of the world.
    pub(crate) fn of(clock: ReadClock, work: Work, total: Nanos) -> Arc<Self> {
        Arc::new(Self { clock, stop: Stop::default(), work, done: AtomicU64::new(0), total })
    }

    pub(crate) fn now(&self) -> Nanos {
        (self.clock)()
    }

    pub(crate) fn advance(&self, nominal: Nanos) {
        self.done.fetch_add(nominal.0, Ordering::Relaxed);
    }

    /// How much is done, from 0 to 1000.
    pub(crate) fn permille(&self) -> u32 {
        let done = u128::from(self.done.load(Ordering::Relaxed)) * 1000;
        (done / u128::from(self.total.0.max(1))).min(1000) as u32
    }

    /// Blocks this thread until `deadline`.
    #[inline(never)]
    pub(crate) fn sleep_until(&self, deadline: Nanos) -> Result<(), Error> {
        loop {
            self.stop.check()?;
            let now = self.now();
            if now >= deadline {
                return Ok(());
            }
            self.stop.doze(deadline.saturating_sub(now), || true);
        }
    }
}

/// One measured run of one runtime.
pub(crate) struct Run {
    pub(crate) shared: Arc<Shared>,
    pub(crate) plan: Plan,
    /// Whether the workers write down what they do.
    pub(crate) recording: bool,
    /// The next task to be taken: the executor's queue.
    next: AtomicU32,
}

impl Run {
    pub(crate) fn new(shared: Arc<Shared>, plan: Plan, recording: bool) -> Self {
        Self { shared, plan, recording, next: AtomicU32::new(0) }
    }

    /// Takes the next task in order of submission.
    pub(crate) fn claim(&self) -> Option<TaskId> {
        let task = self.next.fetch_add(1, Ordering::Relaxed);
        (task < self.plan.tasks()).then_some(TaskId(task))
    }

    pub(crate) fn compute(&self, task: TaskId, units: u32) -> Computation<'_> {
        Computation::new(&self.shared, self.plan.kernel, units, task)
    }
}

/// Some units of a kernel, whose result is compared with the one that is known.
pub(crate) struct Computation<'a> {
    stop: &'a Stop,
    steps: Steps,
    kernel: Kernel,
    units: u32,
    task: TaskId,
}

impl<'a> Computation<'a> {
    // Small code rather than one copy for each runtime: it is called a few times a millisecond.
    #[inline(never)]
    pub(crate) fn new(shared: &'a Shared, kernel: Kernel, units: u32, task: TaskId) -> Self {
        Self { stop: &shared.stop, steps: (shared.work)(kernel, units), kernel, units, task }
    }

    /// Computes until all is done, or until `interrupted` says so between two steps; tells whether all is.
    pub(crate) fn until(&mut self, interrupted: impl Fn() -> bool) -> Result<bool, Error> {
        while !self.step()? {
            if interrupted() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Computes 10 to 50 µs more and says whether that was all.
    #[inline(never)]
    fn step(&mut self) -> Result<bool, Error> {
        self.stop.check()?;
        match (self.steps)() {
            Progress::More => Ok(false),
            Progress::Done(checksum) if checksum == expected(self.kernel, self.units) => Ok(true),
            Progress::Done(_) => Err(Error::WrongResult { task: self.task }),
        }
    }
}

/// Tells every worker of a run to stop, and wakes those that sleep.
#[derive(Debug, Default)]
pub(crate) struct Stop {
    stopped: AtomicBool,
    bed: Mutex<()>,
    bell: Condvar,
}

impl Stop {
    pub(crate) fn stop(&self) {
        let bed = lock(&self.bed);
        self.stopped.store(true, Ordering::Relaxed);
        drop(bed);
        self.bell.notify_all();
    }

    pub(crate) fn check(&self) -> Result<(), Error> {
        if self.stopped.load(Ordering::Relaxed) { Err(Error::Cancelled) } else { Ok(()) }
    }

    /// Wakes every worker that sleeps, for it to look what it is to do now.
    pub(crate) fn wake(&self) {
        drop(lock(&self.bed));
        self.bell.notify_all();
    }

    /// Sleeps for `length`, or less; not at all if what [`Self::wake`] tells of has made `still` false.
    pub(crate) fn doze(&self, length: Nanos, still: impl Fn() -> bool) {
        let bed = lock(&self.bed);
        if self.check().is_ok() && still() {
            drop(self.bell.wait_timeout(bed, Duration::from_nanos(length.0)));
        }
    }
}

/// Locks what stays sound when a worker panics: none of our critical sections leaves half a change.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
