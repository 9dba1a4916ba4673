//! The page: Trunk builds `crates/ui` from `index.html` and `Trunk.toml`, and copies `www/` in.

use super::Part;
use super::fresh::{Inputs, unless_fresh};
use crate::shell::{run, step};
use crate::tools::Tools;
use crate::workspace::{self, Members};
use anyhow::Result;
use std::path::PathBuf;

/// What the page is made of beside Rust.
const FILES: &[&str] = &["index.html", "Trunk.toml", "www", "content"];

/// Every byte of the page's program is waited for: none goes to where in the sources a panic was (the build machine's
/// paths would travel, too), to what a panic says (it traps, and `www/assets/boot.js` tells the reader) and to derived
/// debug output, which nothing shows.
const FLAGS: &str = "-Zlocation-detail=none -Zfmt-debug=none -Zunstable-options -Cpanic=immediate-abort";

/// Builds the page if it or a crate that it stands on changed.
pub(super) fn build(tools: &Tools, members: &Members) -> Result<Part> {
    let folder = workspace::site_work().join("page");
    let paths = members.folders_under("ui")?.into_iter().chain(FILES.iter().map(PathBuf::from));
    let inputs = Inputs::new(paths, format!("{} {FLAGS}", tools.versions()));
    let (fingerprint, _) = unless_fresh("page", &inputs, &folder, || {
        step("page: Trunk", || {
            let mut trunk = tools.trunk()?;
            trunk
                .args(["build", "--log", "warn", "--dist"])
                .arg(&folder)
                .current_dir(workspace::root())
                .env("CARGO_TARGET_DIR", workspace::site_work().join("page-target"))
                .env("CARGO_TERM_QUIET", "true")
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", FLAGS)
                .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size");
            run(&mut trunk)
        })
    })?;
    Ok(Part { folder, fingerprint })
}
