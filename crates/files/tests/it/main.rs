//! Files written and read.
#![expect(clippy::unwrap_used, reason = "this whole binary is a test")]

mod export;
mod import;
mod round_trip;
