//! Real CPU kernels with known checksums, plain Rust, one core each.
