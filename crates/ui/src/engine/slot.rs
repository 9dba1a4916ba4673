//! One question of a kind at a time, and of those that come up meanwhile only the newest.

use model::RequestId;

/// What is asked, and what is to be asked next.
#[derive(Debug)]
pub(super) struct Slot<T> {
    flying: Option<(RequestId, T)>,
    waiting: Option<T>,
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self { flying: None, waiting: None }
    }
}

impl<T: Clone + PartialEq> Slot<T> {
    /// Wants `question` asked, unless it is already being asked with no other one waiting.
    pub(super) fn want(&mut self, question: T) {
        let asking = self.flying.as_ref().is_some_and(|(_, flying)| *flying == question);
        self.waiting = (!asking).then_some(question);
    }

    /// The newest question that was wanted.
    pub(super) fn newest(&self) -> Option<&T> {
        self.waiting.as_ref().or(self.flying.as_ref().map(|(_, question)| question))
    }

    /// Whether nothing is asked or waits.
    pub(super) const fn is_empty(&self) -> bool {
        self.flying.is_none() && self.waiting.is_none()
    }

    /// The next question to send, if it can be sent now; it then counts as asked under `id`.
    pub(super) fn next(&mut self, id: RequestId) -> Option<&T> {
        if self.flying.is_some() {
            return None;
        }
        let question = self.waiting.take()?;
        Some(&self.flying.insert((id, question)).1)
    }

    /// What was asked under `id`; it is answered now.
    pub(super) fn answered(&mut self, id: RequestId) -> Option<T> {
        let (_, question) = self.flying.take_if(|(flying, _)| *flying == id)?;
        Some(question)
    }

    /// The worker is gone: what was asked will not be answered. `again` keeps it for the next worker, unless a newer
    /// question waits.
    pub(super) fn forget(&mut self, again: bool) {
        let flying = self.flying.take().map(|(_, question)| question);
        self.waiting = if again { self.waiting.take().or(flying) } else { None };
    }
}
