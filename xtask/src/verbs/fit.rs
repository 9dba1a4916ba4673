//! `cargo xtask fit`: the costs of processes, fitted on measured runs of CPython (`xtask/fit`).

use crate::shell;
use anyhow::Result;

/// Fits on the file among `arguments`: some hundred evaluations, so in release.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    shell::hand_over(shell::cargo(["run", "--quiet", "--release", "--package", "fit", "--"]).args(arguments))
}
