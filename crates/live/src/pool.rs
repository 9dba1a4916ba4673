//! Long-lived jobs on real threads, and the future that waits for them.

use crate::annex::Annex;
use crate::run::{Shared, lock};
use crate::{Error, Watch, World};
use model::Nanos;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// How often the coordinator looks whether the jobs are done: it must not block, so it can't be told. A short run's
/// end is looked for more often than a long one's, which then is disturbed less.
const LOOKS: (Nanos, Nanos) = (Nanos::millis(1), Nanos::millis(10));
/// The part of the time passed that a look may come late.
const LATE: u64 = 8;

/// What a job does on its thread.
pub(crate) type Body<T> = Box<dyn FnOnce() -> Result<T, Error> + Send>;

/// Runs all `bodies` at the same time, a thread each, and returns what they return, in their order.
///
/// The first that fails stops the others.
///
/// # Errors
/// That of the first that failed of itself, or else [`Error::Cancelled`].
pub(crate) async fn on_pool<T: Send + 'static>(
    world: &World,
    watch: Watch<'_>,
    shared: &Arc<Shared>,
    bodies: Vec<Body<T>>,
) -> Result<Vec<T>, Error> {
    let annex = Annex::hire(world, watch, shared, bodies.len()).await?;
    let desk = begin(world, &annex, shared, bodies);
    wait(world, watch, shared, &|| desk.is_complete()).await;
    desk.collect()
}

/// Waits until all is done; a box, since one wait is enough for jobs of any result.
fn wait<'a>(
    world: &'a World,
    watch: Watch<'a>,
    shared: &'a Shared,
    is_complete: &'a dyn Fn() -> bool,
) -> Pin<Box<dyn Future<Output = ()> + 'a>> {
    Box::pin(async move {
        let (mut told, since) = (0, shared.now());
        while !is_complete() {
            follow(watch, shared, &mut told);
            let passed = shared.now().saturating_sub(since);
            (world.pause)(Nanos(passed.0 / LATE).clamp(LOOKS.0, LOOKS.1)).await;
        }
    })
}

/// Starts all `bodies`, a thread each, of the pool or else of the annex; the first that fails stops the others.
pub(crate) fn begin<T: Send + 'static>(
    world: &World,
    annex: &Annex,
    shared: &Arc<Shared>,
    bodies: Vec<Body<T>>,
) -> Arc<Desk<T>> {
    let desk = Arc::new(Desk::new(bodies.len()));
    for (seat, body) in bodies.into_iter().enumerate() {
        let (desk, shared) = (desk.clone(), shared.clone());
        annex.spawn(world, seat, Box::new(move || desk.hand_in(seat, attempt(body), &shared)));
    }
    desk
}

/// Passes a cancel on to the workers and their progress to the watcher.
pub(crate) fn follow(watch: Watch<'_>, shared: &Shared, told: &mut u32) {
    if watch.cancel.is_cancelled() {
        shared.stop.stop();
    }
    let permille = shared.permille();
    if permille > *told {
        *told = permille;
        (watch.progress)(permille);
    }
}

/// Where the jobs put their results.
pub(crate) struct Desk<T> {
    results: Mutex<Vec<Option<Result<T, Error>>>>,
    open: AtomicUsize,
}

impl<T> Desk<T> {
    fn new(seats: usize) -> Self {
        let results = std::iter::repeat_with(|| None).take(seats).collect();
        Self { results: Mutex::new(results), open: AtomicUsize::new(seats) }
    }

    fn hand_in(&self, seat: usize, result: Result<T, Error>, shared: &Shared) {
        if result.is_err() {
            shared.stop.stop();
        }
        lock(&self.results)[seat] = Some(result);
        self.open.fetch_sub(1, Ordering::Release);
    }

    /// Whether all have.
    pub(crate) fn is_complete(&self) -> bool {
        self.open.load(Ordering::Acquire) == 0
    }

    /// What they returned, or the first failure.
    pub(crate) fn collect(&self) -> Result<Vec<T>, Error> {
        let results: Vec<_> = lock(&self.results).drain(..).flatten().collect();
        let own =
            |result: &Result<T, Error>| result.as_ref().err().filter(|e| **e != Error::Cancelled).cloned();
        match results.iter().find_map(own) {
            Some(failure) => Err(failure),
            None => results.into_iter().collect(),
        }
    }
}

/// A panic becomes an error where it can be caught; in a browser it ends the engine instead.
fn attempt<T>(body: Body<T>) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|payload| Err(Error::Panicked(message(&*payload))))
}

fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied().map(str::to_owned);
    text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no message".to_owned())
}
