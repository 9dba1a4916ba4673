//! The worker edge: a message in, a run, a message out; one binary, built with atomics.
//!
//! In reading order:
//!
//! - [`desk`]: the engine itself: takes requests, decides which is next, does a little of it at each turn;
//! - `inbox`: the requests that wait, where a newer one replaces an older one of its kind;
//! - `measuring`: a measurement of all chosen runtimes, as one future;
//! - `breaks`: what a measurement does between its runs;
//! - `rates`: how fast each kernel is here, known from one measurement to the next;
//! - `sight`: whether the page is seen;
//! - `measured_sweep`: a speedup curve measured, every point of it again and again, as another;
//! - `predicting`: what the model says of such a curve beforehand;
//! - `sweep`: the model's speedup curves, a point at a time;
//! - `lab`: the GIL laboratory while it runs: looked at a few times a second, and stopped in time;
//! - `profiling`: this device's own figures, and what the model predicts with them, as a third;
//! - `pauses`: how that future pauses when nobody but the worker's script can wait;
//! - `edge`: what the worker's script calls; the only place that knows of JavaScript.
//!
//! The script (`js/worker.js`) owns the event loop: it hands messages in, calls for a turn, sends the
//! replies out and comes back when the turn asked it to. So nothing here waits, and all of it but `edge`
//! runs natively too.
#![warn(missing_docs)]
#![cfg_attr(target_arch = "wasm32", feature(alloc_error_hook))]

mod breaks;
pub mod desk;
#[cfg(target_arch = "wasm32")]
pub mod edge;
mod inbox;
mod lab;
mod measured_sweep;
mod measuring;
mod pauses;
mod predicting;
mod profiling;
mod rates;
mod sight;
mod sweep;

pub use desk::{Desk, Next};
pub use pauses::Pauses;
