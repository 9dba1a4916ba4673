//! Asyncio: one event loop on one thread, a future for each task.
//!
//! The loop is `BaseEventLoop._run_once` (Lib/asyncio/base_events.py): wait until a handle is ready or a
//! timer is due, make the timers that are due ready, run as many handles as are ready now.
//! A timer's handle only sets its future's result; the task's next step is another handle, which runs in
//! the next iteration.
//!
//! ```text
//!   ready   step 0 | step 1 | ···   timer 1 | timer 0     step 1 | step 0
//!           iteration 1             iteration 2           iteration 3
//! ```

use crate::Error;
use crate::log::Log;
use crate::plan::Act;
use crate::run::{Run, lock};
use crate::sequential::running;
use crate::solo::{Program, Solo};
use model::scenario::Awaiting;
use model::trace::InstantKind;
use model::{Cause, Nanos, State, TaskId};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::future::poll_fn;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};

/// `asyncio.run(main())`, where `main` gathers all tasks.
pub(crate) async fn program(run: &Run, solo: &Solo) -> Result<Log, Error> {
    let event_loop = EventLoop::new(run, solo);
    let tasks = (0..run.plan.tasks()).map(TaskId);
    let mut tasks: Vec<_> =
        tasks.map(|task| Some(Box::pin(event_loop.task(task)) as Program<'_, ()>)).collect();
    let mut left = tasks.len();
    while left > 0 {
        left -= event_loop.run_once(&mut tasks).await?;
    }
    drop(tasks);
    let mut log = event_loop.log.into_inner();
    let at = log.now();
    log.leave(at);
    Ok(log)
}

struct EventLoop<'a> {
    run: &'a Run,
    solo: &'a Solo,
    log: RefCell<Log>,
    ready: Ready,
    /// Whom to wake when; ties go to the timer that was set first.
    timers: RefCell<BTreeMap<Timer, Waker>>,
    timers_set: Cell<u64>,
}

/// When it is due, and how many were set before it.
type Timer = (Nanos, u64);
type Ready = Arc<Mutex<VecDeque<Handle>>>;

/// What the loop can run.
enum Handle {
    /// One step of a task.
    Step(TaskId),
    /// A timer that is due: wakes its task.
    Timer(Waker),
}

/// Makes a task's next step ready: `call_soon(task.step)`.
struct Soon {
    task: TaskId,
    ready: Ready,
}

impl Wake for Soon {
    fn wake(self: Arc<Self>) {
        lock(&self.ready).push_back(Handle::Step(self.task));
    }
}

impl<'a> EventLoop<'a> {
    fn new(run: &'a Run, solo: &'a Solo) -> Self {
        let ready = (0..run.plan.tasks()).map(|task| Handle::Step(TaskId(task))).collect();
        Self {
            run,
            solo,
            log: RefCell::new(Log::new(run, 1)),
            ready: Arc::new(Mutex::new(ready)),
            timers: RefCell::default(),
            timers_set: Cell::default(),
        }
    }

    /// One iteration; returns how many tasks finished in it.
    async fn run_once(&self, tasks: &mut [Option<Program<'_, ()>>]) -> Result<usize, Error> {
        self.select().await?;
        self.note(|log, at| log.instant(at, InstantKind::LoopIteration));
        self.ready_what_is_due();
        let handles = lock(&self.ready).len();
        let mut finished = 0;
        for _ in 0..handles {
            let handle = lock(&self.ready).pop_front();
            match handle {
                Some(Handle::Timer(waker)) => waker.wake(),
                Some(Handle::Step(task)) => finished += self.step(task, &mut tasks[task.index()]).await?,
                None => break,
            }
        }
        Ok(finished)
    }

    /// Waits until the first timer is due, if nothing is ready before.
    async fn select(&self) -> Result<(), Error> {
        if !lock(&self.ready).is_empty() {
            return Ok(());
        }
        let first = self.timers.borrow().first_key_value().map(|((due, _), _)| *due);
        let Some(due) = first.filter(|due| *due > self.solo.now()) else { return Ok(()) };
        self.note(|log, at| log.wait(at, State::WaitIo, Cause::Select, None));
        self.solo.until(due).await?;
        self.note(|log, at| log.run(at, State::Run, None));
        Ok(())
    }

    fn ready_what_is_due(&self) {
        let now = self.solo.now();
        let mut timers = self.timers.borrow_mut();
        while let Some(first) = timers.first_entry().filter(|first| first.key().0 <= now) {
            lock(&self.ready).push_back(Handle::Timer(first.remove()));
        }
    }

    /// Runs a task up to its next wait; returns 1 if that was its end.
    async fn step(&self, task: TaskId, slot: &mut Option<Program<'_, ()>>) -> Result<usize, Error> {
        let Some(coroutine) = slot else { return Ok(0) };
        let waker = Waker::from(Arc::new(Soon { task, ready: self.ready.clone() }));
        let mut context = Context::from_waker(&waker);
        loop {
            match coroutine.as_mut().poll(&mut context) {
                Poll::Ready(result) => {
                    *slot = None;
                    return result.map(|()| 1);
                }
                // The task takes a breath in the middle of its step: to the loop that is still one step.
                Poll::Pending if self.solo.is_pausing() => self.solo.pass_on().await,
                Poll::Pending => return Ok(0),
            }
        }
    }

    /// The coroutine of one task.
    async fn task(&self, task: TaskId) -> Result<(), Error> {
        for piece in self.run.plan.pieces(task) {
            self.note(|log, at| log.run(at, running(self.run, task), Some(task)));
            for act in piece.acts() {
                match act {
                    Act::Compute(units) => self.solo.compute(self.run.compute(task, units)).await?,
                    // There is no await in a critical section: no task finds the lock taken.
                    Act::Acquire(lock) => self.note(|log, at| log.acquired(at, lock)),
                    Act::Release(lock) => self.note(|log, at| log.released(at, lock)),
                }
            }
            if piece.wait > Nanos::ZERO {
                self.wait(task, piece.wait).await?;
                self.note(|log, at| log.run(at, State::Run, Some(task)));
            }
            self.run.shared.advance(piece.nominal);
        }
        self.note(|log, at| log.instant(at, InstantKind::TaskDone));
        Ok(())
    }

    /// `await asyncio.sleep(...)`, or a `time.sleep(...)` that the whole loop waits for.
    async fn wait(&self, task: TaskId, length: Nanos) -> Result<(), Error> {
        if self.run.plan.scenario().awaiting == Awaiting::Loop {
            self.sleep(length).await;
            return Ok(());
        }
        self.note(|log, at| log.wait(at, State::WaitIo, Cause::Io, Some(task)));
        self.solo.until(self.solo.now() + length).await
    }

    /// `asyncio.sleep`.
    async fn sleep(&self, length: Nanos) {
        let timer = (self.solo.now() + length, self.timers_set.get());
        self.timers_set.set(timer.1 + 1);
        let mut set = false;
        poll_fn(|context| {
            let mut timers = self.timers.borrow_mut();
            if !std::mem::replace(&mut set, true) {
                timers.insert(timer, context.waker().clone());
            }
            if timers.contains_key(&timer) { Poll::Pending } else { Poll::Ready(()) }
        })
        .await;
    }

    fn note(&self, write: impl FnOnce(&mut Log, Nanos)) {
        let mut log = self.log.borrow_mut();
        let at = log.now();
        write(&mut log, at);
    }
}
