//! Puts page and engine together, has the page prerendered, and swaps the result into `dist/` in one go.

use super::fresh::{Inputs, unless_fresh};
use super::{Part, copy_folder, remove_folder};
use crate::shell::{cargo, run, step};
use crate::workspace::{self, Members};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};

/// The element of `index.html` that tells the page where its engine is.
const ENGINE_META: &str = "<meta name=\"engine\" content=\"engine/";

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
pub(super) fn assemble(engine: &Part, page: &Part, prerender: u64) -> Result<bool> {
    let dist = workspace::dist();
    let recipe = format!("{} {} {}", engine.fingerprint, page.fingerprint, prerender);
    let (_, built) = unless_fresh("dist", &Inputs::new([], recipe), &dist, || {
        step("assembling dist/", || {
            let stage = workspace::site_work().join("stage");
            remove_folder(&stage)?;
            copy_folder(&page.folder, &stage)?;
            place_engine(engine, &stage)?;
            run(cargo(["run", "--quiet", "--package", "prerender", "--"]).arg(&stage))?;
            swap(&stage, &dist)
        })
    })?;
    Ok(built)
}

/// Copies the engine into a folder named after its content, so that no cache mixes an old one with a new page.
fn place_engine(engine: &Part, stage: &Path) -> Result<()> {
    let folder = format!("engine-{:016x}", engine.fingerprint);
    copy_folder(&engine.folder, &stage.join(&folder))?;
    let index = stage.join("index.html");
    let html = fs::read_to_string(&index).context("Trunk left no index.html")?;
    ensure!(
        html.contains(ENGINE_META),
        "index.html has no {ENGINE_META}…\"> to write the engine's folder into"
    );
    Ok(fs::write(index, html.replace(ENGINE_META, &ENGINE_META.replace("engine/", &format!("{folder}/"))))?)
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
    use super::{Part, place_engine};
    use crate::workspace;
    use std::fs;

    #[test]
    fn the_page_is_told_the_engines_folder() {
        let folder = workspace::site_work().join("test-assemble");
        let (engine, stage) = (folder.join("engine"), folder.join("stage"));
        fs::create_dir_all(engine.join("snippets")).unwrap();
        fs::create_dir_all(&stage).unwrap();
        fs::write(engine.join("worker.js"), "").unwrap();
        fs::write(stage.join("index.html"), "<meta name=\"engine\" content=\"engine/worker.js\">").unwrap();
        let part = Part { folder: engine, fingerprint: 0xabc };

        place_engine(&part, &stage).unwrap();

        let html = fs::read_to_string(stage.join("index.html")).unwrap();
        assert_eq!(html, "<meta name=\"engine\" content=\"engine-0000000000000abc/worker.js\">");
        assert!(stage.join("engine-0000000000000abc/worker.js").is_file());
        assert!(place_engine(&part, &stage).is_err(), "a page without the place to write it into");
    }
}
