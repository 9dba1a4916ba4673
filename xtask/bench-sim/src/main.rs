//! How fast and how big the simulator is: one JSON object a line, by `cargo xtask bench`.
//!
//! Times are CPU times, the best of several rounds: other programs on the machine can only make them worse.
//! What is compared takes turns, round by round.
#![expect(clippy::print_stdout, reason = "its output is its purpose")]

mod allocator;
mod child;
mod growth;
mod memory;
mod simpy;
mod simulator;
mod wasm;

use bench_sim::{Job, Run};
use cpu_time::ThreadTime;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;
type Bench = (&'static str, fn() -> Result<()>);

const BENCHES: [Bench; 5] = [
    ("simulator", simulator::events),
    ("wasm", wasm::beside_native),
    ("memory", memory::spans),
    ("growth", growth::with_tasks),
    ("simpy", simpy::beside),
];

/// Runs the benches named, or all.
fn main() -> Result<()> {
    let named: Vec<String> = std::env::args().skip(1).collect();
    let wanted = |name| named.is_empty() || named.iter().any(|bench| bench == name);
    BENCHES.iter().filter(|(name, _)| wanted(*name)).try_for_each(|(_, run)| run())
}

/// Prints one measurement.
fn report(bench: &str, value: f64, unit: &str) {
    println!("{{\"bench\":\"{bench}\",\"value\":{value},\"unit\":\"{unit}\"}}");
}

/// A run and its CPU time in seconds.
fn timed(job: &Job) -> (Run, f64) {
    let begin = ThreadTime::now();
    let run = job.run();
    let seconds = begin.elapsed().as_secs_f64();
    assert!(run.trace.span_count() > 0, "a run leaves a trace");
    (run, seconds)
}
