//! What is taken away is what was seen, in forms that other tools take.

mod chrome;
mod figures;
mod firefox;

use model::export::{Entry, Runs};
use model::{Nanos, Race, Repeated, RunKind, ShareLink};
use serde_json::Value;

/// The model's race of a link.
pub(crate) fn modelled(query: &str) -> Runs {
    let link = ShareLink::parse(query).unwrap();
    let race: Race = sim::race(&link.scenario);
    Runs::of_race(link.scenario, format!("https://example.org/?{query}"), &race)
}

/// The same, and the first run once more as if it had been measured.
fn both(query: &str) -> Runs {
    let mut runs = modelled(query);
    let mut run = runs.entries[0].run.clone();
    run.kind = RunKind::Measured;
    let walls: Repeated = [3, 1, 2].map(Nanos::millis).into_iter().collect();
    runs.entries.push(Entry { run, baseline: Nanos::ZERO, walls });
    runs
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Scenarios that have everything a trace can have: processes, locks, collections, an event loop, data, a deadlock.
pub(crate) const QUERIES: [&str; 7] = [
    "",
    "w=mixed&tasks=3&show=threads,processes",
    "w=data&tasks=5&show=processes,interpreters",
    "w=io&tasks=20&show=asyncio,threads",
    "w=c&tasks=3&py=3.14t",
    "preset=deadlock",
    "preset=lost-update",
];
