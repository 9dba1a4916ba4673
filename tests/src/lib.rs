//! The site in real browsers, over WebDriver.
//!
//! This library is what the tests in `tests/site` are written with, in reading order:
//! - [`everywhere`] and [`in_each_browser`] turn one function into a test per browser (and kind of host),
//! - [`host`] serves a folder as a host with or without the isolation headers, and counts what is asked for,
//! - [`tab`] is one tab of a fresh browser; [`browser`] holds what differs between Chromium and Firefox,
//! - [`race`] reads the race page by its contract: its state, its rows, its address,
//! - [`Article`] is a page of another site, with races in it,
//! - [`driver`] starts and stops the WebDriver process.
//!
//! It takes from the environment, with the usual names as defaults: `INTERLEAVE_DIST` (the built site),
//! `CHROMEDRIVER` and `GECKODRIVER`, `CHROMIUM` and `FIREFOX`.
//!
//! The program `shoot` takes screenshots of a page in several widths and both colour schemes.

mod article;
pub mod browser;
pub mod driver;
pub mod host;
mod matrix;
pub mod race;
pub mod tab;

pub use anyhow::{Result, ensure};
pub use article::Article;
pub use browser::{Browser, Quirk};
pub use host::{Headers, Host};
pub use matrix::Setting;
pub use race::Race;
pub use tab::Tab;
