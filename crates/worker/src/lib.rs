//! What the two programs of the page's worker, `engine` and `meter`, share: what a thread said when it panicked, and
//! the clock. Natively there is nothing in it.
#![warn(missing_docs)]
#![cfg_attr(target_arch = "wasm32", feature(alloc_error_hook))]

#[cfg(target_arch = "wasm32")]
mod clock;
#[cfg(target_arch = "wasm32")]
mod panics;

#[cfg(target_arch = "wasm32")]
pub use clock::{clock_step, now};
#[cfg(target_arch = "wasm32")]
pub use panics::{broken, failed, last_words, out_of_memory, panic_words, remember_panics};
