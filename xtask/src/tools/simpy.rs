//! SimPy, which the simulator is timed beside: from PyPI, in a virtual environment of its own.

use super::cache;
use crate::shell;
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::Command;

const VERSION: &str = "4.1.2";

/// The Python that can import it.
pub(crate) fn find_or_install() -> Result<PathBuf> {
    let folder = cache::folder().join(format!("simpy-{VERSION}"));
    let python = folder.join("bin/python");
    let _lock = cache::lock()?;
    let works = || shell::output(Command::new(&python).args(["-c", "import simpy"]));
    if works().is_ok() {
        return Ok(python);
    }
    let system = shell::on_path("python3").context("`python3` is not on PATH")?;
    shell::step(&format!("installing SimPy {VERSION} with pip"), || {
        shell::output(Command::new(system).args(["-m", "venv", "--clear"]).arg(&folder))?;
        let package = format!("simpy=={VERSION}");
        shell::output(Command::new(&python).args(["-m", "pip", "install", "--quiet", &package]))?;
        works()
    })?;
    Ok(python)
}
