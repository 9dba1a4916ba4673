//! The Python that a scenario means: a real, complete program for each runtime.
//!
//! `task` writes what one task does, `pool` how the runtime runs them all; `number` the numbers. Waits
//! are exact. CPU time is what the loop and the hash take on a usual machine (see `number`): a program
//! that did nothing but look at the clock until its time was up would not slow down when it has to wait.

mod number;
mod pool;
mod task;

use crate::{Runtime, Scenario};

/// A Python program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// Its lines, at most 22.
    pub lines: Vec<Line>,
}

/// One line of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The text, without its line end. A comment behind code is set off by two spaces and `# `.
    pub text: String,
    /// Code or comment.
    pub kind: LineKind,
    /// Whether the GIL (or for asyncio the event loop) may change hands here, or is let go.
    pub marked: bool,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Runs, or is empty.
    Code,
    /// Is nothing but a comment.
    Comment,
}

/// The program that does the scenario's job the way of `runtime`, for the Python that
/// [`Runtime::python_for`] gives it: 3.12 or later.
#[must_use]
pub fn listing(scenario: &Scenario, runtime: Runtime) -> Listing {
    let mut program = Program::default();
    pool::head(&mut program, scenario, runtime);
    task::function(&mut program, &scenario.workload, runtime);
    pool::tail(&mut program, scenario, runtime);
    Listing { lines: program.lines }
}

impl Listing {
    /// The program as a file: every line with its line end.
    #[must_use]
    pub fn source(&self) -> String {
        self.lines.iter().flat_map(|line| [line.text.as_str(), "\n"]).collect()
    }
}

/// A program being written.
#[derive(Default)]
struct Program {
    lines: Vec<Line>,
}

impl Program {
    fn comment(&mut self, text: impl Into<String>) {
        self.lines.push(Line { text: text.into(), kind: LineKind::Comment, marked: false });
    }

    fn code(&mut self, text: impl Into<String>) {
        self.lines.push(Line { text: text.into(), kind: LineKind::Code, marked: false });
    }

    fn blank(&mut self) {
        self.code("");
    }

    /// Code with what happens there: marked if a turn may end here.
    fn noted(&mut self, code: &str, note: Option<Note>) {
        match note {
            Some(Note { text, marked }) => {
                let text = format!("{code}  # {text}");
                self.lines.push(Line { text, kind: LineKind::Code, marked });
            }
            None => self.code(code),
        }
    }
}

/// A remark behind a line of code.
#[derive(Clone, Copy)]
struct Note {
    text: &'static str,
    marked: bool,
}
