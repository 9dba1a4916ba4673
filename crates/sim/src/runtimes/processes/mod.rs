//! Pools of processes: a process and a GIL for each worker, everything copied.
//!
//! In reading order: [`executor`] and [`pool`], the two pools with the parent's threads of each; [`crew`], what
//! they share; [`starts`] (who starts when), [`worker`], [`chunks`] (how many tasks a message has), [`pipe`]
//! and [`shared`] (how data goes). `parent` and `helpers` are the executor's threads, `handlers` the pool's.
//!
//! Where we differ: a small message's few microseconds in the pipe are part of the costs at its ends.

mod chunks;
mod crew;
mod executor;
mod handlers;
mod helpers;
mod parent;
mod pipe;
mod pool;
mod shared;
mod starts;
mod worker;

use crate::machine::{Machine, Step, ThreadId};
use crate::setup::Life;
use executor::Executor;
use model::Scenario;
use model::scenario::ProcessPool;
use pool::Pool;

#[derive(Clone, Debug)]
pub(crate) enum Processes {
    Executor(Executor),
    Pool(Pool),
}

impl Processes {
    /// `first` says whether the program starts processes for the first time, so that the resource tracker has
    /// to be started.
    pub(super) fn start(
        scenario: &Scenario,
        most_workers: usize,
        life: Life,
        first: bool,
        machine: &mut Machine,
    ) -> Self {
        let tracker = first && starts::needs_tracker(scenario);
        match scenario.pool {
            ProcessPool::Executor => {
                Self::Executor(Executor::start(scenario, most_workers, life, tracker, machine))
            }
            ProcessPool::Pool => Self::Pool(Pool::start(scenario, most_workers, life, tracker, machine)),
        }
    }

    pub(super) fn next(&mut self, machine: &mut Machine, thread: ThreadId) -> Option<Step> {
        match self {
            Self::Executor(executor) => executor.next(machine, thread),
            Self::Pool(pool) => pool.next(machine, thread),
        }
    }
}
