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

/// Beside what the page names and the engine's folder: the service worker, and scripts that the page's module imports.
const LOADED_BY_SCRIPTS: &[&str] = &["sw.js", "snippets"];

/// A file that a first visit transfers.
struct Transfer {
    file: PathBuf,
    raw: u64,
    brotli: u64,
}

/// Prints a line per file and the total.
pub(crate) fn report() -> Result<()> {
    let transfers = transfers()?;
    shell::say("a first visit transfers (bytes, bytes with brotli):");
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
    Ok(total(&transfers()?))
}

fn total(transfers: &[Transfer]) -> u64 {
    transfers.iter().map(|transfer| transfer.brotli).sum()
}

fn transfers() -> Result<Vec<Transfer>> {
    let files = first_visit(&workspace::dist())?;
    let printed = shell::output(Command::new("node").args(["-e", SCRIPT]).args(&files))?;
    let sized = files.into_iter().zip(printed.lines()).map(|(file, line)| {
        let (raw, brotli) = line.split_once(' ').context("node printed no sizes")?;
        Ok(Transfer { file, raw: raw.parse()?, brotli: brotli.parse()? })
    });
    sized.collect()
}

/// The page, the files that it names, and those that its scripts load.
fn first_visit(dist: &Path) -> Result<BTreeSet<PathBuf>> {
    let index = dist.join("index.html");
    let html = fs::read_to_string(&index).context("there is no dist/index.html; run `cargo xtask build`")?;
    // Another document is where a link leads, not a part of the page.
    let is_part = |path: &PathBuf| path.is_file() && path.extension().is_none_or(|kind| kind != "html");
    let named = html.split('"').map(|name| dist.join(name.trim_start_matches("./"))).filter(is_part);
    let mut files: BTreeSet<PathBuf> = named.chain([index]).collect();
    let engine = html.split("name=\"engine\" content=\"").nth(1).and_then(|rest| rest.split('/').next());
    for part in LOADED_BY_SCRIPTS.iter().copied().chain(engine) {
        files.extend(files_in(&dist.join(part))?);
    }
    Ok(files)
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
        for name in ["sw.js", "ui.js", "ui.wasm", "later.html", "engine-1/worker.js", "engine-1/engine.wasm"]
        {
            fs::write(dist.join(name), "").unwrap();
        }
        let html = "<meta name=\"engine\" content=\"engine-1/worker.js\"><script data-ui=\"./ui.js\" data-wasm=\"ui.wasm\">";
        fs::write(dist.join("index.html"), html).unwrap();
        let files = first_visit(&dist).unwrap();
        let names: Vec<_> =
            files.iter().map(|file| file.strip_prefix(&dist).unwrap().to_str().unwrap()).collect();
        assert_eq!(
            names,
            ["engine-1/engine.wasm", "engine-1/worker.js", "index.html", "sw.js", "ui.js", "ui.wasm"]
        );
    }
}
