//! Who holds a GIL, for how long, and who comes next: rules 1, 2, 3 and 6.

use super::case;
use crate::Run;
use crate::holds::{Hold, drops, holds, moments};
use model::trace::InstantKind::{DropRequest, ForcedDrop, VoluntaryDrop};
use model::{GilId, LaneId, Metrics, Nanos, State, Trace};
use std::collections::{BTreeMap, BTreeSet};

/// Nobody takes a GIL before the last holder has given it up.
pub(super) fn one_holder(run: &Run) -> Result<u64, String> {
    let holds = holds(&run.trace);
    for pair in pairs(&holds) {
        if pair[1].start < pair[0].end {
            return Err(format!("{:?} and {:?}", pair[0], pair[1]));
        }
    }
    Ok(pairs(&holds).count() as u64)
}

/// When a GIL goes from one lane to another, the first gave it up at that end of its hold; and the run's figures count
/// as many switches as one sees going through it in time.
pub(super) fn switches(run: &Run) -> Result<u64, String> {
    let given_up: BTreeSet<(LaneId, Nanos)> = drops(&run.trace).map(|(at, lane)| (lane, at)).collect();
    let holds = holds(&run.trace);
    let mut cases = 0;
    for pair in pairs(&holds).filter(|pair| pair[0].lane != pair[1].lane) {
        if !given_up.contains(&(pair[0].lane, pair[0].end)) {
            return Err(format!("{:?} goes to {:?} without a drop", pair[0], pair[1].lane));
        }
        cases += 1;
    }
    let (seen, counted) = (seen(&run.trace), Metrics::of(&run.trace).switches);
    if seen == counted { Ok(cases) } else { Err(format!("{seen} switches, {counted} counted")) }
}

/// How often a lane runs Python under a GIL that another one did before.
fn seen(trace: &Trace) -> u64 {
    let lanes = trace.lane_ids().filter_map(|(id, lane)| Some((id, lane.gil?)));
    let runs = lanes.flat_map(|(id, gil)| {
        let runs = trace.spans(id).filter(|span| span.state == State::Run);
        runs.map(move |span| (span.start, gil, id))
    });
    let mut runs: Vec<(Nanos, GilId, LaneId)> = runs.collect();
    runs.sort_unstable();
    let mut last = BTreeMap::new();
    let mut others =
        |(_, gil, lane): &(_, GilId, LaneId)| last.insert(*gil, *lane).is_some_and(|other| other != *lane);
    runs.iter().filter(|run| others(run)).count() as u64
}

/// A thread that is forced out took the GIL from another at least an interval before. 2.7 forces nobody out: it lets
/// go every so many ticks.
pub(super) fn slices(run: &Run) -> Result<u64, String> {
    let holds = holds(&run.trace);
    let mut cases = 0;
    for (at, lane) in moments(&run.trace, ForcedDrop) {
        let own = of_gil(run, &holds, lane);
        let since = own.iter().rev().find(|hold| hold.end <= at && hold.lane != lane).map(|hold| hold.end);
        let taken = own.iter().find(|hold| hold.lane == lane && Some(hold.start) >= since);
        let taken = taken.ok_or_else(|| format!("{lane:?} drops at {at:?} what it never held"))?.start;
        cases += case(at >= taken + run.scenario.interval, || format!("{lane:?} has {taken:?} to {at:?}"))?;
    }
    Ok(cases)
}

/// Who asks for the GIL has waited an interval for it, while another held it.
pub(super) fn requests(run: &Run) -> Result<u64, String> {
    let holds = holds(&run.trace);
    let mut cases = 0;
    for (at, lane) in moments(&run.trace, DropRequest) {
        let index =
            run.trace.span_at(lane, at).or_else(|| run.trace.span_at(lane, at.saturating_sub(Nanos(1))));
        let span = index.and_then(|index| run.trace.span(lane, index));
        let waited =
            span.is_some_and(|span| span.state == State::WaitGil && span.start + run.scenario.interval <= at);
        let held = of_gil(run, &holds, lane)
            .iter()
            .any(|hold| hold.lane != lane && hold.start <= at && hold.end >= at);
        cases += case(waited && held, || format!("{lane:?} asks at {at:?} in {span:?}; held: {held}"))?;
    }
    Ok(cases)
}

/// Under a GIL that one lane has to itself, nobody asks, is forced out or switched to. (A GIL that is not there, too.)
pub(super) fn alone(run: &Run) -> Result<u64, String> {
    let mut sharers: BTreeMap<GilId, u64> = BTreeMap::new();
    for gil in run.trace.lanes().iter().filter_map(|lane| lane.gil) {
        *sharers.entry(gil).or_default() += 1;
    }
    let shared = |lane: LaneId| {
        let gil = run.trace.lanes()[lane.index()].gil;
        gil.is_some_and(|gil| sharers.get(&gil).is_some_and(|sharers| *sharers > 1))
    };
    let asked = moments(&run.trace, DropRequest).chain(moments(&run.trace, ForcedDrop));
    if let Some((at, lane)) = asked.into_iter().find(|(_, lane)| !shared(*lane)) {
        return Err(format!("{lane:?} is alone and asked at {at:?}"));
    }
    let none_shared = sharers.values().all(|sharers| *sharers == 1);
    if none_shared && Metrics::of(&run.trace).switches > 0 {
        return Err("switches without anybody to switch to".into());
    }
    Ok(sharers.values().filter(|sharers| **sharers == 1).count() as u64 + u64::from(sharers.is_empty()))
}

/// After a forced drop another thread takes the GIL next. One that takes it only to see that there is nothing to do
/// leaves no span, but drops it by itself meanwhile.
pub(super) fn hand_over(run: &Run) -> Result<u64, String> {
    let holds = holds(&run.trace);
    let mut cases = 0;
    for (at, lane) in moments(&run.trace, ForcedDrop) {
        let own = of_gil(run, &holds, lane);
        let Some(next) = own.get(own.partition_point(|hold| hold.start < at)) else { continue };
        let shares = |other: LaneId| run.trace.lanes()[other.index()].gil == Some(next.gil);
        let unseen = || {
            moments(&run.trace, VoluntaryDrop)
                .any(|(when, other)| other != lane && shares(other) && (at..=next.start).contains(&when))
        };
        cases += case(next.lane != lane || unseen(), || {
            format!("{lane:?} is forced out at {at:?} and has the GIL back at {:?}", next.start)
        })?;
    }
    Ok(cases)
}

/// Each two successive holds of one GIL.
fn pairs(holds: &[Hold]) -> impl Iterator<Item = &[Hold]> {
    holds.windows(2).filter(|pair| pair[0].gil == pair[1].gil)
}

/// The holds of the GIL that `lane` needs.
fn of_gil<'a>(run: &Run, holds: &'a [Hold], lane: LaneId) -> &'a [Hold] {
    let Some(gil) = run.trace.lanes()[lane.index()].gil else { return &[] };
    let from = holds.partition_point(|hold| hold.gil < gil);
    let to = holds.partition_point(|hold| hold.gil <= gil);
    &holds[from..to]
}
