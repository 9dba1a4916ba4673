//! The engine, natively: messages in, turns, messages out.

mod measure;
mod model_runs;
mod support;
