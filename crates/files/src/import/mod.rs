//! Other tools' traces, as lanes of spans: Chrome's trace event format (VizTracer's files are such) and the Firefox
//! Profiler's.
//!
//! ```text
//!   bytes --> document --> event, profile --> collect --> flatten --> Brought
//!             which of     one event, one     the slices  one state
//!             the two      column at a time   of a lane   at a time
//! ```
//!
//! - [`brought`], [`lane`]: what comes out, and how it is asked;
//! - `document`, `event`, `chrome`, `profile`, `firefox`: the two formats, read as a stream: neither the text nor its
//!   values are ever held;
//! - `collect`, `flatten`: slices that lie in each other become lanes in one state at a time;
//! - `meaning`: which names mean waiting; `names`, `time`, `skip`: what strings, times and the rest are held to;
//! - [`refusal`]: what is wrong with a file, and where.
//!
//! The parser is `serde_json`'s, which streams, stops at 128 values that lie in each other, and says where it is.

pub mod brought;
mod chrome;
mod collect;
mod document;
mod event;
mod firefox;
mod flatten;
pub mod lane;
mod meaning;
mod names;
mod profile;
pub mod refusal;
mod skip;
mod time;

pub use brought::{Brought, Source};
pub use document::read;
pub use lane::{Lane, Span};
pub use refusal::Refusal;

/// The most slices, or samples and markers, that a trace may have: a million, and as many again.
pub const MOST_SLICES: usize = 2_000_000;
/// The most lanes.
pub const MOST_LANES: usize = 1_000;
/// How many slices of a lane may be open at once.
pub const DEEPEST: usize = 10_000;
/// How many characters of a name are kept.
pub const LONGEST_NAME: usize = 200;
/// How many bytes all names together may have.
pub const MOST_NAMES: usize = 64_000_000;
