//! `cargo xtask bench`: the site's size, and the programs of `xtask/bench`, in release.

use crate::{shell, site, tools};
use anyhow::Result;

/// Runs the benchmarks with `arguments`, those in the browser against the site as it is now.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    site::build(&tools::for_build()?)?;
    let kilobytes = site::first_visit_bytes()? as f64 / 1000.0;
    println!("{{\"bench\":\"first_visit_brotli\",\"value\":{kilobytes},\"unit\":\"KB\"}}");
    let browsers = tools::for_tests()?;
    let mut bench = shell::cargo(["run", "--quiet", "--release", "--package", "bench", "--"]);
    shell::hand_over(bench.args(arguments).envs(browsers.variables()))
}
