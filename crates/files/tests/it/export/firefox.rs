//! Firefox profiles by the types of the profiler's own source, `src/types/profile.ts`.

use super::{QUERIES, both, modelled, parsed};
use files::export::firefox_profile;
use model::export::Runs;
use model::{Nanos, Runtime, State};
use serde_json::Value;

fn profile(runs: &Runs) -> Value {
    parsed(&firefox_profile(runs).unwrap())
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap_or_else(|| panic!("{value} is no list"))
}

/// Every table is as many columns of one length.
fn check_table(table: &Value, rows: u64) {
    assert_eq!(table["length"], rows);
    for (name, column) in table.as_object().unwrap() {
        if let Some(column) = column.as_array() {
            assert_eq!(column.len() as u64, rows, "{name}");
        }
    }
}

#[test]
fn the_tables_are_whole_and_their_indices_lead_somewhere() {
    for query in QUERIES {
        let runs = both(query);
        let profile = profile(&runs);
        let (strings, categories) =
            (list(&profile["shared"]["stringArray"]), list(&profile["meta"]["categories"]));
        let schemas = list(&profile["meta"]["markerSchema"]);
        for name in ["stackTable", "frameTable", "funcTable", "resourceTable", "nativeSymbols", "sources"] {
            check_table(&profile["shared"][name], 0);
        }
        for thread in list(&profile["threads"]) {
            check_table(&thread["samples"], 0);
            let markers = &thread["markers"];
            check_table(markers, markers["length"].as_u64().unwrap());
            assert!(list(&markers["name"]).iter().all(|name| name.as_u64().unwrap() < strings.len() as u64));
            let known = |category: &Value| category.as_u64().unwrap() < categories.len() as u64;
            assert!(list(&markers["category"]).iter().all(known));
            for data in list(&markers["data"]) {
                assert!(schemas.iter().any(|schema| schema["name"] == data["type"]), "no schema for {data}");
            }
        }
    }
}

#[test]
fn markers_are_in_order_and_intervals_have_an_end() {
    for query in QUERIES {
        for thread in list(&profile(&modelled(query))["threads"]) {
            let markers = &thread["markers"];
            let starts: Vec<f64> =
                list(&markers["startTime"]).iter().map(|at| at.as_f64().unwrap()).collect();
            assert!(starts.is_sorted(), "{query}");
            let rows = starts.iter().zip(list(&markers["endTime"])).zip(list(&markers["phase"]));
            for ((start, end), phase) in rows {
                match phase.as_u64() {
                    Some(0) => assert!(end.is_null()),
                    Some(1) => assert!(end.as_f64().unwrap() > *start),
                    _ => panic!("no such phase: {phase}"),
                }
            }
        }
    }
}

/// The time of all markers of a name, in milliseconds.
fn time_of(profile: &Value, name: &str) -> f64 {
    let strings = list(&profile["shared"]["stringArray"]);
    let wanted = strings.iter().position(|string| string == name).unwrap() as u64;
    let of_thread = |thread: &Value| {
        let markers = &thread["markers"];
        let rows = list(&markers["name"])
            .iter()
            .zip(list(&markers["startTime"]).iter().zip(list(&markers["endTime"])));
        let own = rows.filter(|(name, _)| name.as_u64() == Some(wanted));
        own.map(|(_, (start, end))| end.as_f64().unwrap() - start.as_f64().unwrap()).sum::<f64>()
    };
    list(&profile["threads"]).iter().map(of_thread).sum()
}

#[test]
fn waiting_for_the_gil_is_said_in_cpythons_words_and_adds_up() {
    let runs = modelled("tasks=4&show=threads");
    let trace = &runs.entries[0].run.trace;
    let spans = || trace.lane_ids().flat_map(|(id, _)| trace.spans(id));
    let waits: Nanos = spans().filter(|span| span.state == State::WaitGil).map(|span| span.len()).sum();
    let holds: Nanos = spans().filter(|span| span.holds_gil).map(|span| span.len()).sum();
    let profile = profile(&runs);
    assert!((time_of(&profile, "Waiting for GIL") - waits.as_millis_f64()).abs() < 1e-3);
    assert!((time_of(&profile, "Has GIL") - holds.as_millis_f64()).abs() < 1e-3);
    assert!(waits > Nanos::millis(100), "there is something to be seen");
}

#[test]
fn c_code_without_the_gil_is_native_code_and_python_without_one_is_not() {
    let native = |query| time_of(&profile(&modelled(query)), "Native Code");
    assert!(native("w=c&show=threads") > 0.0);
    assert!(native("show=threads") == 0.0);
    let free = modelled("show=free-threads&py=3.14t");
    assert_eq!(free.entries[0].run.runtime, Runtime::FreeThreads);
    assert!(time_of(&profile(&free), "Python Code") > 0.0);
}

#[test]
fn the_file_says_what_was_simulated_and_what_measured() {
    let text = firefox_profile(&both("tasks=3")).unwrap();
    let entries = parsed(&text)["meta"]["extra"][0]["entries"].clone();
    assert_eq!(entries[0]["value"], "https://example.org/?tasks=3");
    assert!(entries[2]["value"].as_str().unwrap().starts_with("MODEL runs are simulated"));
    assert!(
        text.contains("Sequential, Python 3.12, MODEL\"")
            && text.contains("Sequential, Python 3.12, MEASURED\"")
    );
}
