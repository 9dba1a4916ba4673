//! The worker edge: a message in, a run, a message out; one binary, built with atomics.
