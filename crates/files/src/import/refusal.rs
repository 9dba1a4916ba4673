//! What is wrong with a file, in one sentence, and where.

use serde_json::error::Category;
use std::fmt;

/// Why a file is not drawn: a sentence that ends with the place of the trouble.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(String);

/// Of what a file says in the wrong place, no more is repeated than this many characters.
const LONGEST_QUOTE: usize = 160;

impl Refusal {
    /// A refusal of what was read as a whole.
    pub(super) fn of_all(why: &str) -> Self {
        Self(why.to_owned())
    }
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let place = format!(" at line {line} column {column}");
        let said = error.to_string();
        let said = cut(said.strip_suffix(&place).unwrap_or(&said));
        let place = format!("line {line}, column {column}");
        Self(match error.classify() {
            Category::Io => format!("The file could not be read: {said}."),
            Category::Eof => {
                let inside = said.strip_prefix("EOF while parsing ").unwrap_or("a value");
                format!(
                    "The file ends inside {inside}, at {place}: it was cut off, or never written to its end."
                )
            }
            Category::Syntax => format!("The file is no JSON from {place} on: {said}."),
            Category::Data => format!("The file is no trace that can be drawn, because of {place}: {said}."),
        })
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refusal {}
