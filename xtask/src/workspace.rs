//! Where things are, and which crates stand on which.

use crate::shell;
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The workspace's root folder.
pub(crate) fn root() -> &'static Path {
    // This crate lies in a folder directly below the root.
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// The finished site.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// Where the site's parts are built, with the cargo target folders of the two WebAssembly programs.
pub(crate) fn site_work() -> PathBuf {
    root().join("target/site")
}

/// The members of the workspace, by name: their folder, and the members that each needs outside of its tests.
#[derive(Debug)]
pub(crate) struct Members(BTreeMap<String, Member>);

#[derive(Debug)]
struct Member {
    folder: PathBuf,
    needs: Vec<String>,
}

impl Members {
    /// Reads them from cargo.
    pub(crate) fn read() -> Result<Self> {
        let json =
            shell::output(&mut shell::cargo(["metadata", "--format-version=1", "--no-deps", "--offline"]))?;
        let metadata: Value = serde_json::from_str(&json).context("cargo metadata printed no JSON")?;
        let packages = metadata["packages"].as_array().context("cargo metadata lists no packages")?;
        Ok(Self(packages.iter().filter_map(Self::member).collect()))
    }

    fn member(package: &Value) -> Option<(String, Member)> {
        let folder = Path::new(package["manifest_path"].as_str()?).parent()?.to_owned();
        let dependencies = package["dependencies"].as_array()?.iter();
        let needed = dependencies.filter(|need| need["kind"] != "dev" && !need["path"].is_null());
        let needs = needed.filter_map(|need| Some(need["name"].as_str()?.to_owned())).collect();
        Some((package["name"].as_str()?.to_owned(), Member { folder, needs }))
    }

    /// The folders of `name` and of every member that it stands on.
    pub(crate) fn folders_under(&self, name: &str) -> Result<BTreeSet<PathBuf>> {
        let mut folders = BTreeSet::new();
        let mut open = vec![name];
        while let Some(name) = open.pop() {
            let member = self.0.get(name).with_context(|| format!("no package `{name}` in the workspace"))?;
            if folders.insert(member.folder.clone()) {
                open.extend(member.needs.iter().map(String::as_str));
            }
        }
        Ok(folders)
    }
}

/// The files in `path`, sorted, without hidden ones.
pub(crate) fn files_in(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    if !path.exists() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(path)?.collect::<std::io::Result<Vec<_>>>()?;
    let mut entries: Vec<PathBuf> =
        entries.iter().map(fs::DirEntry::path).filter(|path| !is_hidden(path)).collect();
    entries.sort();
    Ok(entries.iter().map(|entry| files_in(entry)).collect::<Result<Vec<_>>>()?.concat())
}

/// Editors leave hidden files for moments.
fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}
