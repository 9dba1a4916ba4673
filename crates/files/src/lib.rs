//! Other tools' files: traces and figures written for them, and their traces read.
//!
//! - [`export`]: what the page knows, as Chrome trace, Firefox profile, CSV and JSON;
//! - [`import`]: a Chrome trace or a Firefox profile, as lanes of spans.
//!
//! Nothing here knows the web: bytes go in and come out, and who moves them is the `porter`.
#![warn(missing_docs)]

pub mod export;
pub mod import;
