//! Chrome traces by the rules of the Trace Event Format, as Perfetto reads it.

use super::{QUERIES, both, modelled, parsed};
use files::export::chrome_trace;
use model::export::Runs;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

fn events(runs: &Runs) -> Vec<Value> {
    parsed(&chrome_trace(runs).unwrap())["traceEvents"].as_array().unwrap().clone()
}

fn phase<'a>(events: &'a [Value], phase: &'a str) -> impl Iterator<Item = &'a Value> {
    events.iter().filter(move |event| event["ph"] == phase)
}

fn track(event: &Value) -> (u64, u64) {
    (event["pid"].as_u64().unwrap(), event["tid"].as_u64().unwrap())
}

#[test]
fn every_lane_is_named_and_every_span_is_there() {
    for query in QUERIES {
        let runs = modelled(query);
        let events = events(&runs);
        let count = |name| phase(&events, name).count();
        let traces = || runs.entries.iter().map(|entry| &entry.run.trace);
        let lanes: usize = traces().map(|trace| trace.lanes().len()).sum();
        assert_eq!(events.iter().filter(|event| event["name"] == "thread_name").count(), lanes, "{query}");
        assert_eq!(count("X"), traces().map(|trace| trace.span_count()).sum::<usize>(), "{query}");
        assert_eq!(count("i"), traces().map(|trace| trace.instants().len()).sum::<usize>(), "{query}");
    }
}

#[test]
fn tracks_have_names_and_numbers_of_their_own() {
    for query in QUERIES {
        let events = events(&both(query));
        let tracks: BTreeSet<_> = events.iter().map(track).collect();
        let threads: BTreeSet<_> = tracks.iter().map(|(_, tid)| tid).collect();
        assert_eq!(threads.len(), tracks.len(), "{query}: two threads have one number");
        assert!(!tracks.iter().any(|(pid, tid)| *pid == 0 || *tid == 0), "{query}: 0 is the idle task");
        for named in ["thread_name", "process_name"] {
            let names: BTreeSet<_> =
                events.iter().filter(|event| event["name"] == named).map(|event| track(event).0).collect();
            assert!(tracks.iter().all(|(pid, _)| names.contains(pid)), "{query}: no {named}");
        }
    }
}

#[test]
fn spans_of_a_track_are_in_order_and_apart() {
    for query in QUERIES {
        let mut ends: BTreeMap<(u64, u64), f64> = BTreeMap::new();
        for event in phase(&events(&modelled(query)), "X") {
            let (start, length) = (event["ts"].as_f64().unwrap(), event["dur"].as_f64().unwrap());
            let end = ends.entry(track(event)).or_default();
            assert!(length > 0.0 && start >= *end - 1e-6, "{query}: {event} begins before {end}");
            *end = start + length;
        }
    }
}

#[test]
fn the_file_says_what_was_simulated_and_what_measured() {
    let text = chrome_trace(&both("tasks=3")).unwrap();
    let file = parsed(&text);
    assert_eq!(file["otherData"]["link"], "https://example.org/?tasks=3");
    assert!(file["otherData"]["times"].as_str().unwrap().starts_with("MODEL runs are simulated"));
    assert!(
        text.contains("Sequential, Python 3.12, MODEL\"")
            && text.contains("Sequential, Python 3.12, MEASURED\"")
    );
    assert!(chrome_trace(&modelled("")).unwrap().contains("nothing was measured"));
}
