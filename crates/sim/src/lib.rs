//! The deterministic engine: a scenario on a virtual clock, one file per runtime.
