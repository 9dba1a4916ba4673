//! `cargo xtask sim`: the simulator natively, on a share link's query string (`xtask/simulate`).

use crate::shell;
use anyhow::Result;

/// Simulates the link among `arguments`.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    shell::hand_over(shell::cargo(["run", "--quiet", "--package", "simulate", "--"]).args(arguments))
}
