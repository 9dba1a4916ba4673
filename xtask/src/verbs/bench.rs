//! `cargo xtask bench`: the programs of `xtask/bench`, in release.

use crate::shell;
use anyhow::Result;

/// Runs the benchmarks with `arguments`.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    shell::hand_over(
        shell::cargo(["run", "--quiet", "--release", "--package", "bench", "--"]).args(arguments),
    )
}
