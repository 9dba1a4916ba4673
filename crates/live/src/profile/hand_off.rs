//! How soon a job of the pool begins, and how soon a thread that is woken goes on.

use super::usual;
use crate::pool::{Body, on_pool};
use crate::run::{Computation, Shared, lock};
use crate::{Error, Watch, World};
use model::{Nanos, TaskId};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;
use workloads::Kernel;

/// The most jobs that are handed in at once.
pub(super) const MOST_JOBS: u32 = 4;
/// How often.
const HAND_INS: u32 = 8;
/// How often each of two threads wakes the other.
const WAKES: u32 = 24;
/// What a thread computes before it wakes the other: one that has slept for a while takes longer to wake than
/// one that has just gone to sleep, and between two hand-offs of a GIL somebody computes.
const BETWEEN: Nanos = Nanos::micros(300);
/// The longest wait between two looks whether the probe is stopped.
const LOOK: Duration = Duration::from_millis(40);

/// From the begin of one job to that of the next, where `jobs` of them are handed in at once: each blocks until
/// all have begun.
pub(super) async fn arrival(
    world: &World,
    watch: Watch<'_>,
    shared: &Arc<Shared>,
    jobs: u32,
) -> Result<Nanos, Error> {
    let mut lengths = Vec::new();
    for _ in 0..HAND_INS {
        let desk = Arc::new(Desk::<u32>::default());
        let body = || -> Body<Nanos> {
            let (desk, shared) = (desk.clone(), shared.clone());
            Box::new(move || {
                let begun = shared.now();
                desk.change(|begun| *begun += 1);
                desk.until(&shared, |begun| *begun == jobs).map(|()| begun)
            })
        };
        let begins = on_pool(world, watch, shared, (0..jobs).map(|_| body()).collect()).await?;
        let (first, last) = (begins.iter().min(), begins.iter().max());
        let all = last.copied().unwrap_or_default().saturating_sub(first.copied().unwrap_or_default());
        lengths.push(Nanos(all.0 / u64::from(jobs.max(2) - 1)));
    }
    Ok(usual(lengths))
}

/// From one thread's waking of another to that one going on: two take turns, and whose turn begins reads the
/// clock.
pub(super) async fn wake(
    world: &World,
    watch: Watch<'_>,
    shared: &Arc<Shared>,
    kernel: Kernel,
) -> Result<Nanos, Error> {
    let desk = Arc::new(Desk::<Turn>::default());
    let body = |me: bool| -> Body<Vec<Nanos>> {
        let (desk, shared) = (desk.clone(), shared.clone());
        Box::new(move || (0..WAKES).map(|_| take_turn(&desk, &shared, kernel, me)).collect())
    };
    let lengths = on_pool(world, watch, shared, vec![body(false), body(true)]).await?;
    // Nobody woke the first thread for its first turn.
    Ok(usual(lengths.into_iter().flat_map(|lengths| lengths.into_iter().skip(1)).collect()))
}

/// Whose turn it is, and since when.
#[derive(Debug, Default)]
struct Turn {
    whose: bool,
    since: Nanos,
}

/// Waits for its turn, computes a little, ends the turn; returns how long it took to wake.
fn take_turn(desk: &Desk<Turn>, shared: &Shared, kernel: Kernel, me: bool) -> Result<Nanos, Error> {
    desk.until(shared, |turn| turn.whose == me)?;
    let begin = shared.now();
    let woken = begin.saturating_sub(lock(&desk.state).since);
    let mut computation = Computation::new(shared, kernel, u32::MAX, TaskId(0));
    computation.until(|| shared.now().saturating_sub(begin) >= BETWEEN)?;
    desk.change(|turn| *turn = Turn { whose: !me, since: shared.now() });
    Ok(woken)
}

/// What threads wait to see changed.
#[derive(Debug, Default)]
struct Desk<T> {
    state: Mutex<T>,
    changed: Condvar,
}

impl<T> Desk<T> {
    fn change(&self, change: impl FnOnce(&mut T)) {
        change(&mut lock(&self.state));
        self.changed.notify_all();
    }

    fn until(&self, shared: &Shared, is_so: impl Fn(&T) -> bool) -> Result<(), Error> {
        let mut state = lock(&self.state);
        while !is_so(&state) {
            shared.stop.check()?;
            state = self.changed.wait_timeout(state, LOOK).unwrap_or_else(PoisonError::into_inner).0;
        }
        Ok(())
    }
}
