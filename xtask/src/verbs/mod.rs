//! One file per verb.

pub(crate) mod bench;
pub(crate) mod build;
pub(crate) mod check_deps;
pub(crate) mod fidelity;
pub(crate) mod fit;
pub(crate) mod fmt;
pub(crate) mod posters;
pub(crate) mod serve;
pub(crate) mod setup;
pub(crate) mod sim;
pub(crate) mod test;

use anyhow::{Result, bail};

/// Refuses arguments, for a verb that has none.
fn no_arguments(verb: &str, arguments: &[String]) -> Result<()> {
    match arguments.first() {
        None => Ok(()),
        Some(first) => bail!("`{verb}` takes no argument, but was given `{first}`"),
    }
}
