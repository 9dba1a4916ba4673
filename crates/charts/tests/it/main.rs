//! Pictures as text: traces drawn in letters go in, marks and sentences come out.
#![expect(clippy::unwrap_used, reason = "a helper of tests fails its test")]

mod art;
mod blame;
mod convoy;
mod describe;
mod fits;
mod help;
mod lanes;
mod languages;
mod plots;
mod pointer;
mod races;
mod sentences;
mod svg;
mod sweeps;
mod walk;
