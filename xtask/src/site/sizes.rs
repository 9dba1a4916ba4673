//! What a first visit transfers, raw and compressed as a static host would.

use crate::shell;
use crate::workspace::{self, files_in};
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Node is needed for wasm-opt anyway, and has the compressor built in.
const SCRIPT: &str = "\
const { brotliCompressSync } = require('zlib');
const { readFileSync } = require('fs');
for (const file of process.argv.slice(1)) {
  const bytes = readFileSync(file);
  console.log(bytes.length, brotliCompressSync(bytes).length);
}";

/// Of the engine's folder: what is loaded when something is first measured.
const LOADED_TO_MEASURE: &[&str] = &["meter", "child", "snippets"];

/// Beside what the page names and the engine's folder: the service worker.
const LOADED_BY_SCRIPTS: &[&str] = &["sw.js"];

/// A file that a first visit transfers.
struct Transfer {
    file: PathBuf,
    raw: u64,
    brotli: u64,
}

/// Prints a line per file and the total.
pub(crate) fn report() -> Result<()> {
    let (measuring, visit) = files(&workspace::dist())?.into_iter().partition(|file| is_to_measure(file));
    table("a first visit transfers (bytes, bytes with brotli):", visit)?;
    table("the first measurement, besides:", measuring)
}

fn table(title: &str, files: BTreeSet<PathBuf>) -> Result<()> {
    let transfers = transfers(files)?;
    shell::say(title);
    for Transfer { file, raw, brotli } in &transfers {
        println!("  {raw:>9} {brotli:>9}  {}", file.strip_prefix(workspace::dist())?.display());
    }
    let raw: u64 = transfers.iter().map(|transfer| transfer.raw).sum();
    let brotli = total(&transfers);
    println!("  {raw:>9} {brotli:>9}  in all ({:.1} KB with brotli)", brotli as f64 / 1000.0);
    Ok(())
}

/// What a first visit transfers in all, in bytes with brotli.
pub(crate) fn first_visit_bytes() -> Result<u64> {
    Ok(total(&transfers(first_visit(&workspace::dist())?)?))
}

fn total(transfers: &[Transfer]) -> u64 {
    transfers.iter().map(|transfer| transfer.brotli).sum()
}

fn transfers(files: BTreeSet<PathBuf>) -> Result<Vec<Transfer>> {
    let printed = shell::output(Command::new("node").args(["-e", SCRIPT]).args(&files))?;
    let sized = files.into_iter().zip(printed.lines()).map(|(file, line)| {
        let (raw, brotli) = line.split_once(' ').context("node printed no sizes")?;
        Ok(Transfer { file, raw: raw.parse()?, brotli: brotli.parse()? })
    });
    sized.collect()
}

/// The page, the files that it names, and those that its scripts load to draw the race.
fn first_visit(dist: &Path) -> Result<BTreeSet<PathBuf>> {
    Ok(files(dist)?.into_iter().filter(|file| !is_to_measure(file)).collect())
}

fn is_to_measure(file: &Path) -> bool {
    let names = file.iter().map(|name| name.to_string_lossy());
    let in_engine = names.skip_while(|name| !name.starts_with("engine-")).nth(1);
    in_engine.is_some_and(|name| LOADED_TO_MEASURE.iter().any(|later| name.starts_with(later)))
}

/// The page, the files that it names, and all that its scripts may load.
fn files(dist: &Path) -> Result<BTreeSet<PathBuf>> {
    let index = dist.join("index.html");
    let html = fs::read_to_string(&index).context("there is no dist/index.html; run `cargo xtask build`")?;
    // Another document is where a link leads, and a picture is for home screens or for those who show a link: neither is
    // a part of the page.
    let is_part = |path: &PathBuf| {
        path.is_file() && path.extension().is_none_or(|kind| kind != "html" && kind != "png")
    };
    // It names the porter's script, too, which is loaded when a trace is brought or something is taken away.
    let is_porter = |path: &PathBuf| path.to_string_lossy().contains("/porter-");
    // Scripts name files from where they are themselves.
    let named =
        html.split('"').map(|name| dist.join(name.trim_start_matches("../").trim_start_matches("./")));
    let named = named.filter(|path| is_part(path) && !is_porter(path));
    let mut files: BTreeSet<PathBuf> = named.chain([index]).collect();
    // A program's module loads what is compiled of it.
    files.extend(
        attribute(&html, "data-program=\"../").map(|program| dist.join(program.replace(".js", "_bg.wasm"))),
    );
    let engine = attribute(&html, "name=\"engine\" content=\"").and_then(|script| script.split('/').next());
    for part in LOADED_BY_SCRIPTS.iter().copied().chain(engine) {
        files.extend(files_in(&dist.join(part))?);
    }
    Ok(files)
}

/// What stands in `html` after `start`, up to the next quotation mark.
fn attribute<'html>(html: &'html str, start: &str) -> Option<&'html str> {
    html.split(start).nth(1)?.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::first_visit;
    use crate::workspace;
    use std::fs;

    #[test]
    fn what_the_page_names_counts_and_what_it_does_not_is_left_out() {
        let dist = workspace::site_work().join("test-sizes");
        fs::create_dir_all(dist.join("engine-1")).unwrap();
        fs::create_dir_all(dist.join("cards")).unwrap();
        fs::create_dir_all(dist.join("porter-1")).unwrap();
        for name in [
            "sw.js",
            "ui.js",
            "ui_bg.wasm",
            "later.html",
            "cards/race.png",
            "engine-1/worker.js",
            "engine-1/engine.wasm",
            "engine-1/meter.js",
            "engine-1/child.js",
            "porter-1/worker.js",
        ] {
            fs::write(dist.join(name), "").unwrap();
        }
        let html = "<meta name=\"engine\" content=\"engine-1/worker.js\"><meta name=\"porter\" content=\"porter-1/worker.js\"><script data-program=\"../ui.js\"><meta content=\"cards/race.png\">";
        fs::write(dist.join("index.html"), html).unwrap();
        let files = first_visit(&dist).unwrap();
        let names: Vec<_> =
            files.iter().map(|file| file.strip_prefix(&dist).unwrap().to_str().unwrap()).collect();
        assert_eq!(
            names,
            ["engine-1/engine.wasm", "engine-1/worker.js", "index.html", "sw.js", "ui.js", "ui_bg.wasm"]
        );
    }

    /// Other people's pages load it.
    #[test]
    fn the_element_for_other_pages_is_below_three_kilobytes() {
        let size = fs::metadata(workspace::root().join("www/interleave.js")).unwrap().len();
        assert!(size < 3000, "{size} bytes");
    }
}
