//! The worker that reads other tools' traces and paints timelines that are too big for the page; loaded when one is
//! brought.
//!
//! ```text
//!   file --> files::import --> Brought --\
//!                                         > desk --> strip --> paint --> canvas
//!   what the reader did (Gesture) -------/     \--> what there is to say of it (Sight)
//! ```
//!
//! In reading order:
//!
//! - [`desk`]: holds the trace and what is shown of it;
//! - `view`, `rows`: the stretch of time that is shown, and the places of the lanes;
//! - `strip`: what each pixel of a lane shows, in time that depends on the pixels and not on the spans;
//! - `sheets`, `paint`: the textures and the picture, pixel by pixel;
//! - `walk`: which span is meant, by the pointer and by keys;
//! - [`export`](mod@export): files for other tools, as text;
//! - `edge`: what the worker's script calls; the only place that knows of JavaScript.
//!
//! The script (`js/worker.js`) hands files in slice by slice and puts the pixels on the canvas. All of it but `edge`
//! runs natively too.
#![warn(missing_docs)]

pub mod desk;
#[cfg(target_arch = "wasm32")]
pub mod edge;
pub mod export;
mod paint;
mod rows;
mod sheets;
mod strip;
mod view;
mod walk;

pub use desk::Desk;
pub use export::export;
pub use paint::Tile;
