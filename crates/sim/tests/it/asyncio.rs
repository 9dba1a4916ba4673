//! asyncio held to CPython: the order in which 15 programs run, version by version (see `golden/README.md`).

use crate::support::scenario;
use model::Outcome;
use sim::asyncio::Script;
use sim::{Choices, Simulation};
use std::collections::BTreeMap;
use std::sync::Arc;

type Orders = BTreeMap<String, Vec<String>>;

/// The programs by name, in the text form.
fn programs() -> Vec<(&'static str, &'static str)> {
    let text = concat!("\n", include_str!("golden/programs.txt"));
    text.split("\n== ").skip(1).map(|program| program.split_once('\n').unwrap()).collect()
}

/// What CPython 3.`minor` logs.
fn golden(minor: u8) -> Orders {
    let mut orders: Orders = serde_json::from_str(include_str!("golden/golden_asyncio.json")).unwrap();
    let versions: BTreeMap<String, Orders> =
        serde_json::from_str(include_str!("golden/versions.json")).unwrap();
    orders.extend(versions.get(&format!("3.{minor}")).cloned().unwrap_or_default());
    orders
}

/// What the script logs on the simulated machine.
fn run(script: &str, minor: u8) -> Vec<String> {
    let script = Arc::new(Script::parse(script).unwrap());
    let scenario = scenario(&format!("py=3.{minor}&show=asyncio"));
    let mut run = Simulation::of_script(&scenario, &script, Choices::seeded(7));
    run.run_to_end();
    let log = run.log().to_vec();
    let trace = run.finish();
    assert_eq!(trace.outcome, Outcome::Finished, "{log:?}");
    assert_eq!(trace.check(), Ok(()));
    log
}

#[test]
fn the_golden_programs_run_in_cpythons_order_in_every_version() {
    for minor in 7..=15 {
        let golden = golden(minor);
        assert_eq!(golden.len(), 15);
        for (name, script) in programs() {
            assert_eq!(run(script, minor), golden[name], "{name} on 3.{minor}");
        }
    }
}

/// The check can fail: versions that are known to differ do, and a step less in a program is seen.
#[test]
fn other_rules_and_other_programs_give_other_orders() {
    let (programs, orders) = (programs(), golden(11));
    let text = |name| programs.iter().find(|(other, _)| *other == name).unwrap().1;
    for (minor, name) in [(8, "g_sem_barging"), (9, "g_sem_barging"), (10, "g_taskgroup")] {
        assert_ne!(run(text(name), minor), orders[name], "{name} on 3.{minor}");
    }
    for (name, statement, other) in [
        ("g_sleep0", "sleep 0", "log {n}"),
        ("g_callsoon", "call_later 0 log", "call_soon log"),
        ("g_future_wakeup", "set f 1\n    log set-returned\n    sleep 0", "set f 1\n    log set-returned"),
        ("g_sem", "semaphore 2", "semaphore 3"),
        ("g_queue", "queue 2", "queue 3"),
        ("g_waitfor", "wait_for slow() 10ms", "wait_for slow() 6s"),
        ("g_as_completed", "sleep 0", "compute 1us"),
    ] {
        let changed = text(name).replace(statement, other);
        assert_ne!(changed, text(name));
        assert_ne!(run(&changed, 11), orders[name], "{name}");
    }
}
