//! What the site says: one catalogue of strings per language, English compiled in, others read as data.
//!
//! `content/words/en.toml` is the complete list; its tables are the modules here, its messages their functions, or
//! structures where there are several places to fill. A program carries the English of what it says and nothing else.
//! Another language is data that comes with a page: [`set`] it once, before anything is said; what it lacks is said in
//! English, message by message.
//!
//! - [`set`], [`named`], [`told`]: the language, and what is named or told in English elsewhere;
//! - [`number`]: digits, decimals and thousands as the language writes them;
//! - [`CATALOGUES`]: all of them but English, for who writes the pages.
#![warn(missing_docs)]

mod catalogue;
mod fill;
pub mod number;

use catalogue::text;
pub use catalogue::{named, named_keys, set, set_english, told};
pub use fill::STRESS;
use fill::fill;

include!(concat!(env!("OUT_DIR"), "/catalogues.rs"));
include!(concat!(env!("OUT_DIR"), "/english.rs"));
