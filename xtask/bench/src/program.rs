//! This crate's library in a worker of Chromium.

use crate::page::Page;
use anyhow::Context;
use site_tests::{Result, ensure};

/// Opens the page; `cargo xtask bench` builds what it needs.
pub(crate) fn open() -> Result<Page> {
    let wasm = std::env::var_os("BENCH_WASM").context("run this by `cargo xtask bench`")?;
    Page::open("program.js", |folder| {
        std::fs::copy(wasm, folder.join("bench.wasm"))?;
        Ok(std::fs::write(folder.join("program.js"), include_str!("../js/program.js"))?)
    })
}

/// Calls what the library exports and returns the milliseconds that it took.
pub(crate) fn time(page: &Page, name: &str, numbers: &[u32]) -> Result<f64> {
    let ms = page.ask_worker(&format!("['{name}', ...{numbers:?}]"))?;
    ensure!(ms > 0.0, "{name} of {numbers:?} is wrong in the browser");
    Ok(ms)
}
