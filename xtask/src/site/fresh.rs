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

#[cfg(test)]
mod tests {
    use super::{Inputs, unless_fresh};
    use crate::workspace;
    use std::cell::Cell;
    use std::fs;

    #[test]
    fn only_an_edit_a_new_recipe_or_a_lost_result_makes_it_anew() {
        let folder = workspace::site_work().join("test-fresh");
        fs::create_dir_all(&folder).unwrap();
        let (source, result) = (folder.join("source.rs"), folder.join("result"));
        fs::write(&source, "one").unwrap();
        fs::write(&result, "").unwrap();
        let done = Cell::new(0);
        let build = |recipe: &str| {
            let inputs = Inputs { paths: vec![source.clone()], recipe: recipe.to_owned() };
            let work = || {
                done.set(done.get() + 1);
                Ok(())
            };
            unless_fresh("test-fresh/part", &inputs, &result, work).unwrap();
            done.get()
        };
        let first = build("a");
        assert_eq!(build("a"), first, "nothing changed");
        fs::write(&source, "two").unwrap();
        assert_eq!(build("a"), first + 1, "an edit");
        assert_eq!(build("b"), first + 2, "another recipe");
        fs::remove_file(&result).unwrap();
        assert_eq!(build("b"), first + 3, "the result is gone");
    }

    #[test]
    fn a_failed_build_is_done_again() {
        let folder = workspace::site_work().join("test-failed");
        fs::create_dir_all(&folder).unwrap();
        let inputs = Inputs { paths: Vec::new(), recipe: String::new() };
        unless_fresh("test-failed/part", &inputs, &folder, || Ok(())).unwrap();
        let broken = Inputs { paths: Vec::new(), recipe: "broken".to_owned() };
        assert!(unless_fresh("test-failed/part", &broken, &folder, || anyhow::bail!("no")).is_err());
        let (_, built) = unless_fresh("test-failed/part", &inputs, &folder, || Ok(())).unwrap();
        assert!(built, "the stamp of the build before must not hide the broken one");
    }
}
