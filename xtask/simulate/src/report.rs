//! The JSON object that the verb prints.

use model::scenario::{Choice, Field};
use model::trace::Counter;
use model::{Metrics, Outcome, PythonVersion, Race, RunKind, RunResult, Runtime, Scenario, ShareLink, State};
use serde::Serialize;
use serde_json::{Map, Value};

#[derive(Serialize)]
pub(crate) struct Report {
    /// The scenario's values by the link's keys and in the link's units, and the shortest `query` that opens it.
    scenario: Map<String, Value>,
    results: Vec<Row>,
    /// What was changed in the link; empty for a good one.
    notes: Vec<String>,
}

/// One runtime's figures; shares are from 0 to 1.
#[derive(Serialize)]
struct Row {
    runtime: Runtime,
    /// The version it ran on, which may not be the one chosen.
    python: PythonVersion,
    kind: RunKind,
    outcome: &'static str,
    workers: u32,
    wall_ms: f64,
    /// None for a run that did not come to its end.
    speedup: Option<f64>,
    efficiency: Option<f64>,
    cpu_ms: f64,
    gil_wait_share: f64,
    io_wait_share: f64,
    core_wait_share: f64,
    core_utilisation: f64,
    switches: u64,
    tasks: u64,
    bytes_copied: u64,
    throughput_per_s: f64,
    latency_p50_ms: Option<f64>,
    latency_p95_ms: Option<f64>,
    /// Of a job that counts: how many updates were made, and what they came to.
    counter: Option<Counter>,
}

impl Report {
    pub(crate) fn of(link: &ShareLink, race: &Race) -> Self {
        let results = race.results.iter().map(|result| Row::of(result, race)).collect();
        Self { scenario: scenario(&link.scenario), results, notes: link.notes.clone() }
    }
}

impl Row {
    fn of(result: &RunResult, race: &Race) -> Self {
        let metrics = &result.metrics;
        Self {
            runtime: result.runtime,
            python: result.python,
            kind: result.kind,
            outcome: outcome(&result.trace.outcome),
            workers: result.workers,
            wall_ms: metrics.wall.as_millis_f64(),
            speedup: result.speedup(race.baseline),
            efficiency: result
                .speedup(race.baseline)
                .map(|_| metrics.efficiency(race.baseline, result.workers)),
            cpu_ms: metrics.cpu.as_millis_f64(),
            gil_wait_share: metrics.share(State::WaitGil),
            io_wait_share: metrics.share(State::WaitIo),
            core_wait_share: metrics.share(State::WaitCore),
            core_utilisation: metrics.core_utilisation(),
            switches: metrics.switches,
            tasks: metrics.tasks,
            bytes_copied: metrics.copied.0,
            throughput_per_s: metrics.throughput(),
            latency_p50_ms: latency(metrics, 50),
            latency_p95_ms: latency(metrics, 95),
            counter: metrics.counter,
        }
    }
}

fn latency(metrics: &Metrics, percent: u32) -> Option<f64> {
    metrics.latency(percent).map(|latency| latency.as_millis_f64())
}

const fn outcome(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Finished => "finished",
        Outcome::Deadlock { .. } => "deadlock",
        Outcome::EventLimit { .. } => "event-limit",
        Outcome::Cancelled => "cancelled",
    }
}

fn scenario(scenario: &Scenario) -> Map<String, Value> {
    let mut map = Map::new();
    let mut put = |key: &str, value: Value| map.insert(key.to_owned(), value);
    put("query", ShareLink::query(scenario).into());
    put("w", scenario.workload.kind.name().into());
    for field in Field::ALL {
        put(field.key(), field.of(scenario).map_or(Value::Null, |value| number(field, value)));
    }
    for choice in Choice::ALL {
        put(choice.key(), choice.name_in(scenario).into());
    }
    put("kernel", scenario.workload.kernel.name().into());
    put("py", scenario.python.to_string().into());
    put("seed", scenario.seed.into());
    put("show", scenario.runtimes.iter().map(|runtime| runtime.name()).collect());
    map
}

/// A field's value in the unit that links are written in.
fn number(field: Field, value: u64) -> Value {
    match field.scale() {
        1 => value.into(),
        scale => (value as f64 / scale as f64).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::Report;
    use model::ShareLink;
    use serde_json::Value;

    fn report(query: &str) -> Value {
        let link = ShareLink::parse(query).unwrap();
        serde_json::to_value(Report::of(&link, &sim::race(&link.scenario))).unwrap()
    }

    #[test]
    fn the_default_truths_hold() {
        let report = report("v=1&w=cpu&tasks=4&cores=4");
        let row = |name: &str| {
            report["results"].as_array().unwrap().iter().find(|row| row["runtime"] == name).unwrap().clone()
        };
        let speedup = |name: &str| row(name)["speedup"].as_f64().unwrap();
        assert!((0.85..=1.03).contains(&speedup("threads")), "{report}");
        assert!(row("threads")["gil_wait_share"].as_f64().unwrap() > 0.6, "{report}");
        for parallel in ["processes", "interpreters", "free-threads"] {
            assert!(speedup(parallel) > 2.0, "{parallel}: {report}");
        }
    }

    #[test]
    fn without_show_all_six_run_and_say_on_which_python() {
        let report = report("py=3.12");
        let rows: Vec<(&str, &str)> = report["results"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| (row["runtime"].as_str().unwrap(), row["python"].as_str().unwrap()))
            .collect();
        let expected = [
            ("sequential", "3.12"),
            ("threads", "3.12"),
            ("asyncio", "3.12"),
            ("processes", "3.12"),
            ("interpreters", "3.14"),
            ("free-threads", "3.14t"),
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn a_mended_link_says_what_was_changed() {
        let report = report("tasks=0&show=sequential");
        assert_eq!(report["scenario"]["tasks"], 1);
        assert_eq!(report["notes"].as_array().unwrap().len(), 1);
        assert_eq!(report["results"].as_array().unwrap().len(), 1);
    }
}
