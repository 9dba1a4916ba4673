//! The Python that a scenario means: a real program for each runtime.

use crate::{Runtime, Scenario};

/// A Python program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// Its lines.
    pub lines: Vec<Line>,
}

/// One line of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The text, without its line end.
    pub text: String,
    /// Code or comment.
    pub kind: LineKind,
    /// Whether the GIL may change hands or is dropped here.
    pub marked: bool,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Runs.
    Code,
    /// Is nothing but a comment.
    Comment,
}

/// The program that does the scenario's job the way of `runtime`.
#[must_use]
pub fn listing(_scenario: &Scenario, _runtime: Runtime) -> Listing {
    Listing { lines: Vec::new() }
}
