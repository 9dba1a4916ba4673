//! The site in real browsers, over WebDriver.
//!
//! This library is what browser tests are written with, in reading order:
//! - [`tab`] is one tab of a fresh browser; [`browser`] holds what differs between Chromium and Firefox,
//! - [`driver`] starts and stops the WebDriver process.
//!
//! It takes from the environment, with the usual names as defaults: `CHROMEDRIVER` and `GECKODRIVER`, `CHROMIUM` and `FIREFOX`.
//!
//! The program `shoot` takes screenshots of a page in several widths and both colour schemes.

pub mod browser;
pub mod driver;
pub mod tab;

pub use anyhow::{Result, ensure};
pub use browser::{Browser, Quirk};
pub use tab::Tab;
