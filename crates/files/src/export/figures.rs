//! The figures of a run by the names that they have in every file and in `cargo xtask sim`: the unit is in the name.

use model::scenario::{Choice, Field};
use model::trace::Counter;
use model::{
    Metrics, Nanos, Outcome, PythonVersion, RunKind, RunResult, Runtime, Scenario, ShareLink, State,
};
use serde::Serialize;
use serde_json::{Map, Value};

/// One run's figures; shares are from 0 to 1.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figures {
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

impl Figures {
    /// The figures of `run`, held against a sequential run that took `baseline`; zero where there is none.
    #[must_use]
    pub fn of(run: &RunResult, baseline: Nanos) -> Self {
        let metrics = &run.metrics;
        let speedup = run.speedup(baseline);
        Self {
            runtime: run.runtime,
            python: run.python,
            kind: run.kind,
            outcome: outcome(&run.trace.outcome),
            workers: run.workers,
            wall_ms: metrics.wall.as_millis_f64(),
            speedup,
            efficiency: speedup.map(|_| metrics.efficiency(baseline, run.workers)),
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

/// The scenario's values by the link's keys and in the link's units, and the shortest `query` that opens it.
#[must_use]
pub fn scenario(scenario: &Scenario) -> Map<String, Value> {
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
