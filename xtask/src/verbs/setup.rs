//! `cargo xtask setup`: installs what is missing, reuses what is there.

use crate::{shell, tools};
use anyhow::{Result, bail};

/// Finds or installs the tools of the build, and with `--tests` the browsers and their drivers too.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let tests = match arguments {
        [] => false,
        [flag] if flag == "--tests" => true,
        other => bail!("`setup` takes only `--tests`, but was given {other:?}"),
    };
    tools::for_build()?;
    if tests {
        tools::for_lint()?;
        tools::for_tests()?;
    }
    shell::say("everything is set up");
    Ok(())
}
