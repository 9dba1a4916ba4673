//! `cargo xtask build`: the complete static site in `dist/`, relocatable to any path prefix.
//!
//! With `--url` its pages also say where it will be, for those who show a link with a picture.

use super::no_arguments;
use crate::site::{self, SiteUrl};
use crate::tools;
use anyhow::Result;

/// Sets up what the build needs and builds what changed.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let (url, rest) = SiteUrl::among(arguments)?;
    no_arguments("build", &rest)?;
    let tools = tools::for_build()?;
    site::build(&tools, url.as_ref())?;
    site::report_sizes()
}
