//! Work that nothing can interrupt, done at once: most of an event loop's, and of any thread that runs alone.
//!
//! Such work would set its event and be the next to happen. Leaving the queue out changes no time and no
//! span, and is worth half of the cost of an event.

use super::step::Hold;
use super::{Machine, Step, ThreadId};
use model::Nanos;

impl Machine {
    /// Carries the step just given to a thread on a core out, if it is work and no event can come before its
    /// end; false if nothing was done.
    pub(crate) fn run_through(&mut self, thread: ThreadId) -> bool {
        let state = &self.threads[thread.index()];
        let Step::Work(work) = state.step else { return false };
        let end = self.now + state.left;
        let holds = work.gil == Hold::Held && state.holds;
        let undisturbed = self.pace.is_none()
            && self.ready.is_empty()
            && self.due.is_empty()
            && self.queue.first().is_none_or(|next| next > end);
        if !holds || !undisturbed || state.left == Nanos::ZERO || self.next_poll(thread).is_some() {
            return false;
        }
        self.show(thread, work.look, None);
        self.threads[thread.index()].since = self.now;
        self.now = end;
        self.account(thread);
        true
    }
}
