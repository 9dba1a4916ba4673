//! Stopping the world, on builds without a GIL: a garbage collection works alone
//! (Python/pystate.c `stop_the_world`, 3.13 and 3.14).
//!
//! ```text
//!   collector   |run  |w|collects         |run             w: waits until the others stand still
//!   computes    |run   |stands still·········|run          stops at its next poll point
//!   in C, held  |call       |stands still····|run          stops at the call's end: the collector waits for it
//!   waits       |wait for I/O         |still·|run          need not stop, but can't come back to Python
//! ```
//!
//! A thread is *attached* while it may touch objects: while it runs Python, or C that on other builds keeps the
//! GIL. The collector asks every attached thread to stop and sleeps until the last has; the others, being
//! detached, only can't attach meanwhile. A thread whose own collection comes due while another's is on stops
//! first and collects afterwards, as `_Py_HandlePending` looks at requests to stop before it looks at a collection
//! that is scheduled (Python/ceval_gil.c).
//!
//! Where we differ: a collection is one stop. CPython lets the world go on while finalizers run, and stops it a
//! second time, shortly, to see what they brought back to life (Python/gc_free_threading.c `gc_collect_internal`).

use super::{Look, Machine, Phase, Step, ThreadId};
use model::{Cause, Nanos, State, TaskId};

/// Who has stopped the world, and who stands still for it.
#[derive(Clone, Debug, Default)]
pub(super) struct World {
    /// Who asked it to stop, until it lets it go on.
    collector: Option<ThreadId>,
    /// How many others are attached still.
    moving: usize,
    /// Who stands still, in the order in which they came.
    parked: Vec<ThreadId>,
}

impl World {
    /// Whether `thread` is to stand still at its next poll point.
    pub(super) fn stops(&self, thread: ThreadId) -> bool {
        self.collector.is_some_and(|collector| collector != thread)
    }
}

impl Machine {
    /// Collects garbage for that long, alone: the step's first part, until all others stand still; then the step
    /// becomes the work itself.
    pub(super) fn stop_world(&mut self, thread: ThreadId, length: Nanos, task: TaskId) -> bool {
        if !self.take(thread, Some(task)) {
            return false;
        }
        if self.world.collector.is_none() {
            self.world.collector = Some(thread);
            let attached = self.attached_beside(thread);
            self.world.moving = attached.len();
            self.ask_to_stop(&attached);
            if let Some(first) = attached.first() {
                self.leave_core(thread, Phase::Stopping);
                let look = Look::of(State::WaitWorld, Cause::Stopping).with(task);
                self.show(thread, look, Some(self.threads[first.index()].lane));
                return false;
            }
        }
        self.give(thread, Step::collection(length, task));
        self.carry_on(thread)
    }

    /// The collector is done: all go on that stand still, as soon as they are awake.
    pub(super) fn start_world(&mut self, thread: ThreadId) {
        if self.world.collector != Some(thread) {
            return;
        }
        self.world.collector = None;
        for parked in std::mem::take(&mut self.world.parked) {
            self.threads[parked.index()].phase = Phase::Waking;
            self.queue.set(parked, self.now + self.costs.wake);
        }
    }

    /// A thread without a GIL comes to Python; false if it has to stand still first.
    pub(super) fn attach(&mut self, thread: ThreadId, task: Option<TaskId>) -> bool {
        if self.world.stops(thread) {
            self.park(thread, task);
            return false;
        }
        self.threads[thread.index()].holds = true;
        true
    }

    /// A thread without a GIL leaves Python, to wait or for C code.
    pub(super) fn detach(&mut self, thread: ThreadId) {
        let attached = std::mem::take(&mut self.threads[thread.index()].holds);
        let Some(collector) = self.world.collector.filter(|_| attached) else { return };
        self.world.moving -= 1;
        if self.world.moving == 0 {
            self.threads[collector.index()].phase = Phase::Waking;
            self.queue.set(collector, self.now + self.costs.wake);
        }
    }

    /// Stands still until the collector lets the world go on.
    pub(super) fn park(&mut self, thread: ThreadId, task: Option<TaskId>) {
        let Some(collector) = self.world.collector else { return };
        self.leave_core(thread, Phase::Parked);
        self.detach(thread);
        self.world.parked.push(thread);
        let look = Look { task, ..Look::of(State::WaitWorld, Cause::Collection) };
        self.show(thread, look, Some(self.threads[collector.index()].lane));
    }

    fn attached_beside(&self, collector: ThreadId) -> Vec<ThreadId> {
        let attached = |thread: &ThreadId| {
            let state = &self.threads[thread.index()];
            state.gil.is_none() && state.holds && *thread != collector
        };
        (0..self.threads.len() as u32).map(ThreadId).filter(attached).collect()
    }

    /// Those at work look at their next poll point; the others when they get there.
    fn ask_to_stop(&mut self, attached: &[ThreadId]) {
        for thread in attached {
            if self.threads[thread.index()].phase == Phase::Working {
                self.arm(*thread);
            }
        }
    }
}
