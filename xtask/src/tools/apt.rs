//! The distribution's packages, where it is Debian or a child of it.

use crate::shell;
use anyhow::{Context, Result, bail};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

/// Installs `packages` by `apt-get`; needs root, or `sudo` without a password.
pub(super) fn install(packages: &[&str]) -> Result<()> {
    // Two at once would fight for the package database.
    static BUSY: Mutex<()> = Mutex::new(());
    let _busy = BUSY.lock().unwrap_or_else(PoisonError::into_inner);
    let list = packages.join(" ");
    if shell::on_path("apt-get").is_none() {
        bail!("there is no apt-get here; install {list} (or what your system calls it) by hand");
    }
    let root = is_root()?;
    if !root && !may_sudo() {
        bail!(
            "installing packages needs root; run `sudo apt-get install --no-install-recommends {list}`, then again"
        );
    }
    shell::step(&format!("installing {list} with apt-get"), || {
        shell::output(&mut apt_get(root, &["update"]))?;
        let flags = ["install", "-y", "--no-install-recommends"];
        shell::output(apt_get(root, &flags).args(packages))?;
        Ok(())
    })
}

fn apt_get(root: bool, arguments: &[&str]) -> Command {
    let mut command = Command::new(if root { "env" } else { "sudo" });
    if !root {
        command.args(["-n", "env"]);
    }
    command
        .args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300"])
        .args(arguments);
    command
}

fn is_root() -> Result<bool> {
    let id = shell::output(Command::new("id").arg("-u")).context("can't tell whether this is root")?;
    Ok(id.trim() == "0")
}

fn may_sudo() -> bool {
    shell::on_path("sudo").is_some() && shell::output(Command::new("sudo").args(["-n", "true"])).is_ok()
}
