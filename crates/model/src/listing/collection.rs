//! Garbage collections: asked for, and with enough to look through.

use super::meaning::Meaning;
use super::{Program, note, number};

/// What one live list takes of a collection, in picoseconds: 15 ns where there are 100,000 (measured, CPython 3.12.1
/// and 3.13.0 on an AMD Zen 4), and several times that where there are so many that no cache has them.
const LIST: u64 = 15_000;

/// Objects that live, so that a collection takes about as long as the scenario says.
pub(super) fn definition(program: &mut Program, meaning: &Meaning<'_>) {
    if meaning.collects() {
        let lists = number::times(meaning.job.collection, LIST);
        let lists = meaning.integer(lists);
        program.code(format!("LIVE = [[] for _ in range({lists})]  # what a collection looks through"));
    }
}

/// One collection.
pub(super) fn collect(program: &mut Program, meaning: &Meaning<'_>) {
    program.noted("gc.collect()", note::at_collection(meaning));
}
