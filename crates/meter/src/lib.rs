//! The measuring half of the worker: a request in, real runs, replies out; built with atomics, loaded when something is
//! measured.
//!
//! In reading order:
//!
//! - [`desk`]: the meter itself: takes requests, decides which is next, does a little of it at each turn;
//! - `inbox`: the requests that wait, where a newer one replaces an older one;
//! - `measuring`: a measurement of all chosen runtimes, as one future;
//! - `breaks`: what a measurement does between its runs;
//! - `rates`: how fast each kernel is here, known from one measurement to the next;
//! - `sight`: whether the page is seen;
//! - `measured_sweep`: a speedup curve measured, every point of it again and again, as another;
//! - `lab`: the GIL laboratory while it runs: looked at a few times a second, and stopped in time;
//! - `profiling`: this device's own figures, as a third;
//! - `pauses`: how that future pauses when nobody but the worker's script can wait;
//! - `edge`: what the worker's script calls; the only place that knows of JavaScript.
//!
//! As in `engine`, the script (`crates/engine/js/worker.js`) owns the event loop, nothing here waits, and all of it but
//! `edge` runs natively too.
#![warn(missing_docs)]

mod breaks;
pub mod desk;
#[cfg(target_arch = "wasm32")]
pub mod edge;
mod inbox;
mod lab;
mod measured_sweep;
mod measuring;
mod pauses;
mod profiling;
mod rates;
mod sight;

pub use desk::{Desk, Next};
pub use pauses::Pauses;
