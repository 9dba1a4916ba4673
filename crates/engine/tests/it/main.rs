//! The engine, natively: messages in, turns, messages out.

mod measure;
mod measured_sweep;
mod model_runs;
mod support;
