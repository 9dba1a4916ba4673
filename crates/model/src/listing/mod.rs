//! The Python that a scenario means: a real, complete program for each runtime.
//!
//! - `meaning`: what of the scenario the program has to say, and for which Python;
//! - `task`: what one task does; `call`: the C functions; `touch`: what the tasks share; `section`: their locks;
//!   `collection`: garbage;
//! - `head`, `executor`, `event_loop`, `tasks`: imports, and how the runtime runs all tasks;
//! - `functions`: what a task computes, for [`crate::script`];
//! - `note`: where the GIL may change hands; `number`: numbers.
//!
//! Waits are exact. CPU time is what the loops and the calls take on a usual machine (see `number` and `call`):
//! a program that did nothing but look at the clock until its time was up would not slow down when it has to
//! wait.

mod call;
mod collection;
mod event_loop;
mod executor;
mod functions;
mod head;
mod meaning;
mod note;
mod number;
mod section;
mod task;
mod tasks;
mod touch;

use crate::{Runtime, Scenario};
pub(crate) use functions::functions;
use meaning::Meaning;
use note::Note;

/// A Python program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// Its lines, at most 47, and rarely more than 35.
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
/// [`Runtime::python_for`] gives it.
///
/// Where that Python lacks what the scenario asks for, the program is for the first that has it, and its first
/// line says so.
#[must_use]
pub fn listing(scenario: &Scenario, runtime: Runtime) -> Listing {
    let meaning = Meaning::of(scenario, runtime);
    let mut program = Program::default();
    head::head(&mut program, &meaning);
    task::functions(&mut program, &meaning);
    match runtime {
        Runtime::Sequential => tasks::one_after_another(&mut program, &meaning),
        Runtime::Asyncio => event_loop::tail(&mut program, &meaning),
        _ => executor::tail(&mut program, &meaning),
    }
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
    /// How deep the next line of code is.
    depth: usize,
}

impl Program {
    fn comment(&mut self, text: impl AsRef<str>) {
        self.put(format!("# {}", text.as_ref()), LineKind::Comment, false);
    }

    fn code(&mut self, text: impl AsRef<str>) {
        self.put(text.as_ref().to_owned(), LineKind::Code, false);
    }

    fn blank(&mut self) {
        self.lines.push(Line { text: String::new(), kind: LineKind::Code, marked: false });
    }

    /// Code with what happens there: marked if a turn may end here.
    fn noted(&mut self, code: impl AsRef<str>, note: Option<Note>) {
        let code = code.as_ref();
        match note {
            Some(Note { text: "", marked }) => self.put(code.to_owned(), LineKind::Code, marked),
            Some(Note { text, marked }) => self.put(format!("{code}  # {text}"), LineKind::Code, marked),
            None => self.code(code),
        }
    }

    /// What `write` writes, one level deeper.
    fn indented(&mut self, write: impl FnOnce(&mut Self)) {
        self.depth += 1;
        write(self);
        self.depth -= 1;
    }

    fn put(&mut self, text: String, kind: LineKind, marked: bool) {
        self.lines.push(Line { text: format!("{}{text}", "    ".repeat(self.depth)), kind, marked });
    }
}
