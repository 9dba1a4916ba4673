//! Free threads: jobs on real threads, and nothing that keeps them from each other.

use crate::Error;
use crate::log::Log;
use crate::run::Run;
use model::trace::InstantKind;
use model::{Cause, Nanos, State, TaskId};

/// What one thread of the `ThreadPoolExecutor` does on a build without a GIL.
pub(crate) fn work(run: &Run, log: &mut Log) -> Result<(), Error> {
    while let Some(task) = run.claim() {
        one(run, task, log)?;
    }
    let at = log.now();
    log.leave(at);
    Ok(())
}

fn one(run: &Run, task: TaskId, log: &mut Log) -> Result<(), Error> {
    for piece in run.plan.pieces(task) {
        let at = log.now();
        log.run(at, State::RunFree, Some(task));
        run.compute(task, piece.units).until(|| false)?;
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
