//! `cargo xtask build`: the complete static site in `dist/`, relocatable to any path prefix.

use crate::{site, tools};
use anyhow::Result;

/// Sets up what the build needs and builds what changed.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    super::no_arguments("build", arguments)?;
    let tools = tools::for_build()?;
    site::build(&tools)?;
    site::report_sizes()
}
