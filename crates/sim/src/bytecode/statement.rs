//! The ways to write "add one", as one iteration of `for _ in range(n): ...`.

use super::assembler::Assembler;
use super::opcode::{Instruction, Manner, Opcode};
use super::rules::Era;
use model::Statement;

/// The instructions of one iteration, in the order in which they are run.
pub(super) fn iteration(statement: Statement, era: Era) -> Vec<Instruction> {
    let mut assembler = Assembler::new(era);
    assembler.for_each(|a| write(statement, a));
    assembler.code
}

fn write(statement: Statement, a: &mut Assembler) {
    match statement {
        Statement::Inc => increment(a, |a| a.emit(Opcode::LoadConst)),
        Statement::Attr => attribute(a, Assembler::loads, Assembler::stores),
        Statement::Dict | Statement::List => element(a),
        Statement::IntCall => {
            load(a);
            a.emit(Opcode::LoadGlobal);
            a.emit(Opcode::LoadConst);
            a.call_c();
            a.emit(a.pick(Opcode::BinaryAdd, Opcode::BinaryOp));
            store(a);
        }
        Statement::PyCall => increment(a, ident_of_constant),
        Statement::ArgCall => {
            a.emit(Opcode::LoadGlobal);
            load(a);
            a.call_python(|a| a.emit(Opcode::LoadFast));
            a.add();
            store(a);
        }
        Statement::Len => increment(a, |a| {
            a.emit(Opcode::LoadGlobal);
            a.emit(Opcode::LoadConst);
            a.call_builtin();
        }),
        Statement::Property => attribute(a, getter, setter),
        Statement::Temp => by_way_of_a_local(a, |_| ()),
        Statement::TempCall => by_way_of_a_local(a, |a| {
            ident_of_constant(a);
            a.emit(Opcode::PopTop);
        }),
        Statement::TempLoop => by_way_of_a_local(a, comprehension),
        Statement::Conditional => increment(a, one_if_positive),
    }
}

fn load(a: &mut Assembler) {
    a.emit(Opcode::LoadGlobal);
    a.loads();
}

fn store(a: &mut Assembler) {
    a.emit(Opcode::StoreGlobal);
    a.stores();
}

/// `c += ...`
fn increment(a: &mut Assembler, value: impl FnOnce(&mut Assembler)) {
    load(a);
    value(a);
    a.add_in_place();
    store(a);
}

/// `t = c; ...; c = t + 1`
fn by_way_of_a_local(a: &mut Assembler, between: impl FnOnce(&mut Assembler)) {
    load(a);
    a.emit(Opcode::StoreFast);
    between(a);
    a.emit(Opcode::LoadFast);
    a.add();
    store(a);
}

/// `o.x += 1`, with what its load and its store set off.
fn attribute(a: &mut Assembler, get: impl FnOnce(&mut Assembler), set: impl FnOnce(&mut Assembler)) {
    a.emit(Opcode::LoadGlobal);
    a.duplicate();
    a.emit(Opcode::LoadAttr);
    get(a);
    a.emit(Opcode::LoadConst);
    a.add_in_place();
    a.swap();
    a.emit(Opcode::StoreAttr);
    set(a);
}

/// `d['k'] += 1`
fn element(a: &mut Assembler) {
    a.emit(Opcode::LoadGlobal);
    a.emit(Opcode::LoadConst);
    a.duplicate_two();
    a.emit(Opcode::BinarySubscr);
    a.loads();
    a.emit(Opcode::LoadConst);
    a.add_in_place();
    a.rotate_three();
    a.emit(Opcode::StoreSubscr);
    a.stores();
}

/// `ident(1)`
fn ident_of_constant(a: &mut Assembler) {
    a.emit(Opcode::LoadGlobal);
    a.emit(Opcode::LoadConst);
    a.call_python(|a| a.emit(Opcode::LoadFast));
}

/// `def x(self): return self._x`
fn getter(a: &mut Assembler) {
    a.frame(|a| {
        a.emit(Opcode::LoadFast);
        a.emit(Opcode::LoadAttr);
        a.loads();
    });
}

/// `def x(self, v): self._x = v`
fn setter(a: &mut Assembler) {
    a.frame(|a| {
        a.emit(Opcode::LoadFast);
        a.emit(Opcode::LoadFast);
        a.emit(Opcode::StoreAttr);
        a.stores();
        a.emit(Opcode::LoadConst);
    });
}

/// `1 if c >= 0 else 2`, with the condition true.
fn one_if_positive(a: &mut Assembler) {
    a.emit(Opcode::LoadGlobal);
    a.emit(Opcode::LoadConst);
    a.emit(Opcode::CompareOp);
    a.jump_if_false(Manner::NotTaken);
    a.emit(Opcode::LoadConst);
    a.emit(Opcode::JumpForward);
}

/// `[0 for _ in (1,)]`: a function of its own from 3.0 to 3.11, inlined before and after (PEP 709).
fn comprehension(a: &mut Assembler) {
    match a.era {
        Era::Py2_7 => {
            a.emit(Opcode::BuildList);
            a.emit(Opcode::LoadConst);
            a.emit(Opcode::GetIter);
            one_item(a);
        }
        Era::Py3_12 | Era::Py3_13 => {
            a.emit(Opcode::LoadConst);
            a.emit(Opcode::GetIter);
            a.emit(Opcode::LoadFastAndClear);
            a.emit(Opcode::Swap);
            a.emit(Opcode::BuildList);
            a.emit(Opcode::Swap);
            one_item(a);
            a.emit(Opcode::StoreFast);
        }
        _ => {
            a.emit(Opcode::LoadConst);
            a.emit(Opcode::MakeFunction);
            a.emit(Opcode::LoadConst);
            a.emit(Opcode::GetIter);
            a.call_python(|a| {
                a.emit(Opcode::BuildList);
                a.emit(Opcode::LoadFast);
                one_item(a);
            });
        }
    }
    a.emit(Opcode::PopTop);
}

/// The loop of the comprehension: one item, and then none.
fn one_item(a: &mut Assembler) {
    a.for_each(|a| {
        a.emit(Opcode::LoadConst);
        a.emit(Opcode::ListAppend);
    });
    a.emit(Opcode::ForIter);
}
