//! The ways to run a job, one file each: every one decides what its threads do next.

mod children;
mod convoy;
mod event_loop;
mod free_threaded;
mod interpreters;
mod pool;
mod process_each;
mod processes;
mod results;
mod sequential;
mod standing;
mod start;
mod thread_each;
mod threads;
mod to_thread;

use crate::asyncio::Script;
use crate::machine::{Machine, Step, ThreadId};
use crate::setup::{Form, Life};
use children::Children;
use convoy::Convoy;
use event_loop::EventLoop;
use model::scenario::Awaiting;
use model::{Runtime, Scenario};
use pool::Pool;
use process_each::ProcessEach;
use processes::Processes;
use sequential::Sequential;
use standing::Standing;
use std::sync::Arc;
use thread_each::ThreadEach;

/// A runtime at work.
#[derive(Clone, Debug)]
pub(crate) enum Running {
    Sequential(Sequential),
    Pool(Pool),
    EventLoop(EventLoop),
    Processes(Box<Processes>),
    ThreadEach(ThreadEach),
    ProcessEach(ProcessEach),
    Convoy(Convoy),
    Standing(Standing),
    Children(Box<Children>),
}

impl Running {
    /// Sets the runtime up on `machine`.
    pub(crate) fn start(scenario: &Scenario, form: Form, machine: &mut Machine) -> Self {
        match form {
            Form::Usual(runtime) => Self::usual(scenario, runtime, machine),
            Form::Standing(runtime) => Self::standing(scenario, runtime, machine),
            Form::ThreadEach => Self::ThreadEach(ThreadEach::start(scenario, machine)),
            Form::ProcessEach => Self::ProcessEach(ProcessEach::start(scenario, machine)),
            Form::ToThread => Self::Pool(to_thread::start(scenario, machine)),
            Form::Convoy { cpu_threads, call, window } => {
                Self::Convoy(Convoy::start(scenario, (cpu_threads, call, window), machine))
            }
            Form::ProcessPool { workers, life } => {
                Self::Processes(Box::new(Processes::start(scenario, workers.into(), life, false, machine)))
            }
        }
    }

    /// Sets an event loop up that runs a script.
    pub(crate) fn script(script: &Arc<Script>, scenario: &Scenario, machine: &mut Machine) -> Self {
        Self::EventLoop(EventLoop::of_script(script, scenario, machine))
    }

    /// What a script's coroutines logged, in order.
    pub(crate) fn log(&self) -> &[String] {
        match self {
            Self::EventLoop(event_loop) => event_loop.log(),
            _ => &[],
        }
    }

    fn usual(scenario: &Scenario, runtime: Runtime, machine: &mut Machine) -> Self {
        match runtime {
            Runtime::Sequential => Self::Sequential(Sequential::start(scenario, machine)),
            Runtime::Threads => Self::Pool(threads::start(scenario, machine)),
            Runtime::Asyncio if scenario.awaiting == Awaiting::Thread => {
                Self::Pool(to_thread::start(scenario, machine))
            }
            Runtime::Asyncio => Self::EventLoop(EventLoop::start(scenario, machine)),
            Runtime::Processes => {
                let workers = scenario.workers_for(runtime) as usize;
                Self::Processes(Box::new(Processes::start(
                    scenario,
                    workers,
                    Life::UntilResults,
                    true,
                    machine,
                )))
            }
            Runtime::Interpreters => Self::Pool(interpreters::start(scenario, machine)),
            Runtime::FreeThreads => Self::Pool(free_threaded::start(scenario, machine)),
        }
    }

    /// Of a runtime that has one thread, that is there beforehand anyhow.
    fn standing(scenario: &Scenario, runtime: Runtime, machine: &mut Machine) -> Self {
        match runtime {
            Runtime::Sequential | Runtime::Asyncio => Self::usual(scenario, runtime, machine),
            Runtime::Processes | Runtime::Interpreters => {
                Self::Children(Box::new(Children::start(scenario, runtime, machine)))
            }
            Runtime::Threads | Runtime::FreeThreads => {
                Self::Standing(Standing::start(scenario, runtime, machine))
            }
        }
    }

    /// What `thread`, on a core and with its last step over, does next; `None` once the job is done.
    pub(crate) fn next(&mut self, machine: &mut Machine, thread: ThreadId) -> Option<Step> {
        match self {
            Self::Sequential(sequential) => sequential.next(machine, thread),
            Self::Pool(pool) => pool.next(machine, thread),
            Self::EventLoop(event_loop) => event_loop.next(machine, thread),
            Self::Processes(processes) => processes.next(machine, thread),
            Self::ThreadEach(threads) => threads.next(machine, thread),
            Self::ProcessEach(processes) => processes.next(machine, thread),
            Self::Convoy(convoy) => convoy.next(machine, thread),
            Self::Standing(standing) => standing.next(machine, thread),
            Self::Children(children) => children.next(machine, thread),
        }
    }
}
