//! Puts loop bodies together, in the instructions of each version.
//!
//! One method for each thing that Python source says; the version decides which instructions that makes, as
//! its compiler does (`dis` of 2.7, 3.8 to 3.13; 3.14 and 3.15 differ in instructions that never poll).
//! Instructions come in the order in which they are run, through calls and back.

use super::opcode::{Access, Instruction, Manner, Opcode};
use super::rules::Era;

/// Instructions, as far as they are written.
pub(super) struct Assembler {
    pub(super) era: Era,
    pub(super) code: Vec<Instruction>,
    called: bool,
    /// Whether the interpreter never comes to specialise the code (3.11 on).
    cold: bool,
}

impl Assembler {
    pub(super) const fn new(era: Era) -> Self {
        Self { era, code: Vec::new(), called: false, cold: false }
    }

    /// For code that the interpreter never comes to specialise.
    #[cfg(test)]
    pub(super) fn cold(self) -> Self {
        Self { cold: true, ..self }
    }

    /// The instruction written last reads the variable that is counted in.
    pub(super) fn loads(&mut self) {
        self.accesses(Access::Load);
    }

    /// The instruction written last writes it.
    pub(super) fn stores(&mut self) {
        self.accesses(Access::Store);
    }

    pub(super) fn emit(&mut self, opcode: Opcode) {
        self.emit_as(opcode, Manner::Plain);
    }

    pub(super) fn emit_as(&mut self, opcode: Opcode, manner: Manner) {
        self.code.push(Instruction { opcode, manner, access: Access::None, called: self.called });
    }

    /// `for _ in range(n): ...`, one iteration.
    pub(super) fn for_each(&mut self, body: impl FnOnce(&mut Self)) {
        self.emit(Opcode::ForIter);
        self.emit(Opcode::StoreFast);
        body(self);
        self.emit(self.pick(Opcode::JumpAbsolute, Opcode::JumpBackward));
    }

    /// The local operand and the constant of `... + 1`, and the sum.
    pub(super) fn add(&mut self) {
        self.emit(Opcode::LoadConst);
        self.emit(self.pick(Opcode::BinaryAdd, Opcode::BinaryOp));
    }

    /// The sum of an augmented assignment.
    pub(super) fn add_in_place(&mut self) {
        self.emit(self.pick(Opcode::InplaceAdd, Opcode::BinaryOp));
    }

    /// Doubles the object whose attribute is assigned to.
    pub(super) fn duplicate(&mut self) {
        self.emit(self.pick(Opcode::DupTop, Opcode::Copy));
    }

    /// Brings that object back to the top.
    pub(super) fn swap(&mut self) {
        self.emit(self.pick(Opcode::RotTwo, Opcode::Swap));
    }

    /// Doubles the container and the key that are assigned to.
    pub(super) fn duplicate_two(&mut self) {
        if self.is_old() {
            return self.emit(Opcode::DupTopTwo);
        }
        self.emit(Opcode::Copy);
        self.emit(Opcode::Copy);
    }

    /// Brings both back to the top.
    pub(super) fn rotate_three(&mut self) {
        if self.is_old() {
            return self.emit(Opcode::RotThree);
        }
        self.emit(Opcode::Swap);
        self.emit(Opcode::Swap);
    }

    /// A conditional jump forward.
    pub(super) fn jump_if_false(&mut self, manner: Manner) {
        let forward =
            if self.era == Era::Py3_11 { Opcode::PopJumpForwardIfFalse } else { Opcode::PopJumpIfFalse };
        self.emit_as(forward, manner);
    }

    /// Calls a C function, with callee and arguments there.
    pub(super) fn call_c(&mut self) {
        self.call(Opcode::CallFunction, Manner::Plain);
    }

    /// The same for one that has an instruction of its own from 3.11 on.
    pub(super) fn call_builtin(&mut self) {
        self.call(Opcode::CallFunction, self.specialised());
    }

    /// Calls a Python function, whose body is `body`.
    pub(super) fn call_python(&mut self, body: impl FnOnce(&mut Self)) {
        if !self.is_old() {
            self.call(Opcode::CallFunction, Manner::Inlined);
        }
        self.frame(body);
        // Up to 3.10 the call goes on once its frame is left.
        if self.is_old() {
            self.emit(Opcode::CallFunction);
        }
    }

    /// The frame of a Python function, from its entry to its return.
    pub(super) fn frame(&mut self, body: impl FnOnce(&mut Self)) {
        self.in_callee(|a| {
            a.emit(a.pick(Opcode::FrameEntry, Opcode::Resume));
            body(a);
            a.emit(Opcode::ReturnValue);
        });
    }

    /// Instructions of another function.
    pub(super) fn in_callee(&mut self, body: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.called, true);
        body(self);
        self.called = outer;
    }

    /// A call by that instruction, or by those that stand for it from 3.11 on.
    pub(super) fn call(&mut self, old: Opcode, manner: Manner) {
        if self.era == Era::Py3_11 {
            self.emit(Opcode::Precall);
        }
        self.emit_as(self.pick(old, Opcode::Call), manner);
    }

    /// `new` from 3.11 on.
    pub(super) const fn pick(&self, old: Opcode, new: Opcode) -> Opcode {
        if self.is_old() { old } else { new }
    }

    /// Whether the version is older than 3.11.
    pub(super) const fn is_old(&self) -> bool {
        self.era.is_old()
    }

    /// A call of a C function that has an instruction of its own from 3.11 on.
    pub(super) const fn specialised(&self) -> Manner {
        if self.cold || self.is_old() { Manner::Plain } else { Manner::Specialised }
    }

    fn accesses(&mut self, access: Access) {
        if let Some(last) = self.code.last_mut() {
            last.access = access;
        }
    }
}
