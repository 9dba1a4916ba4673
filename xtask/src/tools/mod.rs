//! Finds or installs the programs that the build and the tests need.
//!
//! What is on PATH in the right version is taken; anything else goes into one folder per user, so that clones share it.
//! [`compiler`] is Rust for WebAssembly with its library's source, [`cargo_tool`], [`npm`] and [`locked`] install from registries,
//! [`apt`] from the distribution, [`components`] adds to the native toolchain, [`browsers`] is what the tests drive.

mod apt;
mod browsers;
mod cache;
mod cargo_tool;
mod compiler;
mod components;
mod locked;
mod npm;
mod simpy;

use crate::shell;
use anyhow::{Result, anyhow};
pub(crate) use browsers::Browsers;
use cargo_tool::CargoTool;
pub(crate) use compiler::Compiler;
pub(crate) use simpy::find_or_install as simpy;
use std::path::PathBuf;
use std::process::Command;
use std::thread;

/// Must equal the `wasm-bindgen` crate's version in the root manifest.
const WASM_BINDGEN: CargoTool = CargoTool {
    package: "wasm-bindgen-cli",
    version: "0.2.130",
    program: "wasm-bindgen",
    // Its own lock file names crates that are too new for some registries.
    flags: &[],
    // It runs at every build, so a little optimisation pays.
    opt_level: "1",
    expect: "about 2 minutes",
};

/// Newer ones need a newer compiler.
const TRUNK: CargoTool = CargoTool {
    package: "trunk",
    version: "0.21.14",
    program: "trunk",
    // It shall download nothing by itself, so it needs neither TLS nor the update check.
    flags: &["--locked", "--no-default-features"],
    opt_level: "0",
    expect: "about 3 minutes",
};

/// What a build of the site uses.
pub(crate) struct Tools {
    pub(crate) compiler: Compiler,
    wasm_bindgen: PathBuf,
    trunk: PathBuf,
    wasm_opt: PathBuf,
    esbuild: PathBuf,
}

impl Tools {
    /// `wasm-bindgen`.
    pub(crate) fn wasm_bindgen(&self) -> Command {
        Command::new(self.wasm_bindgen.join("wasm-bindgen"))
    }

    /// `wasm-opt`.
    pub(crate) fn wasm_opt(&self) -> Command {
        Command::new(self.wasm_opt.join("wasm-opt"))
    }

    /// `esbuild`, which makes scripts and styles smaller.
    pub(crate) fn esbuild(&self) -> Command {
        Command::new(self.esbuild.join("esbuild"))
    }

    /// `trunk`, which finds the compiler and the other tools on its PATH.
    pub(crate) fn trunk(&self) -> Result<Command> {
        let mut trunk = Command::new(self.trunk.join("trunk"));
        self.compiler.set_up(&mut trunk);
        let folders = [self.compiler.folder(), self.wasm_bindgen.as_path(), self.wasm_opt.as_path()];
        trunk.env("PATH", shell::path_with(folders)?);
        Ok(trunk)
    }

    /// The versions, for telling whether something has to be built again.
    pub(crate) fn versions(&self) -> String {
        format!("{} {} {} {}", self.compiler.name(), WASM_BINDGEN.version, TRUNK.version, npm::BINARYEN)
    }
}

/// Everything for `cargo xtask build`; what comes from different places is installed at the same time.
pub(crate) fn for_build() -> Result<Tools> {
    let _lock = cache::lock()?;
    thread::scope(|scope| {
        let compiler = scope.spawn(compiler::find_or_install);
        let wasm_opt = scope.spawn(npm::wasm_opt);
        let esbuild = scope.spawn(npm::esbuild);
        // One after the other: each keeps all cores busy.
        let wasm_bindgen = WASM_BINDGEN.find_or_install();
        let trunk = TRUNK.find_or_install();
        Ok(Tools {
            compiler: join(compiler)?,
            wasm_opt: join(wasm_opt)?,
            esbuild: join(esbuild)?,
            wasm_bindgen: wasm_bindgen?,
            trunk: trunk?,
        })
    })
}

/// The formatter and the linter.
pub(crate) fn for_lint() -> Result<()> {
    let _lock = cache::lock()?;
    components::find_or_install()
}

/// The browsers and their drivers, for `cargo xtask test`.
pub(crate) fn for_tests() -> Result<Browsers> {
    let _lock = cache::lock()?;
    browsers::find_or_install()
}

/// The script of the npm package `workerpool`, for a page and its workers.
pub(crate) fn workerpool() -> Result<PathBuf> {
    let _lock = cache::lock()?;
    locked::WORKERPOOL.find_or_install()
}

/// Lighthouse's program, for Node.js.
pub(crate) fn lighthouse() -> Result<PathBuf> {
    let _lock = cache::lock()?;
    locked::LIGHTHOUSE.find_or_install()
}

/// The folder on PATH that holds `program` in that version, as it prints it.
fn on_path(program: &str, version: &str) -> Option<PathBuf> {
    let program = shell::on_path(program)?;
    let says = shell::output(Command::new(&program).arg("--version")).ok()?;
    let right = says.split_whitespace().any(|word| word == version);
    right.then(|| program.parent().map(PathBuf::from)).flatten()
}

fn join<T>(thread: thread::ScopedJoinHandle<'_, Result<T>>) -> Result<T> {
    thread.join().map_err(|_| anyhow!("the set-up thread panicked"))?
}
