//! The build's pipeline, from sources to `dist/`:
//!
//! ```text
//! crates/engine, meter --> wasm-bindgen --> wasm-opt --\
//! crates/porter ---------> wasm-bindgen --> wasm-opt ---\
//!                                                      > assemble --> prerender --> dist/
//! crates/ui, index.html, www/ --------- Trunk --------/
//! posters and cards -----------------------------------/
//! ```
//!
//! Each part is skipped while its inputs are those of its last run ([`fresh`]).

mod assemble;
mod engine;
mod fresh;
mod minify;
mod page;
mod pictures;
mod porter;
mod sizes;
mod url;
mod version;
mod watch;

use crate::shell;
use crate::tools::Tools;
use crate::workspace::{self, Members};
use anyhow::{Result, anyhow};
pub(crate) use engine::build_like_engine;
pub(crate) use sizes::{first_visit_bytes, report as report_sizes};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
pub(crate) use url::SiteUrl;
pub(crate) use watch::Watch;

/// Builds what changed since the last time; tells whether anything did. `url` is where the site will be, if that is
/// known.
pub(crate) fn build(tools: &Tools, url: Option<&SiteUrl>) -> Result<bool> {
    let members = Members::read()?;
    fs::create_dir_all(workspace::site_work())?;
    // Each has a target folder of its own; the one's link overlaps the other's compilation.
    let (workers, page, natively) = thread::scope(|scope| {
        let workers = scope.spawn(|| Ok([engine::build(tools, &members)?, porter::build(tools, &members)?]));
        // These two share a target folder, and so wait for each other.
        let natively = scope.spawn(|| {
            let prerender = assemble::build_prerender(&members)?;
            Ok((prerender, pictures::build(&members, url)?))
        });
        let page = page::build(tools, &members);
        (join(workers), page, join(natively))
    });
    let (prerender, pictures) = natively?;
    let built = assemble::assemble(tools, &workers?, &page?, &pictures, prerender, url)?;
    shell::say(if built { "dist/ is built" } else { "dist/ is up to date" });
    Ok(built)
}

/// A part of the site that lies in a folder.
struct Part {
    folder: PathBuf,
    /// Changes when the part was built from other inputs.
    fingerprint: u64,
}

fn join<T>(thread: thread::ScopedJoinHandle<'_, Result<T>>) -> Result<T> {
    thread.join().map_err(|_| anyhow!("the build thread panicked"))?
}

/// Copies a folder with everything in it.
fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Removes a folder, if it is there.
fn remove_folder(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}
