//! Puts page and engine together, has the pages prerendered, and swaps the result into `dist/` in one go.

use super::fresh::{Inputs, unless_fresh};
use super::{Part, SiteUrl, copy_folder, remove_folder};
use crate::shell::{cargo, run, step};
use crate::workspace::{self, Members};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// The programs of the pages, `crates/ui/src/bin`.
const PROGRAMS: [&str; 2] = ["race", "studio"];

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
    engine: &Part,
    page: &Part,
    pictures: &Part,
    prerender: u64,
    url: Option<&SiteUrl>,
) -> Result<bool> {
    let dist = workspace::dist();
    let recipe = [engine.fingerprint, page.fingerprint, pictures.fingerprint, prerender]
        .map(|part| part.to_string())
        .join(" ");
    let (_, built) = unless_fresh("dist", &Inputs::new([], recipe), &dist, || {
        step("assembling dist/", || {
            let stage = workspace::site_work().join("stage");
            remove_folder(&stage)?;
            copy_folder(&page.folder, &stage)?;
            copy_folder(&pictures.folder, &stage)?;
            place_programs(engine, page, &stage)?;
            let mut prerender = cargo(["run", "--quiet", "--package", "prerender", "--"]);
            run(prerender.arg(&stage).args(url.map(SiteUrl::as_str)))?;
            swap(&stage, &dist)
        })
    })?;
    Ok(built)
}

/// Puts the programs into folders named after their content, so that no cache mixes an old one with a new page.
fn place_programs(engine: &Part, page: &Part, stage: &Path) -> Result<()> {
    copy_folder(&engine.folder, &stage.join(format!("engine-{:016x}", engine.fingerprint)))?;
    let folder = stage.join(format!("app-{:016x}", page.fingerprint));
    fs::create_dir_all(&folder)?;
    for program in PROGRAMS {
        for name in [format!("{program}.js"), format!("{program}_bg.wasm")] {
            fs::rename(stage.join(&name), folder.join(&name))
                .with_context(|| format!("Trunk left no {name}"))?;
        }
    }
    // What wasm-bindgen puts beside a program is found from there.
    let snippets = stage.join("snippets");
    if snippets.exists() {
        fs::rename(snippets, folder.join("snippets"))?;
    }
    Ok(())
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
    use super::{PROGRAMS, Part, place_programs};
    use crate::workspace;
    use std::fs;

    #[test]
    fn programs_go_into_folders_named_after_their_content() {
        let folder = workspace::site_work().join("test-assemble");
        let (engine, page, stage) = (folder.join("engine"), folder.join("page"), folder.join("stage"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(engine.join("snippets")).unwrap();
        fs::create_dir_all(&stage).unwrap();
        fs::write(engine.join("worker.js"), "").unwrap();
        let part = |folder, fingerprint| Part { folder, fingerprint };
        let (engine, page) = (part(engine, 0xabc), part(page, 0xdef));
        assert!(place_programs(&engine, &page, &stage).is_err(), "a page without its programs");
        for program in PROGRAMS {
            fs::write(stage.join(format!("{program}.js")), "").unwrap();
            fs::write(stage.join(format!("{program}_bg.wasm")), "").unwrap();
        }

        place_programs(&engine, &page, &stage).unwrap();

        assert!(stage.join("engine-0000000000000abc/worker.js").is_file());
        assert!(stage.join("app-0000000000000def/race_bg.wasm").is_file());
        assert!(!stage.join("race.js").exists(), "moved, not copied");
    }
}
