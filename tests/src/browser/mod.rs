//! What differs between the browsers: how they are started, and what plain WebDriver has no words for.

mod chromium;
mod firefox;

use crate::{Result, Tab};
use serde_json::{Map, Value};
use std::process::Command;

/// A browser under test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Browser {
    /// Chromium, through chromedriver.
    Chromium,
    /// Firefox, through geckodriver.
    Firefox,
}

/// Something unusual about a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quirk {
    /// No cookies, storage or service workers for anyone.
    SiteDataBlocked,
    /// No cookies, storage or service workers for frames of another site.
    ThirdPartyDataBlocked,
    /// [`PLAIN_HTTP`](crate::host::PLAIN_HTTP) leads to this machine, for a browser an insecure host like any other.
    PlainHttp,
    /// There are no service workers; Chromium can't be told so.
    NoServiceWorkers,
    /// JavaScript is off.
    NoScript,
    /// There is no `WebAssembly`.
    NoWebAssembly,
    /// Nothing is kept after the window is closed.
    Private,
}

/// A colour scheme that a page can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Dark ink on light paper.
    Light,
    /// The other way round.
    Dark,
}

impl Scheme {
    /// Its name in CSS.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl Browser {
    /// The environment variable with the path of its driver.
    pub fn driver_variable(self) -> &'static str {
        match self {
            Self::Chromium => "CHROMEDRIVER",
            Self::Firefox => "GECKODRIVER",
        }
    }

    /// The command that starts its driver on a free port.
    pub(crate) fn driver(self) -> Command {
        match self {
            Self::Chromium => chromium::driver(),
            Self::Firefox => firefox::driver(),
        }
    }

    /// What a new session is asked for.
    pub(crate) fn capabilities(self, quirks: &[Quirk]) -> Map<String, Value> {
        let capabilities = match self {
            Self::Chromium => chromium::capabilities(quirks),
            Self::Firefox => firefox::capabilities(quirks),
        };
        capabilities.as_object().cloned().unwrap_or_default()
    }

    /// Reloads as the reader's own F5 does.
    pub(crate) fn reload(self, tab: &Tab) -> Result<()> {
        match self {
            Self::Chromium => chromium::reload(tab, false),
            Self::Firefox => firefox::reload(tab, false),
        }
    }

    /// Reloads as the reader's own Shift+F5 does: past the cache and past service workers.
    pub(crate) fn hard_reload(self, tab: &Tab) -> Result<()> {
        match self {
            Self::Chromium => chromium::reload(tab, true),
            Self::Firefox => firefox::reload(tab, true),
        }
    }

    /// Has pages hear that the reader is sparing of data, which Firefox never says.
    pub(crate) fn spare_data(self, tab: &Tab) -> Result<()> {
        match self {
            Self::Chromium => chromium::spare_data(tab),
            Self::Firefox => anyhow::bail!("Firefox has no such setting"),
        }
    }

    /// Gives the page `width` CSS pixels and a colour scheme.
    pub(crate) fn dress(self, tab: &Tab, width: u32, scheme: Scheme) -> Result<()> {
        match self {
            Self::Chromium => chromium::dress(tab, width, scheme),
            Self::Firefox => firefox::dress(tab, width, scheme),
        }
    }

    /// The whole page as PNG, also what has to be scrolled to.
    pub(crate) fn picture(self, tab: &Tab) -> Result<Vec<u8>> {
        match self {
            Self::Chromium => chromium::picture(tab),
            Self::Firefox => firefox::picture(tab),
        }
    }
}

/// The program that `variable` names, or `usual` from the path.
fn program(variable: &str, usual: &str) -> Command {
    Command::new(std::env::var_os(variable).unwrap_or_else(|| usual.into()))
}
