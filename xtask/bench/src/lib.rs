//! The kernels as a WebAssembly program of its own, which holds both forms of each: the engine holds the fastest only.
//!
//! Natively this is the same code, for the program beside it.

use workloads::{Form, Job, Kernel, expected};

/// Computes so many units and tells whether the result was right.
#[must_use]
pub fn compute(kernel: Kernel, form: Form, units: u32) -> bool {
    Job::in_form(kernel, form, units).run() == expected(kernel, units)
}

/// For `kernels.js`: the same by the places in [`Kernel::ALL`] and [`Form::ALL`], 1 for a right result.
#[cfg(target_family = "wasm")]
#[unsafe(no_mangle)]
pub extern "C" fn compute_numbered(kernel: u32, form: u32, units: u32) -> u32 {
    u32::from(compute(Kernel::ALL[kernel as usize], Form::ALL[form as usize], units))
}
