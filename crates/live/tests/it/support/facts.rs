//! What can be said of a trace whoever made it, without looking at how long anything took.

use model::trace::InstantKind;
use model::{LaneId, Nanos, Span, State, TaskId, Trace};
use std::collections::BTreeMap;

/// All spans with their lanes, in order of their starts.
pub(crate) fn spans(trace: &Trace) -> Vec<(LaneId, Span)> {
    let lanes = trace.lane_ids().map(|(lane, _)| lane);
    let mut spans: Vec<_> = lanes.flat_map(|lane| trace.spans(lane).map(move |span| (lane, span))).collect();
    spans.sort_by_key(|(lane, span)| (span.start, *lane));
    spans
}

/// How often something happened.
pub(crate) fn count(trace: &Trace, kind: InstantKind) -> usize {
    trace.instants().filter(|(_, _, instant)| *instant == kind).count()
}

/// The tasks in the order of their first steps.
pub(crate) fn begun(trace: &Trace) -> Vec<TaskId> {
    let mut begun = Vec::new();
    for (_, span) in spans(trace) {
        if let Some(task) = span.task.filter(|_| span.state.is_running())
            && !begun.contains(&task)
        {
            begun.push(task);
        }
    }
    begun
}

/// The tasks in the order of their last steps.
pub(crate) fn ended(trace: &Trace) -> Vec<TaskId> {
    let mut ended: Vec<_> = last_spans(trace).into_iter().map(|(task, end)| (end, task)).collect();
    ended.sort();
    ended.into_iter().map(|(_, task)| task).collect()
}

/// When the last step of each task ended.
pub(crate) fn last_spans(trace: &Trace) -> BTreeMap<TaskId, Nanos> {
    let mut last = BTreeMap::<TaskId, Nanos>::new();
    for (_, span) in spans(trace) {
        if let Some(task) = span.task {
            let end = last.entry(task).or_default();
            *end = span.end.max(*end);
        }
    }
    last
}

/// The most lanes that were in a state that `counts` at the same time.
pub(crate) fn most_at_once(trace: &Trace, counts: impl Fn(State) -> bool) -> i32 {
    let spans = spans(trace);
    let mut edges: Vec<_> = spans
        .iter()
        .filter(|(_, span)| counts(span.state))
        .flat_map(|(_, span)| [(span.start, 1), (span.end, -1)])
        .collect();
    edges.sort();
    let mut now = 0;
    edges.into_iter().map(|(_, change)| (now += change, now).1).max().unwrap_or(0)
}

/// The tasks numbered from 0.
pub(crate) fn all(tasks: u32) -> Vec<TaskId> {
    (0..tasks).map(TaskId).collect()
}
