//! Rust for WebAssembly: a compiler together with its standard library's source.
//!
//! Threads need a standard library built with atomics, and none is shipped, so `-Zbuild-std` builds one.
//! That takes the source of exactly the compiler's version: rustup's `rust-src` where rustup's server can be reached,
//! the distribution's packages where not.

mod distribution;
mod nightly;

use crate::shell;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The linker's setting, where the compiler brings none.
const LINKER: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER";

/// A compiler that can build the standard library for WebAssembly.
pub(crate) struct Compiler {
    name: String,
    /// Holds `cargo` and `rustc`.
    folder: PathBuf,
    /// What else it needs in the environment.
    variables: Vec<(&'static str, PathBuf)>,
}

impl Compiler {
    /// What it is, with its version.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The folder of its `cargo`.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Its `cargo`.
    pub(crate) fn cargo(&self) -> Command {
        let mut cargo = Command::new(self.folder.join("cargo"));
        self.set_up(&mut cargo);
        cargo
    }

    /// Makes `command` use this compiler, whatever the one of the native build is told to use.
    pub(crate) fn set_up(&self, command: &mut Command) {
        let native = [
            "RUSTUP_TOOLCHAIN",
            "RUSTFLAGS",
            "CARGO_ENCODED_RUSTFLAGS",
            "CARGO_BUILD_TARGET",
            "LD_LIBRARY_PATH",
        ];
        for name in native {
            command.env_remove(name);
        }
        command
            .env("CARGO", self.folder.join("cargo"))
            .env("RUSTC", self.folder.join("rustc"))
            .env("CARGO_UNSTABLE_BUILD_STD", "panic_abort,std")
            .envs(self.variables.iter().map(|(name, value)| (name, value)));
    }

    /// The compiler in `folder`, when it and its library's source are there.
    fn in_folder(kind: &str, folder: PathBuf) -> Option<Self> {
        let version = shell::output(Command::new(folder.join("rustc")).arg("--version")).ok()?;
        let sysroot = shell::output(Command::new(folder.join("rustc")).args(["--print", "sysroot"])).ok()?;
        let source = Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/Cargo.toml");
        let whole = source.is_file() && folder.join("cargo").is_file();
        whole.then(|| Self { name: format!("{kind}: {}", version.trim()), folder, variables: Vec::new() })
    }
}

/// What is there is taken before anything is installed.
pub(super) fn find_or_install() -> Result<Compiler> {
    if let Some(compiler) = nightly::find() {
        return Ok(compiler);
    }
    if let Some(compiler) = distribution::find() {
        return distribution::with_linker(compiler);
    }
    let by_rustup = match nightly::install() {
        Ok(compiler) => return Ok(compiler),
        Err(error) => format!("{error:#}"),
    };
    shell::say(format!(
        "rustup can't provide {} ({by_rustup}); taking the distribution's compiler",
        nightly::NAME
    ));
    let compiler = distribution::install().with_context(|| {
        format!(
            "no compiler for WebAssembly: neither rustup (`rustup toolchain install {} --component rust-src`: {by_rustup}) \
             nor the distribution provides one",
            nightly::NAME
        )
    })?;
    distribution::with_linker(compiler)
}
