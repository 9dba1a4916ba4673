//! What Lighthouse says of every kind of page, in its mobile profile: a slow phone on a slow network, simulated.
//!
//! The site is served as static hosts do, with brotli, and with the headers that isolate pages; the home page also
//! without them, where a first visit reloads itself for its service worker.

use crate::report;
use anyhow::Context;
use serde_json::Value;
use site_tests::{Result, ensure, host};
use static_server::{Options, StaticServer};
use std::process::Command;

/// Runs of each page; the one with the median performance counts, as Lighthouse's documentation advises.
const RUNS: usize = 3;

/// The scores, from 0 to 100.
const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];

/// What the performance score is made of, with units.
const METRICS: [(&str, &str, &str); 5] = [
    ("lcp", "largest-contentful-paint", "ms"),
    ("fcp", "first-contentful-paint", "ms"),
    ("tbt", "total-blocking-time", "ms"),
    ("cls", "cumulative-layout-shift", "of the viewport"),
    ("bytes", "total-byte-weight", "bytes"),
];

const CHROMIUM_FLAGS: &str = "--headless=new --no-sandbox --disable-gpu --disable-quic --disable-dev-shm-usage --disable-background-networking";

/// Prints scores and metrics of every kind of page, and of the home page on a host without headers; what costs a score
/// goes to the error output.
pub(crate) fn audit() -> Result<()> {
    let dist = host::built_site()?;
    let plain = serve(Options::plain(&dist))?;
    tell("lighthouse_home_plain", &median_of(&plain.url())?)?;
    let isolating = serve(Options::isolating(&dist))?;
    for path in host::kinds_of_pages()? {
        let name = if path.is_empty() { "home" } else { path.trim_end_matches('/') };
        let audits = median_of(&(isolating.url() + &path))?;
        tell(&format!("lighthouse_{}", name.replace('/', "_")), &audits)?;
    }
    Ok(())
}

fn serve(options: Options) -> Result<StaticServer> {
    StaticServer::start(Options { brotli: true, ..options })
}

/// The run with the median performance; the first may be slowed down by a server that still compresses its files.
fn median_of(url: &str) -> Result<Value> {
    // Now and then it loses the beginning of its own recording, and asks to be run again.
    let mut runs = (0..RUNS).map(|_| run(url).or_else(|_| run(url))).collect::<Result<Vec<_>>>()?;
    runs.sort_by(|a, b| score(a, "performance").total_cmp(&score(b, "performance")));
    Ok(runs.swap_remove(RUNS / 2))
}

fn run(url: &str) -> Result<Value> {
    let program =
        std::env::var_os("BENCH_LIGHTHOUSE").context("run this by `cargo xtask bench lighthouse`")?;
    let mut node = Command::new("node");
    node.arg(program).arg(url);
    node.args(["--quiet", "--output=json", &format!("--only-categories={}", CATEGORIES.join(","))]);
    node.arg(format!("--chrome-flags={CHROMIUM_FLAGS}"));
    if let Some(chromium) = std::env::var_os("CHROMIUM") {
        node.env("CHROME_PATH", chromium);
    }
    let output = node.output().context("node can't be started")?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "Lighthouse ended with {}: {said}", output.status);
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn score(audits: &Value, category: &str) -> f64 {
    audits["categories"][category]["score"].as_f64().unwrap_or(f64::NAN) * 100.0
}

fn tell(name: &str, audits: &Value) -> Result<()> {
    for category in CATEGORIES {
        let score = score(audits, category);
        ensure!(score.is_finite(), "Lighthouse has no score for {category}: {}", audits["runtimeError"]);
        report(&format!("{name}_{category}"), score.round(), "of 100");
        for failed in failed(audits, category) {
            eprintln!("{name}: {failed}");
        }
    }
    for (metric, audit, unit) in METRICS {
        let value = audits["audits"][audit]["numericValue"].as_f64().unwrap_or(f64::NAN);
        report(&format!("{name}_{metric}"), (value * 1000.0).round() / 1000.0, unit);
    }
    Ok(())
}

/// The audits that a category loses something by.
fn failed(audits: &Value, category: &str) -> Vec<String> {
    let refs = audits["categories"][category]["auditRefs"].as_array().into_iter().flatten();
    let counts = refs.filter(|audit| audit["weight"].as_f64() > Some(0.0));
    let lost = counts.filter_map(|audit| {
        let audit = &audits["audits"][audit["id"].as_str()?];
        let lost = audit["score"].as_f64()? < 1.0;
        let title = || format!("{}: {} {}", audit["id"], audit["title"], audit["displayValue"]);
        lost.then(title)
    });
    lost.collect()
}
