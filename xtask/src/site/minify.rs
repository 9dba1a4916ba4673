//! Takes comments, spaces and long names out of scripts and styles: a third of what travels of them.

use crate::shell::run;
use crate::tools::Tools;
use crate::workspace::files_in;
use anyhow::Result;
use std::path::{Path, PathBuf};

/// Minifies the scripts and style sheets in `stage` whose names are `wanted`, in their places.
pub(super) fn minify(tools: &Tools, stage: &Path, wanted: impl Fn(&str) -> bool) -> Result<()> {
    let is_wordy = |file: &PathBuf| {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        (name.ends_with(".js") || name.ends_with(".css")) && wanted(name)
    };
    let files: Vec<PathBuf> = files_in(stage)?.into_iter().filter(is_wordy).collect();
    let mut esbuild = tools.esbuild();
    esbuild.args(["--minify", "--legal-comments=none", "--log-level=error", "--allow-overwrite"]);
    for option in ["--outbase=", "--outdir="] {
        esbuild.arg(format!("{option}{}", stage.display()));
    }
    run(esbuild.args(files))
}
