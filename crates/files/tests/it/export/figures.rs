//! Figures as CSV and JSON: the same numbers, each with its unit in its name.

use super::{QUERIES, both, modelled, parsed};
use files::export::{csv, json};
use serde_json::Value;

/// The CSV's cells, for values without quotes in them.
fn table(text: &str) -> Vec<Vec<String>> {
    let cells = |line: &str| {
        let (cells, link) = line.rsplit_once(",\"").map_or((line, None), |(cells, link)| (cells, Some(link)));
        let cells = cells.split(',').map(str::to_owned);
        cells.chain(link.map(|link| link.trim_end_matches('"').to_owned())).collect()
    };
    text.split_terminator("\r\n").map(cells).collect()
}

#[test]
fn csv_and_json_say_the_same() {
    for query in QUERIES {
        let runs = both(query);
        let (lines, file) = (table(&csv(&runs).unwrap()), parsed(&json(&runs).unwrap()));
        let (names, results) = (&lines[0], file["results"].as_array().unwrap());
        assert_eq!(lines.len(), results.len() + 1, "{query}");
        for (line, result) in lines[1..].iter().zip(results) {
            assert_eq!(line.len(), names.len(), "{query}: {line:?}");
            for (name, cell) in names.iter().zip(line) {
                let there = match name.as_str() {
                    "runs" | "link" => continue,
                    name => result
                        .get(name)
                        .or_else(|| result["counter"].get(name.trim_start_matches("counter_"))),
                };
                assert!(same(cell, there), "{query}: {name} is {cell} and {there:?}");
            }
        }
    }
}

/// Numbers that were read from text are right to the last digit but one.
fn same(cell: &str, value: Option<&Value>) -> bool {
    match value {
        Some(Value::String(text)) => cell == text,
        None | Some(Value::Null) => cell.is_empty(),
        Some(value) => {
            let (one, other) = (cell.parse::<f64>().unwrap(), value.as_f64().unwrap());
            (one - other).abs() <= 1e-12 * other.abs()
        }
    }
}

#[test]
fn every_figure_has_a_column() {
    let runs = modelled("preset=lost-update");
    let lines = table(&csv(&runs).unwrap());
    let file = parsed(&json(&runs).unwrap());
    let mut figures = file["results"][0].as_object().unwrap().clone();
    assert!(figures.remove("walls_ms").is_some() && figures.remove("counter").is_some());
    for name in figures.keys() {
        assert!(lines[0].contains(name), "{name} has no column");
    }
}

#[test]
fn measured_runs_bring_all_their_times_along() {
    let runs = both("tasks=2&show=sequential");
    let file = parsed(&json(&runs).unwrap());
    assert_eq!(file["results"][0]["kind"], "model");
    assert_eq!(file["results"][0]["walls_ms"], Value::Null);
    assert_eq!(file["results"][1]["kind"], "measured");
    assert_eq!(file["results"][1]["walls_ms"], serde_json::json!([3.0, 1.0, 2.0]));
    assert_eq!(file["results"][1]["speedup"], Value::Null, "there is nothing to hold it against");
    let lines = table(&csv(&runs).unwrap());
    let place = lines[0].iter().position(|name| name == "runs").unwrap();
    assert_eq!((lines[1][place].as_str(), lines[2][place].as_str()), ("1", "3"));
}

#[test]
fn the_link_is_in_both() {
    let runs = modelled("show=threads,asyncio");
    let link = "https://example.org/?show=threads,asyncio";
    assert!(csv(&runs).unwrap().lines().skip(1).all(|line| line.ends_with(&format!(",\"{link}\""))));
    assert_eq!(parsed(&json(&runs).unwrap())["about"]["link"], link);
}
