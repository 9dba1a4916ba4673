//! What a coroutine that has begun consists of.

use super::instr::{Operand, Slot};
use crate::asyncio::ids::TimeoutId;
use crate::asyncio::value::{Exception, Value};

/// A coroutine that awaits the next one on the stack, or runs.
#[derive(Clone, Debug)]
pub(in crate::asyncio) enum Frame {
    /// One of the script's.
    Code(CodeFrame),
    /// `wait_for`, inside its `timeout`.
    Timeout(TimeoutId),
}

#[derive(Clone, Debug)]
pub(in crate::asyncio) struct CodeFrame {
    pub(super) code: usize,
    pub(super) pc: usize,
    pub(super) locals: Vec<Value>,
    pub(super) guards: Vec<Guard>,
    /// Exceptions being handled, the innermost last.
    pub(super) caught: Vec<Exception>,
    /// Where the result awaited goes.
    pub(super) target: Option<Slot>,
}

/// An open `try`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guard {
    /// Where an exception leads.
    target: usize,
    /// How many exceptions were being handled when it was opened.
    caught: usize,
}

/// A callback with the variables that it was made with.
#[derive(Clone, Debug)]
pub(in crate::asyncio) struct Call {
    pub(super) block: usize,
    pub(super) locals: Vec<Value>,
}

impl CodeFrame {
    pub(super) const fn new(code: usize, locals: Vec<Value>) -> Self {
        Self { code, pc: 0, locals, guards: Vec::new(), caught: Vec::new(), target: None }
    }

    pub(super) fn guard(&mut self, target: usize) {
        self.guards.push(Guard { target, caught: self.caught.len() });
    }

    /// Goes to the innermost guard with the exception; gives it back if there is none.
    pub(super) fn catch(&mut self, error: Exception) -> Option<Exception> {
        let Some(guard) = self.guards.pop() else { return Some(error) };
        self.caught.truncate(guard.caught);
        self.caught.push(error);
        self.pc = guard.target;
        None
    }
}

/// The value of `operand` among these variables.
pub(super) fn value(operand: &Operand, locals: &[Value], globals: &[Value]) -> Value {
    match operand {
        Operand::Value(value) => value.clone(),
        Operand::Slot(Slot::Local(slot)) => locals[*slot].clone(),
        Operand::Slot(Slot::Global(slot)) => globals[*slot].clone(),
    }
}
