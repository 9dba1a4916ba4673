//! `cargo xtask fmt`: formats the Rust code; `--check` only says whether it is.

use crate::shell;
use anyhow::Result;

/// Formats every member of the workspace.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    shell::run(shell::cargo(["fmt", "--all", "--"]).args(arguments))
}
