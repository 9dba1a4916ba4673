//! Traces and metrics to pictures as data: marks, hit tests, SVG, the text account.
