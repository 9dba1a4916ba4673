//! One span in words.

use crate::format::{duration, interval};
use crate::{SpanRef, legend};
use model::{Cause, Lane, LaneId, Nanos, Span, State, Trace};
use std::fmt;
use words::{blame, span};

/// What there is to say about a span.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpanText {
    /// The lane's name.
    pub lane: String,
    /// The state: `waits for the GIL`.
    pub state: &'static str,
    /// How long it lasted: `4.98 ms`.
    pub duration: String,
    /// From when to when: `10 to 14.98 ms`.
    pub interval: String,
    /// Why, and who is in the way.
    pub why: Option<String>,
    /// For which task: `task 3`, counted from 1.
    pub task: Option<String>,
}

/// The words for the span `at`; `moment` is the time pointed at, for which the GIL's holder is named.
/// All are empty for a span that is not there.
#[must_use]
pub fn describe(trace: &Trace, at: SpanRef, moment: Option<Nanos>) -> SpanText {
    let (Some(lane), Some(span)) = (trace.lanes().get(at.lane.index()), trace.span(at.lane, at.index)) else {
        return SpanText::default();
    };
    SpanText {
        lane: lane.name.clone(),
        state: state_words(lane, span.state),
        duration: duration(span.len()),
        interval: interval(span.start, span.end),
        why: why(trace, lane, &span, moment),
        task: span.task.map(|task| span::task(u64::from(task.0) + 1)),
    }
}

fn state_words(lane: &Lane, state: State) -> &'static str {
    match state {
        State::RunFree if lane.gil.is_some() => span::runs_c(),
        State::Start => span::starts(),
        State::Copy => span::copies(),
        state => match legend::words(state) {
            Some(words) => words,
            None => span::idle(),
        },
    }
}

fn why(trace: &Trace, lane: &Lane, span: &Span, moment: Option<Nanos>) -> Option<String> {
    match (span.state, lane.gil, moment) {
        (State::WaitGil, Some(gil), Some(moment)) => {
            let when = &duration(moment);
            Some(match trace.holder_at(gil, moment).and_then(|holder| name(trace, holder)) {
                Some(holder) => span::HoldsGil { holder, when }.say(),
                None => span::free_gil(when),
            })
        }
        (State::WaitLock, _, Some(moment)) => {
            let (lock, when) = (trace.locks.get(span.lock?.index())?, &duration(moment));
            Some(match trace.lock_holder_at(span.lock?, moment).and_then(|holder| name(trace, holder)) {
                Some(holder) => span::HoldsLock { holder, lock, when }.say(),
                None => span::FreeLock { lock, when }.say(),
            })
        }
        (State::WaitWorld, ..) => {
            let holder = name(trace, span.holder?)?;
            Some(match span.cause {
                Cause::Stopping => span::yet_to_stop(holder),
                _ => span::collects(holder),
            })
        }
        (State::WaitGil | State::WaitLock, ..) => {
            let holder = name(trace, span.holder?)?;
            let what = match span.lock.and_then(|lock| trace.locks.get(lock.index())) {
                Some(lock) => lock,
                None => blame::the_gil(),
            };
            Some(span::Held { holder, what }.say())
        }
        _ => cause_words(span.cause).map(str::to_owned),
    }
}

fn name(trace: &Trace, lane: LaneId) -> Option<&str> {
    trace.lanes().get(lane.index()).map(|lane| lane.name.as_str())
}

fn cause_words(cause: Cause) -> Option<&'static str> {
    Some(match cause {
        Cause::None => return None,
        Cause::Gil => span::gil(),
        Cause::Lock => span::lock(),
        Cause::Io => span::io(),
        Cause::Select => span::select(),
        Cause::Core => span::core(),
        Cause::ThreadStart => span::thread_start(),
        Cause::Queue => span::queue(),
        Cause::Join => span::join(),
        Cause::Spawn => span::spawn(),
        Cause::Boot => span::boot(),
        Cause::Pickle => span::pickle(),
        Cause::Unpickle => span::unpickle(),
        Cause::Transfer => span::transfer(),
        Cause::Collection => span::collection(),
        Cause::Stopping => span::stopping(),
    })
}

/// One sentence, for a live region.
impl fmt::Display for SpanText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = span::Said {
            lane: &self.lane,
            state: self.state,
            duration: &self.duration,
            interval: &self.interval,
            task: &self.task.as_deref().map(span::said_task).unwrap_or_default(),
            why: &self.why.as_deref().map(span::said_why).unwrap_or_default(),
        };
        f.write_str(&said.say())
    }
}
