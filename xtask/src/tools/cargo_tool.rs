//! Programs that are installed with `cargo install`.

use super::{cache, on_path};
use crate::shell;
use anyhow::Result;
use std::path::PathBuf;
use std::process::Command;

/// A program in one version.
pub(super) struct CargoTool {
    pub(super) package: &'static str,
    pub(super) version: &'static str,
    pub(super) program: &'static str,
    /// Further arguments of `cargo install`.
    pub(super) flags: &'static [&'static str],
    /// A tool that runs for a second isn't worth minutes of optimisation.
    pub(super) opt_level: &'static str,
    /// How long the installation takes on two cores, for the person who waits.
    pub(super) expect: &'static str,
}

impl CargoTool {
    /// The folder that holds the program.
    pub(super) fn find_or_install(&self) -> Result<PathBuf> {
        let root = cache::folder().join(format!("{}-{}", self.package, self.version));
        let folder = root.join("bin");
        if folder.join(self.program).is_file() {
            return Ok(folder);
        }
        if let Some(folder) = on_path(self.program, self.version) {
            return Ok(folder);
        }
        let what = format!("installing {} {} with cargo, {}", self.package, self.version, self.expect);
        shell::step(&what, || shell::output(&mut self.installation(&root)))?;
        Ok(folder)
    }

    fn installation(&self, root: &std::path::Path) -> Command {
        let mut cargo = shell::cargo(["install", self.package, "--version", self.version, "--root"]);
        cargo.arg(root).args(self.flags).current_dir(cache::folder());
        for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_TARGET_DIR", "CARGO_BUILD_TARGET"] {
            cargo.env_remove(name);
        }
        cargo
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", self.opt_level)
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
            .env("CARGO_PROFILE_RELEASE_STRIP", "debuginfo");
        cargo
    }
}
