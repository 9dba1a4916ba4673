//! Real CPU kernels with known checksums, plain Rust, one core each.
//!
//! A *unit* of a [`Kernel`] is a fixed amount of work, 0.15 to 0.3 ms on a machine of 2024.
//! A [`Job`] computes any number of units one after the other in short *steps*, so that an engine can poll its eval breaker, its cancel flag or its clock between two steps.
//! Every unit has a known checksum: [`expected()`] says what a job must answer, so a wrong result is an error and not a number.
//!
//! The crate has no clock: a caller learns how many units make a millisecond by running some.
//! Results are the same bits on every target: no transcendental functions, no fused multiply-add, one fixed order of operations.
//!
//! In reading order:
//! - `kernel`: the closed lists of kernels and their forms, and their names.
//! - `job`: the resumable run, [`Job::step`], and [`run_block`] for code that can't be interrupted.
//! - `expected`: the table of known checksums.
//! - `inputs`: the generator of the kernels' inputs, and the fold that makes a checksum.
//! - `lanes`: several numbers side by side, by form and target; the crate's only `unsafe`.
//! - `sieve`, `mandelbrot`, `sha256`, `nbody`, `matmul`, `mergesort`: one kernel each.
//!
//! ```
//! use workloads::{Job, Kernel, Progress, expected};
//!
//! let mut job = Job::new(Kernel::Sieve, 3);
//! let checksum = loop {
//!     match job.step() {
//!         Progress::More => { /* Poll the eval breaker here. */ }
//!         Progress::Done(checksum) => break checksum,
//!     }
//! };
//! assert_eq!(checksum, expected(Kernel::Sieve, 3));
//! ```
#![warn(missing_docs)]

mod expected;
mod inputs;
mod job;
mod kernel;
mod lanes;
mod mandelbrot;
mod matmul;
mod mergesort;
mod nbody;
mod sha256;
mod sieve;

pub use expected::expected;
pub use job::{Job, Progress, run_block};
pub use kernel::{Form, Kernel};
