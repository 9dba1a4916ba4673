//! Programs from npm packages: `wasm-opt` of `binaryen`, and `esbuild`.

use super::{cache, on_path};
use crate::shell;
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The version of Binaryen, which is also the one that `wasm-opt` prints.
pub(super) const BINARYEN: &str = "132";

/// The version of esbuild, which is also the one that it prints.
const ESBUILD: &str = "0.28.2";

/// The folder that holds `wasm-opt`.
pub(super) fn wasm_opt() -> Result<PathBuf> {
    Package { name: "binaryen", version: BINARYEN, of_registry: "132.0.0", program: "wasm-opt" }
        .find_or_install()
}

/// The folder that holds `esbuild`.
pub(super) fn esbuild() -> Result<PathBuf> {
    Package { name: "esbuild", version: ESBUILD, of_registry: ESBUILD, program: "esbuild" }.find_or_install()
}

/// A package that holds a program.
struct Package {
    name: &'static str,
    /// As its program prints it.
    version: &'static str,
    /// As the registry calls it.
    of_registry: &'static str,
    program: &'static str,
}

impl Package {
    fn find_or_install(&self) -> Result<PathBuf> {
        let root = cache::folder().join(format!("{}-{}", self.name, self.version));
        let folder = root.join("node_modules/.bin");
        if folder.join(self.program).is_file() {
            return Ok(folder);
        }
        if let Some(folder) = on_path(self.program, self.version) {
            return Ok(folder);
        }
        let npm = program()?;
        shell::step(&format!("installing {} {} with npm", self.program, self.version), || {
            // A half-installed folder must not be taken for a whole one.
            let half = root.with_extension("half");
            fs::create_dir_all(&half)?;
            let package = format!("{}@{}", self.name, self.of_registry);
            let flags = ["install", "--no-save", "--no-audit", "--no-fund", &package, "--prefix"];
            shell::output(Command::new(npm).args(flags).arg(&half).current_dir(&half))?;
            Ok(fs::rename(half, root)?)
        })?;
        Ok(folder)
    }
}

/// The installer itself.
pub(super) fn program() -> Result<PathBuf> {
    shell::on_path("npm").context("`npm` is missing: install Node.js (nodejs.org, or your distribution)")
}
