//! `cargo xtask setup`: installs what is missing, reuses what is there.

use crate::{shell, tools};
use anyhow::Result;

/// Finds or installs the tools of the build.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    super::no_arguments("setup", arguments)?;
    tools::for_build()?;
    shell::say("everything is set up");
    Ok(())
}
