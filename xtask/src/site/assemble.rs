//! Puts page and engine together, has the pages prerendered, and swaps the result into `dist/` in one go.

use super::fresh::{Inputs, unless_fresh};
use super::minify::minify;
use super::{Part, SiteUrl, copy_folder, remove_folder, version};
use crate::shell::{cargo, run, step};
use crate::tools::Tools;
use crate::workspace::{self, Members};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// The programs of the pages, `crates/ui/src/bin`.
const PROGRAMS: [&str; 4] = ["race", "studio", "builder", "figure"];

/// Its list of what there is to keep is written into it last.
const WORKER: &str = "sw.js";

/// Compiles the program that renders the page natively; returns what it is made from.
pub(super) fn build_prerender(members: &Members) -> Result<u64> {
    let paths = members
        .folders_under("prerender")?
        .into_iter()
        .chain(["docs/FIDELITY.md", "content"].map(PathBuf::from));
    let inputs = Inputs::new(paths, String::new());
    let (fingerprint, _) = unless_fresh("prerender", &inputs, workspace::root(), || {
        step("prerender: compiling", || run(&mut cargo(["build", "--quiet", "--package", "prerender"])))
    })?;
    Ok(fingerprint)
}

/// Makes `dist/` out of the parts; tells whether it had to.
pub(super) fn assemble(
    tools: &Tools,
    workers: &[Part; 2],
    page: &Part,
    pictures: &Part,
    prerender: u64,
    url: Option<&SiteUrl>,
) -> Result<bool> {
    let dist = workspace::dist();
    let [engine, porter] = workers;
    let recipe = [engine.fingerprint, porter.fingerprint, page.fingerprint, pictures.fingerprint, prerender]
        .map(|part| part.to_string())
        .join(" ");
    let (_, built) = unless_fresh("dist", &Inputs::new([], recipe), &dist, || {
        step("assembling dist/", || {
            let stage = workspace::site_work().join("stage");
            remove_folder(&stage)?;
            copy_folder(&page.folder, &stage)?;
            copy_folder(&pictures.folder, &stage)?;
            for (name, worker) in ["engine", "porter"].iter().zip(workers) {
                copy_folder(&worker.folder, &stage.join(format!("{name}-{:016x}", worker.fingerprint)))?;
            }
            minify(tools, &stage, |name| name != WORKER)?;
            place_programs(&stage)?;
            let mut prerender = cargo(["run", "--quiet", "--package", "prerender", "--"]);
            run(prerender.arg(&stage).args(url.map(SiteUrl::as_str)))?;
            version::stamp(&stage)?;
            minify(tools, &stage, |name| name == WORKER)?;
            swap(&stage, &dist)
        })
    })?;
    Ok(built)
}

/// Puts programs and what pages share into folders named after their content, so that no cache mixes an old one with a new page.
fn place_programs(stage: &Path) -> Result<()> {
    let folder = stage.join("app");
    fs::create_dir_all(&folder)?;
    for program in PROGRAMS {
        for name in [format!("{program}.js"), format!("{program}_bg.wasm")] {
            fs::rename(stage.join(&name), folder.join(&name))
                .with_context(|| format!("Trunk left no {name}"))?;
        }
    }
    // What wasm-bindgen puts beside a program, and what a program fetches by itself, is found from there.
    for name in ["snippets", "measure.py"] {
        if stage.join(name).exists() {
            fs::rename(stage.join(name), folder.join(name))?;
        }
    }
    ["app", "assets"].iter().try_for_each(|folder| version::name_by_content(stage, folder))
}

/// Whoever serves `dist/` meanwhile sees the old site or the new one, never half of each.
fn swap(stage: &Path, dist: &Path) -> Result<()> {
    let old = workspace::site_work().join("old");
    remove_folder(&old)?;
    if dist.exists() {
        fs::rename(dist, &old)?;
    }
    fs::rename(stage, dist)?;
    remove_folder(&old)
}

#[cfg(test)]
mod tests {
    use super::{PROGRAMS, place_programs};
    use crate::workspace::{self, files_in};
    use std::fs;
    use std::path::PathBuf;

    #[test]
    fn programs_go_into_folders_named_after_their_content() {
        let folder = workspace::site_work().join("test-assemble");
        let stage = folder.join("stage");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(stage.join("assets")).unwrap();
        assert!(place_programs(&stage).is_err(), "a page without its programs");
        for program in PROGRAMS {
            fs::write(stage.join(format!("{program}.js")), "").unwrap();
            fs::write(stage.join(format!("{program}_bg.wasm")), "").unwrap();
        }

        place_programs(&stage).unwrap();

        let names: Vec<_> = files_in(&stage).unwrap();
        let is_named = |name: &PathBuf| {
            name.to_str().is_some_and(|name| name.contains("/app-") && name.ends_with("/race_bg.wasm"))
        };
        assert!(names.iter().any(is_named), "{names:?}");
        assert!(!stage.join("race.js").exists(), "moved, not copied");
    }
}
