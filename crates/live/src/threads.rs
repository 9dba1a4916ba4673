//! Threads: jobs on real threads that take turns under one GIL.

use crate::Error;
use crate::gil::{Gil, Release};
use crate::log::Log;
use crate::mutex::Mutex;
use crate::plan::{Act, Code, Piece};
use crate::run::Run;
use model::trace::InstantKind;
use model::{Cause, LaneId, Nanos, State, TaskId};

/// What one thread of the `ThreadPoolExecutor` does from its start to its end.
pub(crate) fn work(run: &Run, gil: &Gil, locks: &[Mutex], me: LaneId, log: &mut Log) -> Result<(), Error> {
    let mut thread = Thread { run, gil, locks, me, log };
    thread.take(None)?;
    while let Some(task) = run.claim() {
        let at = thread.log.now();
        thread.log.run(at, State::Run, Some(task));
        thread.task(task)?;
    }
    gil.release(me, Release::Last, thread.log)?;
    Ok(())
}

struct Thread<'a> {
    run: &'a Run,
    gil: &'a Gil,
    locks: &'a [Mutex],
    me: LaneId,
    log: &'a mut Log,
}

impl Thread<'_> {
    fn task(&mut self, task: TaskId) -> Result<(), Error> {
        let run = self.run;
        for piece in run.plan.pieces(task) {
            for act in piece.acts() {
                match act {
                    Act::Compute(units) => self.compute(task, units)?,
                    Act::Acquire(lock) => self.acquire(task, &self.locks[lock.index()])?,
                    Act::Release(lock) => self.locks[lock.index()].release(self.log),
                }
            }
            self.wait(task, piece)?;
            run.shared.advance(piece.nominal);
        }
        let at = self.log.now();
        self.log.instant(at, InstantKind::TaskDone);
        Ok(())
    }

    fn compute(&mut self, task: TaskId, units: u32) -> Result<(), Error> {
        match self.run.plan.code(task) {
            Code::Python => self.interpret(task, units),
            Code::Holding => self.run.compute(task, units).until(|| false).map(drop),
            Code::Dropping => self.call_c(task, units),
        }
    }

    /// Python code: the eval breaker is polled between steps.
    fn interpret(&mut self, task: TaskId, units: u32) -> Result<(), Error> {
        let mut computation = self.run.compute(task, units);
        while !computation.until(|| self.gil.is_requested(self.me))? {
            let released = self.gil.release(self.me, Release::Asked, self.log)?;
            let at = self.gil.take(self.me, Some(task), Some(released), self.log)?;
            self.log.run(at, State::Run, Some(task));
        }
        Ok(())
    }

    /// C code between `Py_BEGIN_ALLOW_THREADS` and `Py_END_ALLOW_THREADS`.
    fn call_c(&mut self, task: TaskId, units: u32) -> Result<(), Error> {
        if units == 0 {
            return Ok(());
        }
        let at = self.drop_for(task)?;
        self.log.run(at, State::RunFree, Some(task));
        self.run.compute(task, units).until(|| false)?;
        self.take(Some(task))
    }

    /// `threading.Lock.acquire`: tries it with the GIL, and without the GIL waits for it.
    ///
    /// The lock is this thread's before the GIL is again.
    fn acquire(&mut self, task: TaskId, lock: &Mutex) -> Result<(), Error> {
        let Err(holder) = lock.try_acquire(self.me, self.log) else { return Ok(()) };
        let at = self.drop_for(task)?;
        self.log.wait_lock(at, lock.id, holder, task);
        lock.acquire(self.me, self.log)?;
        self.take(Some(task))
    }

    /// A blocking call: without the GIL, and only after another took it if it was asked for.
    fn wait(&mut self, task: TaskId, piece: Piece) -> Result<(), Error> {
        if piece.wait == Nanos::ZERO {
            return Ok(());
        }
        let at = self.drop_for(task)?;
        self.log.wait(at, State::WaitIo, Cause::Io, Some(task));
        self.run.shared.sleep_until(self.run.shared.now() + piece.wait)?;
        self.take(Some(task))
    }

    /// Releases the GIL, and returns when the thread is free to go on without it.
    fn drop_for(&mut self, task: TaskId) -> Result<Nanos, Error> {
        let released = self.gil.release(self.me, Release::Unasked, self.log)?;
        let Some(taker) = released.taker else { return Ok(released.at) };
        self.log.wait_gil(released.at, taker, Some(task));
        Ok(self.log.now())
    }

    fn take(&mut self, task: Option<TaskId>) -> Result<(), Error> {
        let at = self.gil.take(self.me, task, None, self.log)?;
        self.log.run(at, State::Run, task);
        Ok(())
    }
}
