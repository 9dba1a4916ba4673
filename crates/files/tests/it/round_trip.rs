//! What is taken away comes back as the same lanes in the same states.

use crate::export::{QUERIES, modelled};
use files::export::{chrome_trace, firefox_profile};
use files::import::{Brought, Lane, read};
use model::export::Runs;
use model::{LaneId, State};

/// A lane: its name, and from when to when it was in which state.
type Spans = (String, Vec<(State, u64, u64)>);

#[test]
fn a_chrome_trace_comes_back_as_it_was() {
    for query in QUERIES {
        let runs = modelled(query);
        let back = read(chrome_trace(&runs).unwrap().as_bytes()).unwrap();
        compare(&lanes(&back), &expected(&runs), query);
    }
}

#[test]
fn a_firefox_profile_comes_back_as_it_was() {
    for query in QUERIES {
        let runs = modelled(query);
        let back = read(firefox_profile(&runs).unwrap().as_bytes()).unwrap();
        compare(&lanes(&back), &expected(&runs), query);
    }
}

/// Says where they differ, rather than all of both.
fn compare(back: &[Spans], there: &[Spans], query: &str) {
    let names = |all: &[Spans]| all.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(back), names(there), "{query}");
    for ((name, back), (_, there)) in back.iter().zip(there) {
        let place = back.iter().zip(there).position(|(a, b)| a != b).unwrap_or(back.len().min(there.len()));
        assert_eq!(back.get(place), there.get(place), "{query}: {name}, span {place}");
    }
}

fn lanes(back: &Brought) -> Vec<Spans> {
    let spans = |lane: &Lane| {
        let spans = (0..).map_while(|index| lane.span(index));
        joined(spans.map(|span| (span.state, span.start.0, span.end.0)))
    };
    back.lanes.iter().map(|lane| (lane.name.clone(), spans(lane))).collect()
}

/// The lanes of the runs, those of a process together.
fn expected(runs: &Runs) -> Vec<Spans> {
    let mut all = Vec::new();
    for trace in runs.entries.iter().map(|entry| &entry.run.trace) {
        let mut ids: Vec<(LaneId, &model::Lane)> = trace.lane_ids().collect();
        ids.sort_by_key(|(_, lane)| lane.process);
        let spans = |lane| joined(trace.spans(lane).map(|span| (span.state, span.start.0, span.end.0)));
        all.extend(ids.iter().map(|(id, lane)| (lane.name.clone(), spans(*id))));
    }
    all.retain(|(_, spans)| !spans.is_empty());
    all
}

/// The same state for another task or reason goes on.
fn joined(spans: impl Iterator<Item = (State, u64, u64)>) -> Vec<(State, u64, u64)> {
    let mut all: Vec<(State, u64, u64)> = Vec::new();
    for (state, start, end) in spans {
        match all.last_mut() {
            Some((last, _, until)) if *last == state && *until == start => *until = end,
            _ => all.push((state, start, end)),
        }
    }
    all
}
