//! What is timed natively and in a browser alike: natively by the program beside this, in a browser as a WebAssembly
//! program of its own.
//!
//! The kernels are here in both forms, of which the engine holds the fastest only.

mod recording;
#[cfg(target_family = "wasm")]
pub mod wasm;

pub use recording::{DenseRun, Nobody};
use workloads::{Form, Job, Kernel, expected};

/// Computes so many units and tells whether the result was right.
#[must_use]
pub fn compute(kernel: Kernel, form: Form, units: u32) -> bool {
    Job::in_form(kernel, form, units).run() == expected(kernel, units)
}
