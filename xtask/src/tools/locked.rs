//! npm packages whose every byte a lock file names: `xtask/npm/PACKAGE`.

use super::{cache, npm};
use crate::{shell, workspace};
use anyhow::Result;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// A package, and the file of it that is used.
pub(super) struct Locked {
    package: &'static str,
    /// As in the lock file.
    version: &'static str,
    /// Below `node_modules`.
    file: &'static str,
}

/// What the site's kernels are timed beside.
pub(super) const WORKERPOOL: Locked =
    Locked { package: "workerpool", version: "10.0.3", file: "workerpool/dist/workerpool.min.js" };

/// Checks pages against the accessibility guidelines. MPL-2.0: used in tests, in no file of the site.
pub(super) const AXE: Locked = Locked { package: "axe-core", version: "4.14.1", file: "axe-core/axe.min.js" };

/// Newer ones need a newer Node.js.
pub(super) const LIGHTHOUSE: Locked =
    Locked { package: "lighthouse", version: "12.8.2", file: "lighthouse/cli/index.js" };

impl Locked {
    /// The file; the caller holds the folder's lock.
    pub(super) fn find_or_install(&self) -> Result<PathBuf> {
        let Self { package, version, file } = self;
        let root = cache::folder().join(format!("{package}-{version}"));
        let file = root.join("node_modules").join(file);
        if file.is_file() {
            return Ok(file);
        }
        let npm = npm::program()?;
        shell::step(&format!("installing {package} {version} with npm"), || {
            // A half-installed folder must not be taken for a whole one.
            let half = root.with_extension("half");
            fs::create_dir_all(&half)?;
            for list in ["package.json", "package-lock.json"] {
                fs::copy(workspace::root().join("xtask/npm").join(package).join(list), half.join(list))?;
            }
            let flags = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
            shell::output(Command::new(npm).args(flags).current_dir(&half))?;
            Ok(fs::rename(half, &root)?)
        })?;
        Ok(file)
    }
}
