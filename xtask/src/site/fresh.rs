//! Skips a part of the build while its inputs are those of its last run.

use crate::workspace::{self, files_in};
use anyhow::{Context, Result};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// What a part is built from.
pub(super) struct Inputs {
    /// Files, and folders with everything in them; one that doesn't exist counts as empty.
    pub(super) paths: Vec<PathBuf>,
    /// Tools, flags and other parts.
    pub(super) recipe: String,
}

impl Inputs {
    /// `paths` relative to the workspace's root, and what every part depends on.
    pub(super) fn new(paths: impl IntoIterator<Item = PathBuf>, recipe: String) -> Self {
        let common =
            ["Cargo.toml", "Cargo.lock", "xtask/src/site", "xtask/src/tools/compiler.rs"].map(PathBuf::from);
        let paths = paths.into_iter().chain(common).map(|path| workspace::root().join(path)).collect();
        Self { paths, recipe }
    }

    /// A number that changes with any byte of them.
    fn fingerprint(&self) -> Result<u64> {
        let mut hasher = DefaultHasher::new();
        self.recipe.hash(&mut hasher);
        for file in self.paths.iter().map(|path| files_in(path)).collect::<Result<Vec<_>>>()?.concat() {
            file.hash(&mut hasher);
            fs::read(&file).with_context(|| format!("can't read {}", file.display()))?.hash(&mut hasher);
        }
        Ok(hasher.finish())
    }
}

/// Does `work` unless it was last done on equal `inputs` and `result` is still there; returns the fingerprint
/// and whether it was done.
pub(super) fn unless_fresh(
    name: &str,
    inputs: &Inputs,
    result: &Path,
    work: impl FnOnce() -> Result<()>,
) -> Result<(u64, bool)> {
    let stamp = workspace::site_work().join(format!("{name}.stamp"));
    // Taken before the work: an edit in the middle of it makes the next build do it again.
    let fingerprint = inputs.fingerprint()?;
    if result.exists() && fs::read_to_string(&stamp).is_ok_and(|last| last == fingerprint.to_string()) {
        return Ok((fingerprint, false));
    }
    // A failed build is no last run.
    fs::remove_file(&stamp).or_else(|error| if stamp.exists() { Err(error) } else { Ok(()) })?;
    work()?;
    fs::write(&stamp, fingerprint.to_string())?;
    Ok((fingerprint, true))
}
