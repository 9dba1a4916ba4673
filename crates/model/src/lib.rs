//! The vocabulary: units, ids, scenario, trace, metrics, the share link.
