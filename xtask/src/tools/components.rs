//! rustfmt and clippy, which a minimal toolchain lacks.

use crate::shell;
use anyhow::{Context, Result};
use std::process::Command;

/// The commands of cargo, and what brings them.
const COMPONENTS: [(&str, &str); 2] = [("fmt", "rustfmt"), ("clippy", "clippy")];

/// Installs the ones that are missing into the toolchain that runs this program.
pub(super) fn find_or_install() -> Result<()> {
    for (command, component) in COMPONENTS {
        if shell::output(&mut shell::cargo([command, "--version"])).is_ok() {
            continue;
        }
        let rustup =
            shell::on_path("rustup").with_context(|| format!("{component} is missing, and so is rustup"))?;
        shell::step(&format!("installing {component} with rustup"), || {
            shell::output(Command::new(rustup).args(["component", "add", component]))
        })?;
    }
    Ok(())
}
