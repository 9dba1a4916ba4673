//! The engine beside what a JavaScript programmer would use: the same kernels in JavaScript, on the npm package
//! `workerpool`, in the same page and with as many workers.
//!
//! JavaScript has the easier task: its inputs are made before, and its results are folded into a checksum once and then
//! only compared with that run, while the engine makes and folds them all in its time.

use crate::browser_rayon::{self, BATCHES, WORKERS};
use crate::numbers::geometric_mean;
use crate::page::{Page, copy};
use crate::report;
use anyhow::Context;
use model::Kernel;
use site_tests::{Result, ensure};
use std::path::Path;

/// Rounds; the best time of each is kept, since other programs can only make it slower.
const ROUNDS: u32 = 15;

/// Prints, for each kernel and as their geometric mean, the time of JavaScript over that of the engine.
pub(crate) fn compare() -> Result<()> {
    let page = open()?;
    let mut ratios = Vec::new();
    for kernel in Kernel::ALL {
        let (mut engine, mut javascript) = (f64::MAX, f64::MAX);
        for _ in 0..ROUNDS {
            engine = engine.min(browser_rayon::in_browser(&page, kernel, BATCHES, WORKERS)?);
            javascript = javascript.min(in_javascript(&page, kernel)?);
        }
        let name = kernel.name();
        report(&format!("engine_{name}"), engine, "ms");
        report(&format!("workerpool_{name}"), javascript, "ms");
        report(&format!("faster_than_workerpool_{name}"), javascript / engine, "x");
        ratios.push(javascript / engine);
    }
    report("faster_than_workerpool", geometric_mean(&ratios), "x");
    Ok(())
}

/// A page with the engine's worker and the script of the pool.
fn open() -> Result<Page> {
    let workerpool =
        std::env::var_os("BENCH_WORKERPOOL").context("run this by `cargo xtask bench workerpool`")?;
    let page = browser_rayon::open_with(|folder| {
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("js/pool"), &folder.join("pool"))?;
        std::fs::copy(workerpool, folder.join("pool/workerpool.min.js"))?;
        Ok(())
    })?;
    page.load("pool/page.js")?;
    Ok(page)
}

/// From the call to the last result, in milliseconds.
fn in_javascript(page: &Page, kernel: Kernel) -> Result<f64> {
    let name = kernel.name();
    let known = workloads::Kernel::from_name(name).context("a kernel without a name")?;
    let expected = workloads::expected(known, 8);
    let ms = page.ask(&format!("pool('{name}', {BATCHES}, {WORKERS}, '{expected}')"))?;
    ensure!(ms > 0.0, "{name} is wrong in JavaScript");
    Ok(ms)
}
