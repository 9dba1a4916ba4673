//! Who has a core: fair time slices when more threads can run than there are cores.
//!
//! After Linux's CFS (kernel/sched/fair.c): the thread that has run least goes next, one that slept does not
//! get all of its absence back, and one that wakes takes the core of a thread that has run clearly more.
//! Where we differ: one ready queue for all cores, as if load balancing were perfect and free.

use super::step::Polls;
use super::{Look, Machine, Phase, Step, ThreadId};
use crate::choices::{ChoiceKind, Choices};
use model::{Cause, Nanos, State};
use std::collections::{BTreeMap, VecDeque};

/// The threads that could run: least run first, then longest ready.
#[derive(Clone, Debug, Default)]
pub(super) struct Ready {
    /// By how much they have run; those that have run equally little in the order in which they came, since
    /// many do when many threads begin at once.
    threads: BTreeMap<u64, VecDeque<ThreadId>>,
    /// An emptied list, to be used again.
    spare: VecDeque<ThreadId>,
    /// How much the least run of the threads had run; never goes back.
    least: u64,
}

impl Ready {
    pub(super) const fn least(&self) -> u64 {
        self.least
    }

    pub(super) fn is_empty(&self) -> bool {
        self.threads.is_empty()
    }

    fn push(&mut self, thread: ThreadId, vruntime: u64) {
        let spare = &mut self.spare;
        self.threads.entry(vruntime).or_insert_with(|| std::mem::take(spare)).push_back(thread);
    }

    fn pop(&mut self, choices: &mut Choices) -> Option<ThreadId> {
        let mut first = self.threads.first_entry()?;
        let (vruntime, equals) = (*first.key(), first.get_mut());
        let pick = choices.pick(ChoiceKind::Ready, equals.len() as u32);
        let taken = equals.remove(pick as usize);
        if equals.is_empty() {
            self.spare = first.remove();
        }
        self.least = self.least.max(vruntime);
        taken
    }

    /// How much the first of them has run.
    fn first(&self) -> Option<u64> {
        self.threads.first_key_value().map(|(vruntime, _)| *vruntime)
    }
}

impl Machine {
    /// The thread could run: gives it a core if there is one for it.
    pub(super) fn make_ready(&mut self, thread: ThreadId) {
        let credit = self.costs.core_slice.0;
        self.catch_up();
        let state = &mut self.threads[thread.index()];
        state.vruntime = state.vruntime.max(self.ready.least.saturating_sub(credit));
        if self.running.len() < self.cores {
            return self.put_on_core(thread);
        }
        match self.victim(thread) {
            Some(victim) => {
                self.leave_core_ready(victim);
                self.put_on_core(thread);
            }
            None => self.enqueue(thread),
        }
    }

    /// The thread leaves its core to the next that is ready.
    pub(super) fn leave_core(&mut self, thread: ThreadId, phase: Phase) {
        self.vacate(thread, phase);
        self.dispatch();
    }

    /// The work of `thread` has come to its end, to a poll point or to the end of its slice.
    pub(super) fn on_work_event(&mut self, thread: ThreadId) {
        self.account(thread);
        let state = &self.threads[thread.index()];
        if state.left == Nanos::ZERO {
            self.threads[thread.index()].phase = Phase::OnCore;
            self.due.push_back(thread);
            self.repace();
        } else if self.must_drop(thread) {
            self.drop_by_force(thread);
        } else if self.now >= state.slice_end && !self.ready.is_empty() {
            self.leave_core_ready(thread);
            self.dispatch();
        } else {
            self.arm(thread);
        }
    }

    /// Sets the event of a thread that uses its core.
    pub(super) fn arm(&mut self, thread: ThreadId) {
        let state = &self.threads[thread.index()];
        let mut at = state.since + self.needed_for(thread, state.left);
        let state = &mut self.threads[thread.index()];
        if !self.ready.is_empty() {
            if state.slice_end < self.now {
                state.slice_end = self.now + self.costs.core_slice;
            }
            at = at.min(state.slice_end);
        }
        if let Some(poll) = self.next_poll(thread) {
            at = at.min(poll);
        }
        self.queue.set(thread, at);
    }

    /// Books the CPU time used until now.
    pub(super) fn account(&mut self, thread: ThreadId) {
        self.book_updates(thread);
        let used = self.now - self.threads[thread.index()].since;
        let got_done = self.got_done(thread, used);
        let state = &mut self.threads[thread.index()];
        // At the end of its work a slowed thread is there up to a nanosecond late.
        let got_done = got_done.min(state.left);
        state.since = self.now;
        state.done += got_done;
        state.left = state.left - got_done;
        state.vruntime += used.0;
        self.cpu_used += used;
        if matches!(state.step, Step::Work(work) if work.look.state.is_running()) {
            self.trace.demand(used - got_done);
        }
    }

    /// While threads run, the least run of them runs too: what sleeps meanwhile falls behind with it, no more.
    fn catch_up(&mut self) {
        let ready = self.ready.first();
        let running = self.running.iter().map(|thread| self.ran(*thread));
        if let Some(least) = running.chain(ready).min() {
            self.ready.least = self.ready.least.max(least);
        }
    }

    /// How much the thread has run until now, as the scheduler counts.
    fn ran(&self, thread: ThreadId) -> u64 {
        let state = &self.threads[thread.index()];
        match state.phase {
            Phase::Working => state.vruntime + (self.now - state.since).0,
            _ => state.vruntime,
        }
    }

    /// Among the threads at work the one that has run most, if clearly more than `thread`.
    fn victim(&self, thread: ThreadId) -> Option<ThreadId> {
        let at_work = |id: &&ThreadId| self.threads[id.index()].phase == Phase::Working;
        let most = self.running.iter().filter(at_work).copied().max_by_key(|id| self.ran(*id))?;
        let own = self.threads[thread.index()].vruntime;
        (own + self.costs.wake_granularity.0 < self.ran(most)).then_some(most)
    }

    pub(super) fn put_on_core(&mut self, thread: ThreadId) {
        let state = &mut self.threads[thread.index()];
        state.phase = Phase::OnCore;
        state.slice_end = self.now + self.costs.core_slice;
        self.running.push(thread);
        self.due.push_back(thread);
        self.repace();
    }

    /// The thread's core is taken from it, or given back, while it could go on.
    fn leave_core_ready(&mut self, thread: ThreadId) {
        self.account(thread);
        self.vacate(thread, Phase::Ready);
        self.enqueue(thread);
    }

    pub(super) fn vacate(&mut self, thread: ThreadId, phase: Phase) {
        let place = self.running.iter().position(|other| *other == thread);
        place.map(|place| self.running.remove(place));
        self.queue.clear(thread);
        self.threads[thread.index()].phase = phase;
        self.repace();
    }

    fn enqueue(&mut self, thread: ThreadId) {
        let first = self.ready.is_empty();
        let state = &mut self.threads[thread.index()];
        state.phase = Phase::Ready;
        self.ready.push(thread, state.vruntime);
        let task = self.task_of(thread);
        self.show(thread, Look { task, ..Look::of(State::WaitCore, Cause::Core) }, None);
        if first {
            self.share_cores();
        }
    }

    /// Somebody waits for a core now: slices end.
    fn share_cores(&mut self) {
        for index in 0..self.running.len() {
            let thread = self.running[index];
            if self.threads[thread.index()].phase == Phase::Working {
                self.arm(thread);
            }
        }
    }

    pub(super) fn dispatch(&mut self) {
        while self.running.len() < self.cores {
            let Some(thread) = self.ready.pop(&mut self.choices) else { return };
            self.put_on_core(thread);
        }
    }

    /// How much more of its work a thread that has got `done` of it has to do until it polls the eval breaker;
    /// only Python does that holds its GIL or is attached.
    pub(super) fn to_poll(&self, thread: ThreadId, done: u64) -> Option<u64> {
        let state = &self.threads[thread.index()];
        let Step::Work(work) = state.step else { return None };
        match work.polls {
            _ if !state.holds => None,
            Polls::Never => None,
            Polls::Loop => Some(done.next_multiple_of(self.costs.poll.0) - done),
            Polls::Body => self.count.as_ref().map(|count| count.to_poll(thread, done)),
        }
    }
}
