//! The program of a runtime that has one thread.
//!
//! It is a coroutine that asks for its pauses, because who can grant them differs:
//! on a thread of the pool a pause blocks, as it does in Python; without a pool the program runs on the
//! engine's own worker, where a pause has to be the event loop's, and where the program must take a
//! breath now and then so that a cancel can come in.

use crate::pool::{follow, on_pool};
use crate::run::{Computation, Shared};
use crate::{Error, Watch, World};
use model::Nanos;
use std::cell::Cell;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

/// The longest that the engine's own worker is kept from its messages.
const BREATH: Nanos = Nanos::millis(15);
/// The longest pause between two looks at the watch.
const LOOK: Nanos = Nanos::millis(20);

/// A program, as it waits to be driven.
pub(crate) type Program<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + 'a>>;

/// What the program of one thread asks of its driver.
pub(crate) struct Solo {
    pub(crate) shared: Arc<Shared>,
    /// Until when to pause; set whenever the program is pending.
    asked: Cell<Option<Nanos>>,
    /// When the last breath was taken, where breaths are needed.
    breath: Option<Cell<Nanos>>,
    /// How long all breaths took.
    breathed: Cell<Nanos>,
}

impl Solo {
    fn new(shared: Arc<Shared>, breathes: bool) -> Self {
        let breath = breathes.then(|| Cell::new(shared.now()));
        Self { shared, asked: Cell::default(), breath, breathed: Cell::default() }
    }

    pub(crate) fn now(&self) -> Nanos {
        self.shared.now()
    }

    /// How much time the program lost to breaths until now.
    pub(crate) fn breathed(&self) -> Nanos {
        self.breathed.get()
    }

    /// Waits until `deadline`.
    pub(crate) async fn until(&self, deadline: Nanos) -> Result<(), Error> {
        self.ask(deadline).await;
        self.shared.stop.check()
    }

    /// Computes to the end; where there is an event loop it has its turns meanwhile.
    pub(crate) async fn compute(&self, mut computation: Computation<'_>) -> Result<(), Error> {
        while !computation.until(|| self.is_out_of_breath())? {
            self.breathe().await;
        }
        Ok(())
    }

    fn is_out_of_breath(&self) -> bool {
        self.breath.as_ref().is_some_and(|last| self.now().saturating_sub(last.get()) >= BREATH)
    }

    /// Lets the event loop have a turn.
    async fn breathe(&self) {
        let begin = self.now();
        self.ask(Nanos::ZERO).await;
        let end = self.now();
        self.breath.iter().for_each(|last| last.set(end));
        self.breathed.set(self.breathed() + end.saturating_sub(begin));
    }

    /// Whether the program is pending because of a pause that it asked for itself.
    pub(crate) fn is_pausing(&self) -> bool {
        self.asked.get().is_some()
    }

    /// Hands an inner coroutine's pause on to the driver.
    pub(crate) async fn pass_on(&self) {
        poll_fn(|_| if self.is_pausing() { Poll::Pending } else { Poll::Ready(()) }).await;
    }

    async fn ask(&self, deadline: Nanos) {
        self.asked.set(Some(deadline));
        self.pass_on().await;
    }
}

/// Runs `program` on one worker: a thread of the pool, or this one where there is no pool.
///
/// # Errors
/// The program's own.
pub(crate) async fn on_one_worker<T: Send + 'static>(
    world: &World,
    watch: Watch<'_>,
    shared: &Arc<Shared>,
    program: impl for<'a> FnOnce(&'a Solo) -> Program<'a, T> + Send + 'static,
) -> Result<T, Error> {
    if world.capabilities.pool == 0 {
        let solo = Solo::new(shared.clone(), true);
        return drive_here(world, watch, &solo, program(&solo)).await;
    }
    let solo_shared = shared.clone();
    let body = Box::new(move || {
        let solo = Solo::new(solo_shared, false);
        drive_blocking(&solo, program(&solo))
    });
    let mut results = on_pool(world, watch, shared, vec![body]).await?;
    results.pop().ok_or(Error::Cancelled)
}

fn drive_blocking<T>(solo: &Solo, mut program: Program<'_, T>) -> Result<T, Error> {
    loop {
        if let Poll::Ready(result) = poll(&mut program) {
            return result;
        }
        if let Some(deadline) = solo.asked.take() {
            solo.shared.sleep_until(deadline)?;
        }
    }
}

async fn drive_here<T>(
    world: &World,
    watch: Watch<'_>,
    solo: &Solo,
    mut program: Program<'_, T>,
) -> Result<T, Error> {
    let mut told = 0;
    loop {
        if let Poll::Ready(result) = poll(&mut program) {
            return result;
        }
        let deadline = solo.asked.take().unwrap_or_default();
        loop {
            let left = deadline.saturating_sub(solo.now());
            (world.pause)(left.min(LOOK)).await;
            follow(watch, &solo.shared, &mut told);
            if left <= LOOK || solo.shared.stop.check().is_err() {
                break;
            }
        }
    }
}

/// Nobody wakes a program: its driver knows itself when to go on.
fn poll<T>(program: &mut Program<'_, T>) -> Poll<Result<T, Error>> {
    program.as_mut().poll(&mut Context::from_waker(Waker::noop()))
}
