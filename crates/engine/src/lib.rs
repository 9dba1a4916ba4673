//! The worker edge: a message in, a run, a message out; one binary, built with atomics.

#[cfg(target_arch = "wasm32")]
pub mod edge;
