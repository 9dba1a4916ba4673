//! The porter, which is loaded when a trace is brought: built without atomics, so that its memory grows to whatever a
//! browser gives.
//!
//! Result: `porter.js`, `porter_bg.wasm` and the files of `crates/porter/js/`.

use super::engine::{Recipe, bind, compile};
use super::fresh::{Inputs, unless_fresh};
use super::{Part, copy_folder, remove_folder};
use crate::shell::step;
use crate::tools::Tools;
use crate::workspace::{self, Members};
use anyhow::Result;

const PORTER: Recipe = Recipe {
    target: "porter-target",
    flags: "-Ctarget-feature=+bulk-memory,+simd128,+nontrapping-fptoint -Zlocation-detail=none",
    // A trace of a million slices is sorted: the standard library is built to be fast.
    std_features: "",
};

/// Builds the porter if any crate that it stands on changed.
pub(super) fn build(tools: &Tools, members: &Members) -> Result<Part> {
    let folder = workspace::site_work().join("porter");
    let Recipe { flags, std_features, .. } = PORTER;
    let inputs =
        Inputs::new(members.folders_under("porter")?, format!("{} {flags} {std_features}", tools.versions()));
    let (fingerprint, _) = unless_fresh("porter", &inputs, &folder, || {
        remove_folder(&folder)?;
        let wasm = step("porter: compiling", || compile(tools, "porter", &PORTER))?;
        step("porter: wasm-bindgen and wasm-opt", || bind(tools, "porter", &wasm, &folder))?;
        copy_folder(&workspace::root().join("crates/porter/js"), &folder)
    })?;
    Ok(Part { folder, fingerprint })
}
