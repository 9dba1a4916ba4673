//! Coroutines as instructions: what Python source is compiled to, and what the text form writes down.
//!
//! A task that runs a script has a stack of frames, one for each coroutine that awaits the next; a frame is a
//! place in a list of instructions, local variables and guards (`try`). The text form is one statement a line:
//!
//! ```text
//! coroutine worker n            # async def worker(n):
//!     with s                    #     async with s:
//!         log {n} in            #         log(n, 'in')
//!         sleep 10ms            #         await asyncio.sleep(0.01)
//!     end
//! coroutine main
//!     s = semaphore 2           # visible in all coroutines
//!     gather worker(0) worker(1)
//! ```
//!
//! | statements | |
//! |---|---|
//! | `log TEXT {x} {*x} {x.locked} {x.cancelled} {x.type} {x.exceptions}` | one line of the log |
//! | `compute T`, `block T`, `sleep T` | Python that computes; `time.sleep`; `asyncio.sleep` |
//! | `x = lock`, `event`, `future`, `semaphore N`, `queue N` | |
//! | `acquire s`, `release s`, `wait e`, `set e`, `clear e`, `set f VALUE`, `put q A B`, `x = get q` | |
//! | `x = task f(..)`, `x = await A`, `cancel t`, `x = gather A..`, `gather returning A..`, `x = wait_for A T` | |
//! | `xs = completed A..`, `x = next xs`, `start f(..) in group`, `add x to xs`, `x = VALUE` | |
//! | `call_soon S; S`, `call_later T S; S` | statements that don't wait, as a callback |
//! | `repeat i N`, `if A == B`, `try`/`except NAME as e`/`finally`, `with s`, `group g`, each to its `end` | |
//! | `raise NAME`, `return VALUE` | |
//!
//! `A` is a variable or a call `f(1,'text')`, `T` a length of time (`10ms`, `0`).

mod calls;
mod compile;
mod exec;
mod frame;
mod instr;
mod parse;
mod plain;
mod steer;
mod tree;
mod words;

use super::ids::Tid;
use super::run::{Loop, Request};
use super::value::{Exception, Value};
use frame::CodeFrame;
pub(super) use frame::{Call, Frame};
use instr::Instr;
use model::Nanos;
pub use parse::BadScript;

/// A program of coroutines; `main` is what `asyncio.run` is given.
#[derive(Clone, Debug, Default)]
pub struct Script {
    codes: Vec<Code>,
    /// Statements of callbacks.
    blocks: Vec<Vec<Instr>>,
    globals: usize,
    main: usize,
    interpreter: Option<Interpreter>,
}

/// What carries the instructions out. It comes with a script that was read: a program that reads none, such as the
/// engine, does not carry an interpreter along.
#[derive(Clone, Copy, Debug)]
pub(super) struct Interpreter {
    /// A task's step goes on.
    pub(super) run: fn(&mut Loop, Nanos, Tid) -> Option<Request>,
    /// What a task awaited came to this.
    pub(super) deliver: fn(&mut Loop, Tid, Result<Value, Exception>) -> Option<Request>,
    /// A callback runs.
    pub(super) call: fn(&mut Loop, Nanos, &Call),
}

/// One coroutine function.
#[derive(Clone, Debug, Default)]
struct Code {
    /// How many variables it has of its own; its parameters come first.
    locals: usize,
    instrs: Vec<Instr>,
}

impl Script {
    /// Reads the text form.
    ///
    /// # Errors
    /// At the first line that is no statement, names what is not there, or does not fit its block.
    pub fn parse(text: &str) -> Result<Self, BadScript> {
        let script = compile::compile(&parse::parse(text)?)?;
        let interpreter =
            Interpreter { run: Loop::run_script, deliver: Loop::deliver_to_script, call: Loop::call };
        Ok(Self { interpreter: Some(interpreter), ..script })
    }

    /// What carries it out; none where nothing was read.
    pub(super) const fn interpreter(&self) -> Option<Interpreter> {
        self.interpreter
    }

    /// How many variables all coroutines share.
    pub(super) const fn globals(&self) -> usize {
        self.globals
    }

    /// The main coroutine, not begun.
    pub(super) fn main(&self) -> Vec<Frame> {
        vec![Frame::Code(self.frame(self.main, Vec::new()))]
    }

    fn frame(&self, code: usize, mut locals: Vec<Value>) -> CodeFrame {
        locals.resize(self.codes[code].locals, Value::None);
        CodeFrame::new(code, locals)
    }
}
