//! `workerpool` from npm, which the site's kernels are timed beside; its lock file says which bytes.

use super::{cache, npm};
use crate::{shell, workspace};
use anyhow::Result;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// As in the lock file.
const VERSION: &str = "10.0.3";

/// The script, for a page and its workers.
pub(crate) fn find_or_install() -> Result<PathBuf> {
    let root = cache::folder().join(format!("workerpool-{VERSION}"));
    let script = root.join("node_modules/workerpool/dist/workerpool.min.js");
    let _lock = cache::lock()?;
    if script.is_file() {
        return Ok(script);
    }
    let npm = npm::program()?;
    shell::step(&format!("installing workerpool {VERSION} with npm"), || {
        // A half-installed folder must not be taken for a whole one.
        let half = root.with_extension("half");
        fs::create_dir_all(&half)?;
        for file in ["package.json", "package-lock.json"] {
            fs::copy(workspace::root().join("xtask/bench/npm").join(file), half.join(file))?;
        }
        let flags = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
        shell::output(Command::new(npm).args(flags).current_dir(&half))?;
        Ok(fs::rename(half, &root)?)
    })?;
    Ok(script)
}
