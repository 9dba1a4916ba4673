//! `cargo xtask fidelity`: the model against measured runs of CPython (`xtask/fidelity`).

use crate::shell;
use anyhow::Result;

/// Scores the file among `arguments`.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    shell::hand_over(shell::cargo(["run", "--quiet", "--package", "fidelity", "--"]).args(arguments))
}
