//! `Thread.start`, the starter's side and the new thread's (Lib/threading.py: `start`, `_bootstrap_inner`).
//!
//! ```text
//!   starter  |create   |on to wait|blocked                     |waits for its GIL |returns
//!   newcomer           |..arrives..|waits for its GIL |boot|says so|runs on
//! ```
//!
//! `start` returns when the new thread has said that it runs: that needs the newcomer's GIL once, and then the
//! starter must win its own back. The newcomer is on its way while its starter still works. If they share a
//! GIL, it comes to one that is held, and competes for it with all other threads like any waiter (that both
//! compete is what start times beside busy threads show). If they don't, nothing holds it up.

use crate::costs::Costs;
use crate::machine::{Look, Machine, Step, ThreadId};
use model::{Cause, Nanos, State};

/// The starts of one starter, one after another.
#[derive(Clone, Debug)]
pub(super) struct Start {
    starter: ThreadId,
    stage: Stage,
}

/// What the starter does next.
#[derive(Clone, Copy, Debug)]
enum Stage {
    Create,
    Add,
    Await,
    /// The new thread said that it runs.
    Said,
}

/// What has to be done for the starter to get on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// It takes this step.
    Step(Step),
    /// The new thread is there: the caller adds it to the machine and asks again.
    Add,
    /// `start` has returned.
    Returned,
}

impl Start {
    pub(super) const fn new(starter: ThreadId) -> Self {
        Self { starter, stage: Stage::Create }
    }

    /// How the start goes on, in the starter; after [`Next::Returned`] comes the next thread's.
    pub(super) fn next(&mut self, costs: &Costs) -> Next {
        match self.stage {
            Stage::Create => {
                self.stage = Stage::Add;
                Next::Step(creating(costs.thread_create.saturating_sub(costs.wake)))
            }
            Stage::Add => Next::Add,
            Stage::Await => Next::Step(Step::Block(Look::of(State::Start, Cause::ThreadStart))),
            Stage::Said => {
                self.stage = Stage::Create;
                Next::Returned
            }
        }
    }

    /// The starter, with the thread added: the rest of its work takes as long as the newcomer's way.
    pub(super) fn added(&mut self, costs: &Costs) -> Step {
        self.stage = Stage::Await;
        creating(costs.wake.min(costs.thread_create))
    }

    /// The new thread's first step, up to where it can say that it runs.
    pub(super) const fn boot(costs: &Costs) -> Step {
        Step::held(costs.thread_boot, Look::of(State::Start, Cause::ThreadStart))
    }

    /// The new thread has booted: lets the starter go on.
    pub(super) fn say(&mut self, machine: &mut Machine) {
        self.stage = Stage::Said;
        machine.wake(self.starter);
    }
}

/// A part of `start` in the starter.
const fn creating(cpu: Nanos) -> Step {
    Step::held(cpu, Look::of(State::Start, Cause::Spawn))
}
