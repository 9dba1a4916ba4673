//! The six ways to run a job, one file each: every one decides what its threads do next.

mod event_loop;
mod free_threaded;
mod interpreters;
mod pool;
mod processes;
mod results;
mod sequential;
mod threads;

use crate::machine::{Machine, Step, ThreadId};
use event_loop::EventLoop;
use model::{Runtime, Scenario};
use pool::Pool;
use processes::Processes;
use sequential::Sequential;

/// A runtime at work.
#[derive(Clone, Debug)]
pub(crate) enum Running {
    Sequential(Sequential),
    Pool(Pool),
    EventLoop(EventLoop),
    Processes(Processes),
}

impl Running {
    /// Sets the runtime up on `machine`.
    pub(crate) fn start(scenario: &Scenario, runtime: Runtime, machine: &mut Machine) -> Self {
        match runtime {
            Runtime::Sequential => Self::Sequential(Sequential::start(scenario, machine)),
            Runtime::Threads => Self::Pool(threads::start(scenario, machine)),
            Runtime::Asyncio => Self::EventLoop(EventLoop::start(scenario, machine)),
            Runtime::Processes => Self::Processes(Processes::start(scenario, machine)),
            Runtime::Interpreters => Self::Pool(interpreters::start(scenario, machine)),
            Runtime::FreeThreads => Self::Pool(free_threaded::start(scenario, machine)),
        }
    }

    /// What `thread`, on a core and with its last step over, does next; `None` once the job is done.
    pub(crate) fn next(&mut self, machine: &mut Machine, thread: ThreadId) -> Option<Step> {
        match self {
            Self::Sequential(sequential) => sequential.next(machine, thread),
            Self::Pool(pool) => pool.next(machine, thread),
            Self::EventLoop(event_loop) => event_loop.next(machine, thread),
            Self::Processes(processes) => processes.next(machine, thread),
        }
    }
}
