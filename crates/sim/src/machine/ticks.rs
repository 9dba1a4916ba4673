//! The GIL of Python 2.7 (Python/ceval.c: `_Py_Ticker`; Python/thread_pthread.h: a semaphore).
//!
//! Every 100 ticks, which are most instructions, the holder releases the GIL and takes it again at once. No
//! waiter has a time-out, nobody asks for anything, and nothing is handed over: the release wakes a waiter, and
//! that one is on its way to a core for tens of microseconds, while the holder has the GIL back in less than
//! one. So the waiter nearly always comes in vain and sleeps again ("the GIL battle", David Beazley, 2010):
//!
//! ```text
//!   holder   ··|··|··|··|··|··|··|··|··|··    | releases and retakes
//!   waiter     \__wakes__x  \__wakes__x       x the GIL is held again
//! ```
//!
//! It gets the GIL if it comes just between a release and the retaking: one time of [`TRIES`]. Where no core is
//! idle, the system runs the woken waiter instead of the holder, right at the release, once the holder has had
//! its slice of the core.
//!
//! Where we differ: the ticker is the thread's own here, not the process's; what the vain wake-ups cost, which
//! makes two threads on two cores slower than one after the other, takes no CPU time.

use super::{Machine, Phase, ThreadId};
use crate::choices::ChoiceKind;
use crate::costs::DropRequest;
use model::trace::InstantKind;
use model::{GilId, Nanos};

/// How often a waiter that wakes on an idle core finds the GIL free: one time in so many. With 2.7.18 on two
/// cores, two threads slept 1,780 times for 590 hand-overs (crates/sim/data/README.md, "Python 2.7").
const TRIES: u32 = 3;

impl Machine {
    /// Whether the GIL is let go by ticks.
    pub(super) const fn ticks(&self) -> bool {
        matches!(self.costs.drop_request, DropRequest::Never)
    }

    /// A thread waits for a GIL that is held: sets when it next comes to try.
    pub(super) fn await_tick(&mut self, thread: ThreadId, id: GilId) {
        let at = self.next_try(id);
        let gil = &mut self.gils[id.index()];
        gil.waiters.push_back(thread);
        self.threads[thread.index()].phase = Phase::GilWait;
        self.queue.set(thread, at);
    }

    /// A waiter was woken and comes to try.
    pub(super) fn on_tick(&mut self, thread: ThreadId) {
        let Some(id) = self.threads[thread.index()].gil else { return };
        let gil = &mut self.gils[id.index()];
        gil.forget(thread);
        match (gil.holder, gil.heir) {
            (None, None) => self.make_ready(thread),
            (Some(holder), _) if self.lets_in(holder) => self.hand_over(holder, thread, id),
            _ => self.await_tick(thread, id),
        }
    }

    /// Whether the holder is between a release and the retaking, and the waiter runs just then.
    fn lets_in(&mut self, holder: ThreadId) -> bool {
        if self.next_check(holder, self.now) != Some(self.now) {
            return false;
        }
        if self.running.len() < self.cores {
            return self.choices.pick(ChoiceKind::Window, TRIES) == 0;
        }
        self.now >= self.threads[holder.index()].slice_end
    }

    /// The waiter takes the place of the holder, which finds the GIL gone.
    fn hand_over(&mut self, holder: ThreadId, waiter: ThreadId, id: GilId) {
        self.account(holder);
        self.mark(holder, InstantKind::VoluntaryDrop);
        self.threads[holder.index()].holds = false;
        let gil = &mut self.gils[id.index()];
        (gil.holder, gil.last_holder, gil.heir) = (None, Some(holder), Some(waiter));
        let task = self.task_of(holder);
        self.vacate(holder, Phase::GilWait);
        self.show_gil_wait(holder, id, task);
        self.put_on_core(waiter);
        self.dispatch();
        self.await_tick(holder, id);
    }

    /// When a waiter that goes to sleep now comes to try: it is woken at the holder's next release, and finds the
    /// GIL free at a later one if ever.
    fn next_try(&mut self, id: GilId) -> Nanos {
        let coming = self.costs.wake + Nanos::micros(self.choices.pick(ChoiceKind::Lateness, 21).into());
        let Some(holder) = self.gils[id.index()].holder else { return self.now + coming };
        let slice_end = self.threads[holder.index()].slice_end;
        let woken = self.next_check(holder, self.now + Nanos(1)).unwrap_or(self.now);
        let from = if self.running.len() < self.cores { woken + coming } else { woken.max(slice_end) };
        self.next_check(holder, from).unwrap_or(self.now + coming)
    }

    /// The first moment from `from` on when the thread releases the GIL for a tick, if it goes on as it does.
    fn next_check(&self, thread: ThreadId, from: Nanos) -> Option<Nanos> {
        let state = &self.threads[thread.index()];
        if state.phase != Phase::Working {
            return None;
        }
        let done = state.done.0 + self.got_done(thread, from - state.since).0;
        let ahead = self.to_poll(thread, done)?;
        let left = (state.done + state.left).0;
        (done + ahead < left).then(|| from + self.needed_for(thread, Nanos(ahead)))
    }
}
