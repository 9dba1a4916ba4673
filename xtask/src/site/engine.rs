//! The engine and the meter, which is loaded when something is measured: two binaries built alike, with atomics, with
//! their worker's scripts and the thread pool's helper beside them.
//!
//! Result: `engine.js`, `engine_bg.wasm`, `meter.js`, `meter_bg.wasm`, `snippets/` (of wasm-bindgen) and the files of
//! `crates/engine/js/`.

use super::fresh::{Inputs, unless_fresh};
use super::{Part, copy_folder, remove_folder};
use crate::shell::{run, step};
use crate::tools::Tools;
use crate::workspace::{self, Members};
use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};

const TARGET: &str = "wasm32-unknown-unknown";
const PROFILE: &str = "wasm-engine";

/// Shared memory has to be asked for from the linker by hand since late 2025, and the pool's workers need the exports.
const FLAGS: &str = "-Ctarget-feature=+atomics,+bulk-memory,+simd128 \
    -Clink-arg=--shared-memory -Clink-arg=--max-memory=1073741824 -Clink-arg=--import-memory \
    -Clink-arg=--export=__wasm_init_tls -Clink-arg=--export=__tls_size \
    -Clink-arg=--export=__tls_align -Clink-arg=--export=__tls_base \
    -Zlocation-detail=none -Zfmt-debug=none";

/// The standard library's short ways of sorting, formatting and searching: what is hot sorts little.
const STD_FEATURES: &str = "optimize_for_size";

/// What the compiler uses and every browser with threads has; `wasm-opt` must know all that occurs and add nothing.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
    "--enable-threads",
];

/// The two programs of the page's worker.
const PROGRAMS: [&str; 2] = ["engine", "meter"];

/// Builds the engine and the meter if any crate that they stand on changed.
pub(super) fn build(tools: &Tools, members: &Members) -> Result<Part> {
    let folder = workspace::site_work().join("engine");
    let recipe = format!("{} {FLAGS} {STD_FEATURES} {PROFILE} {FEATURES:?}", tools.versions());
    let [engine, meter] = PROGRAMS.map(|program| members.folders_under(program));
    let inputs = Inputs::new(engine?.into_iter().chain(meter?), recipe);
    let (fingerprint, _) = unless_fresh("engine", &inputs, &folder, || {
        remove_folder(&folder)?;
        for program in PROGRAMS {
            let wasm =
                step(&format!("{program}: compiling with atomics"), || compile(tools, program, &ENGINE))?;
            step(&format!("{program}: wasm-bindgen and wasm-opt"), || bind(tools, program, &wasm, &folder))?;
        }
        copy_folder(&workspace::root().join("crates/engine/js"), &folder)
    })?;
    Ok(Part { folder, fingerprint })
}

/// Builds the library of another package just as the engine, for programs that need no `wasm-bindgen`.
pub(crate) fn build_like_engine(tools: &Tools, package: &str) -> Result<PathBuf> {
    let wasm = step(&format!("{package}: compiling as the engine"), || compile(tools, package, &ENGINE))?;
    let small = wasm.with_extension("small.wasm");
    run(tools.wasm_opt().arg("-O3").args(FEATURES).arg(&wasm).arg("-o").arg(&small))?;
    Ok(small)
}

/// How a worker's program is compiled.
pub(super) struct Recipe {
    /// A target folder of its own, so that the flags don't leak into the page's and the native builds.
    pub(super) target: &'static str,
    pub(super) flags: &'static str,
    pub(super) std_features: &'static str,
}

const ENGINE: Recipe = Recipe { target: "engine-target", flags: FLAGS, std_features: STD_FEATURES };

/// Returns the raw binary.
pub(super) fn compile(tools: &Tools, package: &str, recipe: &Recipe) -> Result<PathBuf> {
    let target = workspace::site_work().join(recipe.target);
    // A library can be optimised as a whole only where it is nothing but a `cdylib`; natively it is a plain one.
    let mut cargo = tools.compiler.cargo();
    cargo
        .args(["rustc", "--quiet", "--package", package, "--lib", "--crate-type", "cdylib"])
        .args(["--profile", PROFILE, "--target", TARGET])
        .current_dir(workspace::root())
        .env("CARGO_TARGET_DIR", &target)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", recipe.flags)
        .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", recipe.std_features);
    run(&mut cargo)?;
    Ok(target.join(TARGET).join(PROFILE).join(package.replace('-', "_")).with_extension("wasm"))
}

/// Puts the program with its glue into `folder`.
pub(super) fn bind(tools: &Tools, program: &str, wasm: &Path, folder: &Path) -> Result<()> {
    let mut bindgen = tools.wasm_bindgen();
    bindgen
        .args(["--target", "web", "--no-typescript", "--out-name", program, "--out-dir"])
        .arg(folder)
        .arg(wasm);
    run(&mut bindgen)?;
    let (bound, small) = (folder.join(format!("{program}_bg.wasm")), folder.join("small.wasm"));
    run(tools.wasm_opt().arg("-O3").args(FEATURES).arg(&bound).arg("-o").arg(&small))?;
    Ok(fs::rename(small, bound)?)
}
