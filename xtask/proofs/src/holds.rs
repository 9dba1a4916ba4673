//! Who held which GIL, from when to when: spans put together, so that a thread that only changes its state goes on
//! holding.

use model::trace::InstantKind;
use model::{GilId, LaneId, Nanos, Trace};

/// A GIL in the hands of a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hold {
    pub(crate) gil: GilId,
    pub(crate) start: Nanos,
    pub(crate) end: Nanos,
    pub(crate) lane: LaneId,
}

/// All holds, by GIL, then in time order.
pub(crate) fn holds(trace: &Trace) -> Vec<Hold> {
    let mut holds: Vec<Hold> = Vec::new();
    for (lane, shown) in trace.lane_ids() {
        let Some(gil) = shown.gil else { continue };
        let mut open: Option<Hold> = None;
        for span in trace.spans(lane).filter(|span| span.holds_gil) {
            match &mut open {
                Some(hold) if hold.end == span.start => hold.end = span.end,
                _ => holds.extend(open.replace(Hold { gil, start: span.start, end: span.end, lane })),
            }
        }
        holds.extend(open);
    }
    holds.sort_unstable();
    holds
}

/// The moments of that kind: when and on which lane.
pub(crate) fn moments(trace: &Trace, kind: InstantKind) -> impl Iterator<Item = (Nanos, LaneId)> + '_ {
    trace.instants().filter(move |(_, _, other)| *other == kind).map(|(at, lane, _)| (at, lane))
}

/// How often a lane's GIL was given up, and when.
pub(crate) fn drops(trace: &Trace) -> impl Iterator<Item = (Nanos, LaneId)> + '_ {
    let kinds = [InstantKind::ForcedDrop, InstantKind::VoluntaryDrop];
    trace.instants().filter(move |(_, _, kind)| kinds.contains(kind)).map(|(at, lane, _)| (at, lane))
}
