//! The GIL, as CPython 3.12 to 3.14 has it (Python/ceval_gil.c: take_gil, drop_gil).
//!
//! A waiter waits at most one switch interval. If it times out and the GIL did not change hands meanwhile, it
//! asks the holder to drop it. The holder sees that at its next poll point, drops the GIL, and waits until
//! another thread has taken it ("forced switching"): so it does for any release under a request, also for
//! one to wait for I/O. A release that nobody asked for hands nothing over: whoever comes first takes the
//! GIL, often the releaser itself, while the waiter it signalled is still waking up.
//!
//! Asking and timing out take no core here: the few microseconds they cost are part of the lateness measured.

use super::{Look, Machine, Phase, ThreadId};
use crate::choices::ChoiceKind;
use crate::costs::DropRequest;
use model::scenario::Waking;
use model::trace::InstantKind;
use model::{Cause, GilId, LaneId, Nanos, State, TaskId};
use std::collections::VecDeque;

#[derive(Clone, Debug, Default)]
pub(super) struct Gil {
    pub(super) holder: Option<ThreadId>,
    pub(super) last_holder: Option<ThreadId>,
    /// Counts the times it went to a thread other than the last holder.
    switch_number: u64,
    /// The threads in the timed wait, the one whose wait began last at the end.
    pub(super) waiters: VecDeque<ThreadId>,
    /// The thread signalled last, until it takes the GIL.
    pub(super) heir: Option<ThreadId>,
    /// Who was asked to drop it.
    request: Option<ThreadId>,
    /// Who was forced out and waits for another to take it.
    forced: Option<ThreadId>,
}

impl Gil {
    /// The wait of `thread` is over. It is found soon, among those that have waited longest: they move up on the
    /// way.
    pub(super) fn forget(&mut self, thread: ThreadId) {
        debug_assert!(self.waiters.contains(&thread), "{thread:?} does not wait");
        let mut passed = thread;
        for waiter in &mut self.waiters {
            std::mem::swap(&mut passed, waiter);
            if passed == thread {
                break;
            }
        }
        self.waiters.pop_front();
    }
}

impl Machine {
    /// Takes the thread's GIL if it needs one; false if it has to wait for it.
    pub(super) fn take(&mut self, thread: ThreadId, task: Option<TaskId>) -> bool {
        let state = &self.threads[thread.index()];
        let Some(id) = state.gil else { return self.attach(thread, task) };
        if state.holds {
            return true;
        }
        if self.gils[id.index()].holder.is_some() {
            self.leave_core(thread, Phase::GilWait);
            self.show_gil_wait(thread, id, task);
            self.wait_for_gil(thread, id);
            return false;
        }
        self.threads[thread.index()].holds = true;
        let personal = self.costs.drop_request == DropRequest::OfTheHolder;
        let gil = &mut self.gils[id.index()];
        gil.holder = Some(thread);
        if gil.last_holder != Some(thread) {
            gil.last_holder = Some(thread);
            gil.switch_number += 1;
        }
        if gil.heir == Some(thread) {
            gil.heir = None;
        }
        // Up to 3.12 there is one flag, and taking the GIL clears it whoever set it for whom.
        if !personal || gil.request == Some(thread) {
            gil.request = None;
        }
        if let Some(forced) = gil.forced.take() {
            self.threads[forced.index()].phase = Phase::Waking;
            self.queue.set(forced, self.now + self.costs.wake);
        }
        true
    }

    /// Gives the GIL up, if the thread holds it, to wait or to run without; false if the thread must first see
    /// another take it.
    pub(super) fn release(&mut self, thread: ThreadId) -> bool {
        let state = &self.threads[thread.index()];
        let Some(id) = state.gil else {
            self.detach(thread);
            return true;
        };
        if !state.holds {
            return true;
        }
        self.mark(thread, InstantKind::VoluntaryDrop);
        let asked = self.is_asked(thread);
        self.drop_gil(thread, id);
        if asked {
            self.await_switch(thread, id);
        }
        !asked
    }

    /// A thread at a poll point that was asked to drop the GIL does; one that was asked to stand still does that.
    pub(super) fn drop_by_force(&mut self, thread: ThreadId) {
        let Some(id) = self.threads[thread.index()].gil else {
            return self.park(thread, self.task_of(thread));
        };
        self.mark(thread, InstantKind::ForcedDrop);
        self.drop_gil(thread, id);
        self.await_switch(thread, id);
    }

    /// Whether the thread, with its time booked up to now, is at a poll point and asked to drop the GIL or to stand
    /// still.
    pub(super) fn must_drop(&self, thread: ThreadId) -> bool {
        self.next_poll(thread) == Some(self.now)
    }

    /// When a working thread that was asked to drop the GIL or to stand still next looks.
    pub(super) fn next_poll(&self, thread: ThreadId) -> Option<Nanos> {
        if !self.is_asked(thread) {
            return None;
        }
        let state = &self.threads[thread.index()];
        let done = state.done.0 + self.got_done(thread, self.now - state.since).0;
        let ahead = self.to_poll(thread, done)?;
        Some(self.now + self.needed_for(thread, Nanos(ahead)))
    }

    /// The timed wait is over: asks for the GIL, unless it is free or changed hands meanwhile.
    pub(super) fn on_gil_timeout(&mut self, thread: ThreadId) {
        if self.ticks() {
            return self.on_tick(thread);
        }
        let state = &self.threads[thread.index()];
        let (Some(id), saw) = (state.gil, state.saw_switch) else { return };
        let gil = &mut self.gils[id.index()];
        gil.forget(thread);
        let Some(holder) = gil.holder else { return self.make_ready(thread) };
        if gil.switch_number == saw && gil.request.is_none() {
            gil.request = Some(holder);
            self.mark(thread, InstantKind::DropRequest);
            if self.threads[holder.index()].phase == Phase::Working {
                self.arm(holder);
            }
        }
        self.wait_for_gil(thread, id);
    }

    fn wait_for_gil(&mut self, thread: ThreadId, id: GilId) {
        if self.ticks() {
            return self.await_tick(thread, id);
        }
        let until = self.now + self.interval + self.lateness(self.costs.gil_late, self.interval);
        let gil = &mut self.gils[id.index()];
        gil.waiters.push_back(thread);
        let state = &mut self.threads[thread.index()];
        state.phase = Phase::GilWait;
        state.saw_switch = gil.switch_number;
        self.queue.set(thread, until);
    }

    fn drop_gil(&mut self, thread: ThreadId, id: GilId) {
        self.threads[thread.index()].holds = false;
        let gil = &mut self.gils[id.index()];
        gil.holder = None;
        gil.last_holder = Some(thread);
        let waiters = gil.waiters.len();
        let pick = match self.waking {
            Waking::Random => self.choices.pick(ChoiceKind::Waiter, waiters as u32) as usize,
            Waking::First => 0,
            Waking::Last => waiters.saturating_sub(1),
        };
        if let Some(woken) = gil.waiters.remove(pick) {
            gil.heir = Some(woken);
            self.threads[woken.index()].phase = Phase::Waking;
            self.queue.set(woken, self.now + self.costs.wake);
        }
    }

    /// Forced switching: sleeps until another thread has taken the GIL.
    fn await_switch(&mut self, thread: ThreadId, id: GilId) {
        let gil = &mut self.gils[id.index()];
        gil.request = None;
        gil.forced = Some(thread);
        let task = self.task_of(thread);
        self.leave_core(thread, Phase::GilSwitch);
        self.show_gil_wait(thread, id, task);
    }

    fn is_asked(&self, thread: ThreadId) -> bool {
        let Some(id) = self.threads[thread.index()].gil else { return self.world.stops(thread) };
        match self.costs.drop_request {
            DropRequest::Never => false,
            DropRequest::OfTheInterpreter => self.gils[id.index()].request.is_some(),
            DropRequest::OfTheHolder => self.gils[id.index()].request == Some(thread),
        }
    }

    /// One wait is one span, however often it is renewed: it names who held the GIL when it began.
    pub(super) fn show_gil_wait(&mut self, thread: ThreadId, id: GilId, task: Option<TaskId>) {
        if self.trace.state(self.threads[thread.index()].lane) == Some(State::WaitGil) {
            return;
        }
        let gil = &self.gils[id.index()];
        let holder: Option<LaneId> = gil.holder.or(gil.heir).map(|other| self.threads[other.index()].lane);
        self.show(thread, Look { task, ..Look::of(State::WaitGil, Cause::Gil) }, holder);
    }
}
