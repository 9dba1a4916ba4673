//! Sequential: one task after the other on one thread.

use crate::Error;
use crate::log::Log;
use crate::plan::{Act, Code, Piece};
use crate::run::Run;
use crate::solo::Solo;
use model::trace::InstantKind;
use model::{Cause, Nanos, State, TaskId};

/// The whole program.
pub(crate) async fn program(run: &Run, solo: &Solo) -> Result<Log, Error> {
    let mut log = Log::new(run, 1);
    while let Some(task) = run.claim() {
        for piece in run.plan.pieces(task) {
            compute(run, solo, task, piece, &mut log).await?;
            wait(solo, task, piece, &mut log).await?;
            run.shared.advance(piece.nominal);
        }
        let at = log.now();
        log.instant(at, InstantKind::TaskDone);
    }
    let at = log.now();
    log.leave(at);
    Ok(log)
}

async fn compute(run: &Run, solo: &Solo, task: TaskId, piece: Piece, log: &mut Log) -> Result<(), Error> {
    let at = log.now();
    log.run(at, running(run, task), Some(task));
    for act in piece.acts() {
        let at = log.now();
        match act {
            Act::Compute(units) => solo.compute(run.compute(task, units)).await?,
            // Nobody else is there who could have it.
            Act::Acquire(lock) => log.acquired(at, lock),
            Act::Release(lock) => log.released(at, lock),
        }
    }
    Ok(())
}

async fn wait(solo: &Solo, task: TaskId, piece: Piece, log: &mut Log) -> Result<(), Error> {
    if piece.wait == Nanos::ZERO {
        return Ok(());
    }
    let at = log.now();
    log.wait(at, State::WaitIo, Cause::Io, Some(task));
    solo.until(solo.now() + piece.wait).await
}

/// How the only thread of a process computes: C code drops the GIL for nobody.
pub(crate) fn running(run: &Run, task: TaskId) -> State {
    if run.plan.code(task) == Code::Dropping { State::RunFree } else { State::Run }
}
