//! Threads beyond the pool's, hired for one run.

use crate::run::Shared;
use crate::staff::Thread;
use crate::world::PoolJob;
use crate::{Error, Watch, World};
use model::Nanos;

/// How often the hired are asked whether they are up.
const LOOK: Nanos = Nanos::millis(5);
/// Those that are not up by then never will be.
const PATIENCE: Nanos = Nanos::millis(20_000);

/// Hired threads, all of them up; none, where the pool is big enough.
#[derive(Default)]
pub(crate) struct Annex(Vec<Box<dyn Thread>>);

impl Annex {
    /// Hires as many threads as `jobs` need beyond the pool, and waits until all are up: a run must not begin
    /// on some of its threads.
    ///
    /// # Errors
    /// If one can't be started, or the run is cancelled.
    pub(crate) async fn hire(
        world: &World,
        watch: Watch<'_>,
        shared: &Shared,
        jobs: usize,
    ) -> Result<Self, Error> {
        let beyond = jobs.saturating_sub(world.capabilities.pool as usize);
        let threads: Vec<_> = (0..beyond).map(|_| world.staff.thread()).collect();
        let deadline = shared.now() + PATIENCE;
        while !all_are_up(&threads)? {
            if watch.cancel.is_cancelled() {
                return Err(Error::Cancelled);
            }
            if shared.now() > deadline {
                return Err(Error::Panicked("it did not start within 20 seconds".to_owned()));
            }
            (world.pause)(LOOK).await;
        }
        Ok(Self(threads))
    }

    /// Runs a job on the next of the pool's threads or, where these have one each, on one of the hired.
    pub(crate) fn spawn(&self, world: &World, seat: usize, job: PoolJob) {
        let hired = seat.checked_sub(world.capabilities.pool as usize).and_then(|seat| self.0.get(seat));
        match hired {
            Some(thread) => thread.run(job),
            None => (world.spawn)(job),
        }
    }
}

fn all_are_up(threads: &[Box<dyn Thread>]) -> Result<bool, Error> {
    for thread in threads {
        if !thread.is_up().map_err(Error::Panicked)? {
            return Ok(false);
        }
    }
    Ok(true)
}
