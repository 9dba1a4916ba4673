//! `wasm-opt`, from the npm package `binaryen`.

use super::cache;
use crate::shell;
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The version of Binaryen, which is also the one that `wasm-opt` prints.
pub(super) const BINARYEN: &str = "132";

/// The folder that holds `wasm-opt`.
pub(super) fn wasm_opt() -> Result<PathBuf> {
    let root = cache::folder().join(format!("binaryen-{BINARYEN}"));
    let folder = root.join("node_modules/.bin");
    if folder.join("wasm-opt").is_file() {
        return Ok(folder);
    }
    if let Some(folder) = on_path() {
        return Ok(folder);
    }
    let npm = program()?;
    shell::step(&format!("installing wasm-opt {BINARYEN} with npm"), || {
        // A half-installed folder must not be taken for a whole one.
        let half = root.with_extension("half");
        fs::create_dir_all(&half)?;
        let package = format!("binaryen@{BINARYEN}.0.0");
        let flags = ["install", "--no-save", "--no-audit", "--no-fund", &package, "--prefix"];
        shell::output(Command::new(npm).args(flags).arg(&half).current_dir(&half))?;
        Ok(fs::rename(half, root)?)
    })?;
    Ok(folder)
}

/// The installer itself.
pub(super) fn program() -> Result<PathBuf> {
    shell::on_path("npm").context("`npm` is missing: install Node.js (nodejs.org, or your distribution)")
}

fn on_path() -> Option<PathBuf> {
    let program = shell::on_path("wasm-opt")?;
    let says = shell::output(Command::new(&program).arg("--version")).ok()?;
    let right = says.split_whitespace().any(|word| word == BINARYEN);
    right.then(|| program.parent().map(PathBuf::from)).flatten()
}
