//! The simulator in WebAssembly, on one thread of Node.js, beside the same code natively: `cargo xtask bench`
//! builds both with the engine's profile, and the former with its flags.

use crate::child::Partner;
use crate::simulator::rate;
use crate::{Result, report};
use bench_sim::{CONNECTIONS, GIL, Job};
use std::process::Command;

/// The first of them also let the compilers of Node.js settle.
const ROUNDS: u32 = 15;
const RUN: &str = include_str!("run.mjs");

pub(crate) fn beside_native() -> Result<()> {
    let Some(program) = std::env::var_os("BENCH_SIM_WASM") else {
        eprintln!("wasm: left out, since `cargo xtask bench` found no `node` on PATH to run it with");
        return Ok(());
    };
    let mut node = Command::new("node");
    node.args(["--input-type=module", "--eval", RUN]).arg(program);
    let mut node = Partner::start(&mut node)?;
    compare("gil", &Job::new(GIL)?, "0", &mut node)?;
    compare("asyncio", &Job::new(CONNECTIONS)?, "1", &mut node)
}

fn compare(name: &str, job: &Job, number: &str, node: &mut Partner) -> Result<()> {
    let (mut native, mut wasm) = (0.0_f64, 0.0_f64);
    for _ in 0..ROUNDS {
        native = native.max(rate(job));
        let (events, seconds) = node.ask(number)?;
        wasm = wasm.max(events / seconds);
    }
    report(&format!("sim_wasm_{name}_events"), wasm.round(), "events/s");
    report(&format!("sim_wasm_over_native_{name}"), wasm / native, "ratio");
    Ok(())
}
