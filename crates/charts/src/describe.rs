//! One span in words.

use crate::SpanRef;
use model::{Nanos, Trace};
use std::fmt;

/// What there is to say about a span.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpanText {
    /// The lane's name.
    pub lane: String,
    /// The state: `waits for the GIL`.
    pub state: &'static str,
    /// How long it lasted: `4.98 ms`.
    pub duration: String,
    /// From when to when: `10 ms to 14.98 ms`.
    pub interval: String,
    /// Why, and who is in the way.
    pub why: Option<String>,
    /// For which task: `task 3`, counted from 1.
    pub task: Option<String>,
}

/// The words for the span `at`; `moment` is the time pointed at, for which the GIL's holder is named.
#[must_use]
pub fn describe(_trace: &Trace, _at: SpanRef, _moment: Option<Nanos>) -> SpanText {
    SpanText::default()
}

/// One sentence, for a live region.
impl fmt::Display for SpanText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} for {}, {}", self.lane, self.state, self.duration, self.interval)
    }
}
