//! `cargo xtask bench`: the site's size, and the programs of `xtask/bench-sim` and `xtask/bench`.

use crate::tools::{self, Tools};
use crate::{shell, site};
use anyhow::{Result, bail};

/// What `xtask/bench-sim` measures: the simulator alone.
const SIMULATOR: [&str; 5] = ["simulator", "wasm", "memory", "growth", "simpy"];
/// What `xtask/bench` measures: the site in a browser, and measured runs.
const SITE: [&str; 14] = [
    "recording",
    "slider",
    "press",
    "cancel",
    "kernels",
    "rayon",
    "processes",
    "workerpool",
    "handoff",
    "lighthouse",
    "embeds",
    "model",
    "timeline",
    "drop",
];
/// Those among them that need a program of their own and no site.
const ALONE: [&str; 2] = ["recording", "kernels"];

/// Runs the benchmarks called `names`, or all; those in the browser against the site as it is now.
pub(crate) fn run(names: &[String]) -> Result<()> {
    if let Some(stranger) =
        names.iter().find(|name| !SIMULATOR.iter().chain(&SITE).any(|known| known == name))
    {
        bail!("there is no bench {stranger}; there are {}, {}", SIMULATOR.join(", "), SITE.join(", "));
    }
    let wanted = |known: &[&str]| {
        let all = known.iter().filter(|known| names.is_empty() || names.iter().any(|name| name == *known));
        all.map(|name| (*name).to_owned()).collect::<Vec<_>>()
    };
    let (simulator, site) = (wanted(&SIMULATOR), wanted(&SITE));
    if !simulator.is_empty() {
        bench_simulator(&simulator)?;
    }
    if site.is_empty() { Ok(()) } else { bench_site(&site) }
}

/// Natively with the profile that the engine is built with, so that the two can be compared.
fn bench_simulator(names: &[String]) -> Result<()> {
    let mut bench =
        shell::cargo(["run", "--quiet", "--profile", "wasm-engine", "--package", "bench-sim", "--"]);
    if names.iter().any(|name| name == "wasm") && shell::on_path("node").is_some() {
        bench.env("BENCH_SIM_WASM", site::build_like_engine(&tools::for_build()?, "bench-sim")?);
    }
    if names.iter().any(|name| name == "simpy") {
        match tools::simpy() {
            Ok(python) => drop(bench.env("BENCH_SIM_PYTHON", python)),
            Err(error) => shell::say(format!("no SimPy: {error:#}")),
        }
    }
    shell::run(bench.args(names))
}

fn bench_site(names: &[String]) -> Result<()> {
    let build = tools::for_build()?;
    if names.iter().any(|name| !ALONE.contains(&name.as_str())) {
        build_site(&build)?;
    }
    let browsers = tools::for_tests()?;
    let mut bench = shell::cargo(["run", "--quiet", "--release", "--package", "bench", "--"]);
    if names.iter().any(|name| ALONE.contains(&name.as_str())) {
        bench.env("BENCH_WASM", site::build_like_engine(&build, "bench")?);
    }
    if names.iter().any(|name| name == "workerpool") {
        bench.env("BENCH_WORKERPOOL", tools::workerpool()?);
    }
    if names.iter().any(|name| name == "lighthouse") {
        bench.env("BENCH_LIGHTHOUSE", tools::lighthouse()?);
    }
    shell::hand_over(bench.args(names).envs(browsers.variables()))
}

fn build_site(tools: &Tools) -> Result<()> {
    site::build(tools, None)?;
    let kilobytes = site::first_visit_bytes()? as f64 / 1000.0;
    println!("{{\"bench\":\"first_visit_brotli\",\"value\":{kilobytes},\"unit\":\"KB\"}}");
    Ok(())
}
