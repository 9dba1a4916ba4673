//! The worker edge: a message in, the model's runs, a message out; what is to be measured is handed to the meter.
//!
//! In reading order:
//!
//! - [`desk`]: the engine itself: takes requests, decides which is next, does a little of it at each turn;
//! - `inbox`: the requests that wait, where a newer one replaces an older one of its kind;
//! - `sweep`: the model's speedup curves, a point at a time;
//! - `predicting`: what the model says of a measurement, with this device's own figures;
//! - `edge`: what the worker's script calls; the only place that knows of JavaScript.
//!
//! The script (`js/worker.js`) owns the event loop: it hands messages in, calls for a turn, sends the replies out and
//! comes back when the turn asked it to. It loads the `meter`, which has all that measures, when something is first
//! handed on to it: most readers of a page measure nothing. So nothing here waits, and all of it but `edge` runs
//! natively too.
#![warn(missing_docs)]

pub mod desk;
#[cfg(target_arch = "wasm32")]
pub mod edge;
mod inbox;
mod predicting;
mod sweep;

pub use desk::Desk;
