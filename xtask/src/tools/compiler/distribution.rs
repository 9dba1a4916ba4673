//! The distribution's compiler, beside rustup's and without touching it.

use super::{Compiler, LINKER};
use crate::shell;
use crate::tools::apt;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Debian's names: the compilers that it keeps current for its browsers.
const PACKAGES: &[&str] = &["rustc-web", "cargo-web", "rust-web-src"];
/// A linker for WebAssembly, for when rustup's isn't there.
const LINKER_PACKAGE: &str = "lld";
/// The workspace's `rust-version`: an older one can't build it.
const OLDEST: u32 = 95;

/// The distribution's compiler, where it is new enough and its library's source is there.
pub(super) fn find() -> Option<Compiler> {
    let mut compiler = Compiler::in_folder("the distribution's", PathBuf::from("/usr/bin"))?;
    let minor: u32 = compiler.name().split("rustc 1.").nth(1)?.split('.').next()?.parse().ok()?;
    // Building the standard library is an unstable feature, which a stable compiler allows only so.
    compiler.variables.push(("RUSTC_BOOTSTRAP", PathBuf::from("1")));
    (minor >= OLDEST).then_some(compiler)
}

/// Installs it.
pub(super) fn install() -> Result<Compiler> {
    apt::install(PACKAGES)?;
    find().with_context(|| {
        format!("{} give no compiler from Rust 1.{OLDEST} on with its library's source", PACKAGES.join(", "))
    })
}

/// Gives it a linker for WebAssembly, which it doesn't bring.
pub(super) fn with_linker(mut compiler: Compiler) -> Result<Compiler> {
    let linker = match find_linker() {
        Some(linker) => linker,
        None => {
            apt::install(&[LINKER_PACKAGE])?;
            find_linker().context("`wasm-ld` is still not on PATH")?
        }
    };
    compiler.variables.push((LINKER, linker));
    Ok(compiler)
}

/// rustup's own, or LLVM's.
fn find_linker() -> Option<PathBuf> {
    rustup_linker().or_else(|| ["wasm-ld", "rust-lld"].into_iter().find_map(shell::on_path))
}

fn rustup_linker() -> Option<PathBuf> {
    let sysroot = shell::output(Command::new("rustc").args(["--print", "sysroot"])).ok()?;
    let host = shell::output(Command::new("rustc").args(["--print", "host-tuple"])).ok()?;
    let linker = Path::new(sysroot.trim()).join("lib/rustlib").join(host.trim()).join("bin/rust-lld");
    linker.is_file().then_some(linker)
}
