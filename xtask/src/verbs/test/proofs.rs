//! The suite of `xtask/proofs`: the invariants on thousands of random scenarios, and the same bytes natively and as
//! WebAssembly.

use super::tally::{self, Tally};
use crate::tools::{Compiler, Tools};
use crate::{shell, workspace};
use anyhow::{Result, bail};
use std::path::PathBuf;

const TARGET: &str = "wasm32-unknown-unknown";
/// The simulator is compiled as it is for the site's engine, but for atomics.
const PROFILE: &str = "wasm-engine";

/// Builds the proofs for Node.js and natively, runs both and counts the checks.
pub(super) fn run(tools: &Result<Tools>) -> Result<Tally> {
    let module = match tools {
        Ok(tools) => module(&tools.compiler)?,
        Err(error) => bail!("nothing to compile WebAssembly with: {error:#}"),
    };
    let run = ["run", "--quiet", "--profile", "proofs", "--package", "proofs", "--", "--wasm"];
    let mut proofs = shell::cargo(run);
    proofs.arg(module);
    tally::of_tests(proofs)
}

/// The proofs as WebAssembly. A library can be that only where it is nothing but a `cdylib`; natively it is a plain one.
fn module(compiler: &Compiler) -> Result<PathBuf> {
    let target = workspace::site_work().join("proofs-target");
    let mut cargo = compiler.cargo();
    cargo
        .args(["rustc", "--quiet", "--package", "proofs", "--lib", "--crate-type", "cdylib"])
        .args(["--profile", PROFILE, "--target", TARGET])
        .current_dir(workspace::root())
        .env("CARGO_TARGET_DIR", &target);
    shell::run(&mut cargo)?;
    Ok(target.join(TARGET).join(PROFILE).join("proofs.wasm"))
}
