//! `cargo xtask test`: every check there is; the last line is `N passed, N failed`.

mod kernels;
mod proofs;
mod tally;

use super::check_deps;
use crate::tools::{Browsers, Tools};
use crate::{shell, site, tools, workspace};
use anyhow::{Context, Result, bail};
use std::time::Instant;
use tally::Tally;

/// Runs every step, also after one has failed; one that can't run is a failure.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    super::no_arguments("test", arguments)?;
    let mut total = Tally::default();
    total += check("format", format);
    total += check("lint", lint);
    total += step("native tests", || tally::of_tests(shell::cargo(NATIVE_TESTS)));
    total += step("check-deps", || check_deps::check().map(|(passed, failed)| Tally { passed, failed }));
    let tools = tools::for_build();
    total += step("proofs", || proofs::run(&tools));
    total += step("kernels as WebAssembly", || kernels::run(&tools));
    total += check("site build", || build(tools));
    total += step("browser tests", || browser_tests(&tools::for_tests()?));
    println!("{total}");
    match total.failed {
        0 => Ok(()),
        // The count is the last line, so nothing may be said after it.
        _ => std::process::exit(1),
    }
}

const NATIVE_TESTS: [&str; 6] =
    ["test", "--quiet", "--workspace", "--exclude", "site-tests", "--no-fail-fast"];

fn format() -> Result<()> {
    tools::for_lint()?;
    shell::run(&mut shell::cargo(["fmt", "--all", "--check"]))
}

fn lint() -> Result<()> {
    let clippy = ["clippy", "--quiet", "--workspace", "--all-targets", "--", "--deny", "warnings"];
    shell::run(&mut shell::cargo(clippy))
}

fn build(tools: Result<Tools>) -> Result<()> {
    site::build(&tools?, None)?;
    site::report_sizes()
}

/// The browser tests read where things are from these variables and `INTERLEAVE_DIST`.
fn browser_tests(browsers: &Browsers) -> Result<Tally> {
    let dist = workspace::dist();
    if !dist.join("index.html").is_file() {
        bail!("there is no site in {}", dist.display());
    }
    let mut tests = shell::cargo(["test", "--quiet", "--package", "site-tests", "--no-fail-fast"]);
    tests.env("INTERLEAVE_DIST", dist).envs(browsers.variables());
    tally::of_tests(tests)
}

/// A step that either passes or fails.
fn check(what: &str, work: impl FnOnce() -> Result<()>) -> Tally {
    step(what, || work().map(|()| Tally { passed: 1, failed: 0 }))
}

/// A step that counts by itself; its error counts as one failure.
fn step(what: &str, work: impl FnOnce() -> Result<Tally>) -> Tally {
    shell::say(format!("{what} ..."));
    let start = Instant::now();
    let tally = work().with_context(|| what.to_owned()).unwrap_or_else(|error| {
        shell::say(format!("FAILED: {error:#}"));
        Tally { passed: 0, failed: 1 }
    });
    shell::say(format!("{what}: {tally} in {:.1} s", start.elapsed().as_secs_f64()));
    tally
}
