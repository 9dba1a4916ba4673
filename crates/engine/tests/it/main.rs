//! The engine, natively: messages in, turns, messages out.

mod handed_on;
mod model_runs;
mod support;
