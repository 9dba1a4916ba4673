//! One span in words.

use crate::format::{duration, interval};
use crate::{SpanRef, legend};
use model::{Cause, Lane, LaneId, Nanos, Span, State, Trace};
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
        task: span.task.map(|task| format!("task {}", u64::from(task.0) + 1)),
    }
}

const fn state_words(lane: &Lane, state: State) -> &'static str {
    match state {
        State::RunFree if lane.gil.is_some() => "runs C code that let the GIL go",
        State::Start => "starts up",
        State::Copy => "copies data",
        state => match legend::words(state) {
            Some(words) => words,
            None => "is idle",
        },
    }
}

fn why(trace: &Trace, lane: &Lane, span: &Span, moment: Option<Nanos>) -> Option<String> {
    match (span.state, lane.gil, moment) {
        (State::WaitGil, Some(gil), Some(moment)) => {
            let when = duration(moment);
            Some(match trace.holder_at(gil, moment).and_then(|holder| name(trace, holder)) {
                Some(holder) => format!("{holder} holds the GIL at {when}"),
                None => format!("the GIL is free at {when}, about to be taken"),
            })
        }
        (State::WaitLock, _, Some(moment)) => {
            let (lock, when) = (trace.locks.get(span.lock?.index())?, duration(moment));
            Some(match trace.lock_holder_at(span.lock?, moment).and_then(|holder| name(trace, holder)) {
                Some(holder) => format!("{holder} holds {lock} at {when}"),
                None => format!("{lock} is free at {when}, about to be taken"),
            })
        }
        (State::WaitWorld, ..) => {
            let holder = name(trace, span.holder?)?;
            Some(match span.cause {
                Cause::Stopping => format!("{holder} has yet to come to a point where it can stop"),
                _ => format!("{holder} collects garbage and has stopped the world"),
            })
        }
        (State::WaitGil | State::WaitLock, ..) => {
            let holder = name(trace, span.holder?)?;
            let what = match span.lock.and_then(|lock| trace.locks.get(lock.index())) {
                Some(lock) => lock,
                None => "the GIL",
            };
            Some(format!("{holder} held {what} when the wait began"))
        }
        _ => cause_words(span.cause).map(str::to_owned),
    }
}

fn name(trace: &Trace, lane: LaneId) -> Option<&str> {
    trace.lanes().get(lane.index()).map(|lane| lane.name.as_str())
}

const fn cause_words(cause: Cause) -> Option<&'static str> {
    Some(match cause {
        Cause::None => return None,
        Cause::Gil => "another thread holds the GIL",
        Cause::Lock => "another thread holds the lock",
        Cause::Io => "the task's own wait for I/O",
        Cause::Select => "the event loop has nothing to run until a timer or a socket is ready",
        Cause::Core => "every core is taken",
        Cause::ThreadStart => "a new thread has to give its first sign of life",
        Cause::Queue => "there is no task to take",
        Cause::Join => "the others must finish first",
        Cause::Spawn => "the operating system makes it",
        Cause::Boot => "the interpreter boots and imports",
        Cause::Pickle => "arguments or results are pickled",
        Cause::Unpickle => "arguments or results are unpickled",
        Cause::Transfer => "bytes go from one to the other",
        Cause::Collection => "it collects garbage",
        Cause::Stopping => "the other threads have to stop first",
    })
}

/// One sentence, for a live region.
impl fmt::Display for SpanText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}, from {}", self.lane, self.state, self.duration, self.interval)?;
        if let Some(task) = &self.task {
            write!(f, ", {task}")?;
        }
        if let Some(why) = &self.why {
            write!(f, "; {why}")?;
        }
        f.write_str(".")
    }
}
