//! Runs programs, and says what is happening with the time since the start.

use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// Prints one line with the time since the first such line, on the error output: what a verb prints on the standard
/// output may be read by programs.
pub(crate) fn say(what: impl AsRef<str>) {
    eprintln!("[{:7.1} s] {}", elapsed().as_secs_f64(), what.as_ref());
}

/// Says that `what` begins, does it, and says how long it took and whether it failed.
pub(crate) fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    say(format!("{what} ..."));
    let start = Instant::now();
    let result = work().with_context(|| what.to_owned());
    // A failure is told at once: other steps may go on beside this one for minutes.
    let outcome = if result.is_ok() { "done" } else { "FAILED" };
    say(format!("{what}: {outcome} in {:.1} s", start.elapsed().as_secs_f64()));
    result
}

/// Runs a program with its output shown; an error status is an error.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("can't start `{}`", line(command)))?;
    if !status.success() {
        bail!("`{}` ended with {status}", line(command));
    }
    Ok(())
}

/// Runs a program that is the whole of a verb: its exit status becomes ours, since it may be part of a contract.
pub(crate) fn hand_over(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("can't start `{}`", line(command)))?;
    match status.code() {
        Some(0) => Ok(()),
        Some(code) => std::process::exit(code),
        None => bail!("`{}` ended with {status}", line(command)),
    }
}

/// Runs a program silently and returns its output; an error status is an error that shows the end of what it said.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let Output { status, stdout, stderr } =
        command.stdin(Stdio::null()).output().with_context(|| format!("can't start `{}`", line(command)))?;
    let stdout = String::from_utf8_lossy(&stdout).into_owned();
    if !status.success() {
        let said = format!("{stdout}\n{}", String::from_utf8_lossy(&stderr));
        bail!("`{}` ended with {status}:\n{}", line(command), last_lines(&said, 40));
    }
    Ok(stdout)
}

/// A program of this workspace's cargo, in the workspace's root.
pub(crate) fn cargo(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(crate::workspace::root());
    command
}

/// The program called `name` on PATH.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|program| program.is_file())
}

/// PATH with `folders` in front of it.
pub(crate) fn path_with<'a>(folders: impl IntoIterator<Item = &'a Path>) -> Result<std::ffi::OsString> {
    let rest = std::env::var_os("PATH").unwrap_or_default();
    let folders = folders.into_iter().map(Path::to_owned);
    Ok(std::env::join_paths(folders.chain(std::env::split_paths(&rest)))?)
}

fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.trim().lines().collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

fn elapsed() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}
