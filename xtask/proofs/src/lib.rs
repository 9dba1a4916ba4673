//! What must hold of every run, on thousands of random scenarios, natively and as WebAssembly.
//!
//! In reading order:
//!
//! - [`scenario`]: random scenario number k, the same on every platform;
//! - [`Run`]: one run under inspection;
//! - [`CHECKS`]: the invariants, each with a count of what it had to look at;
//! - [`Report`]: all checks on a range of scenarios;
//! - [`smallest`]: a scenario that breaks a rule, made as small as it can be;
//! - [`digest`]: a hash of a trace's stored form, to be compared between platforms.
//!
//! The invariants are those that the rules for emulating CPython end with: one holder for each GIL, slices no shorter than
//! the switch interval, and so on. What no scenario shows (the order of `gather`'s results) is held by the event
//! loop's own tests.
#![warn(missing_docs)]

mod checks;
mod digest;
mod holds;
mod report;
mod run;
mod scenarios;
#[cfg(test)]
mod tests;

pub use checks::{CHECKS, Check};
pub use digest::digest;
pub use report::{Failure, Report};
pub use run::Run;
pub use scenarios::{scenario, smallest};
