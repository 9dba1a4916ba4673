//! The browsers that the tests drive, their drivers, and what the tests look at pages with.

use super::apt;
use super::cargo_tool::CargoTool;
use super::locked::AXE;
use crate::shell;
use anyhow::{Context, Result};
use std::path::PathBuf;

const GECKODRIVER: CargoTool = CargoTool {
    package: "geckodriver",
    version: "0.37.1",
    program: "geckodriver",
    flags: &["--locked"],
    opt_level: "0",
    expect: "about 1 minute",
};

/// The programs' files.
pub(crate) struct Browsers {
    pub(crate) chromium: PathBuf,
    pub(crate) chromedriver: PathBuf,
    pub(crate) firefox: PathBuf,
    pub(crate) geckodriver: PathBuf,
    pub(crate) axe: PathBuf,
}

impl Browsers {
    /// As environment variables, for the test program.
    pub(crate) fn variables(&self) -> [(&'static str, &PathBuf); 5] {
        [
            ("CHROMIUM", &self.chromium),
            ("CHROMEDRIVER", &self.chromedriver),
            ("FIREFOX", &self.firefox),
            ("GECKODRIVER", &self.geckodriver),
            ("AXE_CORE", &self.axe),
        ]
    }
}

const CHROMIUM: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const CHROMEDRIVER: &[&str] = &["chromedriver"];
const FIREFOX: &[&str] = &["firefox-esr", "firefox"];

pub(super) fn find_or_install() -> Result<Browsers> {
    let wanted = [(CHROMIUM, "chromium"), (CHROMEDRIVER, "chromium-driver"), (FIREFOX, "firefox-esr")];
    let missing: Vec<&str> =
        wanted.iter().filter(|(names, _)| find(names).is_none()).map(|&(_, p)| p).collect();
    let (geckodriver, installed) = std::thread::scope(|scope| {
        let packages = scope.spawn(|| if missing.is_empty() { Ok(()) } else { apt::install(&missing) });
        let geckodriver = geckodriver();
        (geckodriver, super::join(packages))
    });
    installed.context("the browsers for the tests are missing")?;
    let found = |names: &[&str]| find(names).with_context(|| format!("`{}` is still not on PATH", names[0]));
    Ok(Browsers {
        chromium: found(CHROMIUM)?,
        chromedriver: found(CHROMEDRIVER)?,
        firefox: found(FIREFOX)?,
        geckodriver: geckodriver?,
        axe: AXE.find_or_install()?,
    })
}

/// Any version on PATH speaks WebDriver well enough.
fn geckodriver() -> Result<PathBuf> {
    match shell::on_path("geckodriver") {
        Some(program) => Ok(program),
        None => Ok(GECKODRIVER.find_or_install()?.join("geckodriver")),
    }
}

fn find(names: &[&str]) -> Option<PathBuf> {
    names.iter().find_map(|name| shell::on_path(name))
}
