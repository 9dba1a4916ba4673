//! The folder of this user's tools, shared by all clones and worktrees.

use crate::{shell, workspace};
use anyhow::{Context, Result};
use std::fs::{self, File};
use std::path::PathBuf;

/// `$XDG_CACHE_HOME/interleave/tools`, by default below `~/.cache`.
pub(super) fn folder() -> PathBuf {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let cache = set("XDG_CACHE_HOME").or_else(|| set("HOME").map(|home| home.join(".cache")));
    // Without a home, at least this clone keeps its tools.
    cache.unwrap_or_else(|| workspace::root().join("target")).join("interleave/tools")
}

/// Keeps two set-ups from installing the same thing; dropping it lets the next one go on.
pub(super) fn lock() -> Result<File> {
    let folder = folder();
    fs::create_dir_all(&folder)
        .with_context(|| format!("can't make the tools' folder {}", folder.display()))?;
    let file = File::create(folder.join(".lock"))?;
    if file.try_lock().is_err() {
        shell::say("another set-up is running; waiting for it");
        file.lock()?;
    }
    Ok(file)
}
