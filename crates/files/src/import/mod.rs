//! Other tools' traces, as lanes of spans.
