//! The meter, natively: messages in, turns, messages out.

mod lab;
mod measure;
mod measured_sweep;
mod profiling;
#[path = "../../../live/tests/it/support/staff.rs"]
mod staff;
mod support;
