//! Every kernel in both forms as WebAssembly, in Node.js: the engine holds one form of each only.

use super::tally::{self, Tally};
use crate::tools::Tools;
use crate::{shell, site, workspace};
use anyhow::{Context, Result, bail};
use std::process::Command;

/// Builds the library of `xtask/bench` as the engine is built, and counts the right results.
pub(super) fn run(tools: &Result<Tools>) -> Result<Tally> {
    let program = match tools {
        Ok(tools) => site::build_like_engine(tools, "bench")?,
        Err(error) => bail!("nothing to compile WebAssembly with: {error:#}"),
    };
    let mut node = Command::new(shell::on_path("node").context("`node` is not on PATH")?);
    node.arg(workspace::root().join("xtask/bench/js/check.mjs")).arg(program);
    tally::of_tests(node)
}
