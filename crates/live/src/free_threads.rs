//! Free threads: jobs on real threads, and nothing that keeps them from each other.

use crate::Error;
use crate::log::Log;
use crate::mutex::Mutex;
use crate::plan::Act;
use crate::run::Run;
use model::trace::InstantKind;
use model::{Cause, LaneId, Nanos, State, TaskId};

/// What one thread of the `ThreadPoolExecutor` does on a build without a GIL.
pub(crate) fn work(run: &Run, locks: &[Mutex], me: LaneId, log: &mut Log) -> Result<(), Error> {
    while let Some(task) = run.claim() {
        one(run, locks, me, task, log)?;
    }
    let at = log.now();
    log.leave(at);
    Ok(())
}

fn one(run: &Run, locks: &[Mutex], me: LaneId, task: TaskId, log: &mut Log) -> Result<(), Error> {
    for piece in run.plan.pieces(task) {
        for act in piece.acts() {
            match act {
                Act::Compute(units) => compute(run, task, units, log)?,
                Act::Acquire(lock) => acquire(&locks[lock.index()], me, task, log)?,
                Act::Release(lock) => locks[lock.index()].release(log),
            }
        }
        if piece.wait > Nanos::ZERO {
            let at = log.now();
            log.wait(at, State::WaitIo, Cause::Io, Some(task));
            run.shared.sleep_until(run.shared.now() + piece.wait)?;
        }
        run.shared.advance(piece.nominal);
    }
    let at = log.now();
    log.instant(at, InstantKind::TaskDone);
    Ok(())
}

fn compute(run: &Run, task: TaskId, units: u32, log: &mut Log) -> Result<(), Error> {
    let at = log.now();
    log.run(at, State::RunFree, Some(task));
    run.compute(task, units).until(|| false).map(drop)
}

fn acquire(lock: &Mutex, me: LaneId, task: TaskId, log: &mut Log) -> Result<(), Error> {
    let Err(holder) = lock.try_acquire(me, log) else { return Ok(()) };
    let at = log.now();
    log.wait_lock(at, lock.id, holder, task);
    lock.acquire(me, log)
}
