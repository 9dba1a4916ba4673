//! The simulator held to its rules: text in, text out, and properties of random scenarios.
#![expect(clippy::unwrap_used, reason = "this whole binary is a test")]

mod lanes;
mod rules;
mod strategy;
mod support;
