//! rustup's pinned nightly.

use super::Compiler;
use crate::shell;
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

/// The one place that pins it.
pub(super) const NAME: &str = "nightly-2026-05-01";

/// A server that hasn't answered by then can't be reached.
const UNTIL_REACHED: Duration = Duration::from_secs(20);
/// Downloads and unpacking are silent for a while.
const BETWEEN_LINES: Duration = Duration::from_secs(300);

/// The pinned nightly, where it and its library's source are installed.
pub(super) fn find() -> Option<Compiler> {
    let rustup = shell::on_path("rustup")?;
    let mut which = Command::new(rustup);
    which.args(["which", "--toolchain", NAME, "cargo"]).env("RUSTUP_AUTO_INSTALL", "0");
    let cargo = PathBuf::from(shell::output(&mut which).ok()?.trim());
    Compiler::in_folder(NAME, cargo.parent()?.to_owned())
}

/// Installs it; gives up soon when rustup's server can't be reached.
pub(super) fn install() -> Result<Compiler> {
    let rustup = shell::on_path("rustup").context("rustup is not on PATH")?;
    shell::step(&format!("installing {NAME} with rustup"), || {
        let mut child = Command::new(rustup)
            .args(["toolchain", "install", NAME, "--profile", "minimal", "--component", "rust-src"])
            .arg("--no-self-update")
            .env("RUSTUP_MAX_RETRIES", "0")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()?;
        let lines = lines_of(&mut child)?;
        let result = follow(&lines);
        if result.is_err() {
            child.kill()?;
        }
        let status = child.wait()?;
        let last = result?;
        if !status.success() {
            bail!("rustup ended with {status}: {last}");
        }
        find().context("rustup installed a toolchain without library source")
    })
}

/// Reads lines until there are no more and returns the last error among them, or fails after a silence.
fn follow(lines: &Receiver<String>) -> Result<String> {
    let mut patience = UNTIL_REACHED;
    let mut said = String::new();
    loop {
        match lines.recv_timeout(patience) {
            Ok(line) if line.contains("downloading") => patience = BETWEEN_LINES,
            Ok(line) if line.starts_with("error") => said = line,
            Ok(_) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(said),
            Err(RecvTimeoutError::Timeout) => bail!("no answer for {} s", patience.as_secs()),
        }
    }
}

fn lines_of(child: &mut Child) -> Result<Receiver<String>> {
    let stderr = child.stderr.take().context("rustup's output is not there")?;
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stderr).lines().map_while(Result::ok) {
            // Nobody listens any more once the time is over.
            drop(sender.send(line));
        }
    });
    Ok(receiver)
}

#[cfg(test)]
mod tests {
    use super::follow;
    use std::sync::mpsc;

    #[test]
    fn the_last_error_is_what_is_told() {
        let (sender, receiver) = mpsc::channel();
        for line in ["info: syncing channel updates", "error: could not download", "  caused by"] {
            sender.send(line.to_owned()).unwrap();
        }
        drop(sender);
        assert_eq!(follow(&receiver).unwrap(), "error: could not download");
    }
}
