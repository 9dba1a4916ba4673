//! A tree to instructions: names become slots, blocks become jumps.

use super::instr::{Instr, Operand, Slot};
use super::parse::{BadScript, bad};
use super::tree::{Except, Function, Kind, Statement, assigned};
use super::words::Scope;
use super::{Code, Script};
use crate::asyncio::value::Value;

/// Where a jump goes that is not known yet.
const LATER: usize = usize::MAX;

pub(super) fn compile(functions: &[Function]) -> Result<Script, BadScript> {
    let Some(main) = functions.iter().position(|function| function.name == "main") else {
        return bad(1, "there is no coroutine main");
    };
    let mut globals = Vec::new();
    assigned(&functions[main].body, &mut |name| add(&mut globals, name));
    let mut script = Script { main, globals: globals.len(), ..Script::default() };
    for (index, function) in functions.iter().enumerate() {
        let mut locals = function.params.clone();
        if index != main {
            assigned(&function.body, &mut |name| add(&mut locals, name));
        }
        let scope = Scope { functions, locals: &locals, globals: &globals };
        let mut compiler = Compiler { scope, instrs: Vec::new(), blocks: &mut script.blocks };
        compiler.block(&function.body)?;
        let instrs = compiler.instrs;
        script.codes.push(Code { locals: locals.len(), instrs });
    }
    Ok(script)
}

fn add(names: &mut Vec<String>, name: &str) {
    if names.iter().all(|other| other != name) {
        names.push(name.to_owned());
    }
}

struct Compiler<'a> {
    scope: Scope<'a>,
    instrs: Vec<Instr>,
    blocks: &'a mut Vec<Vec<Instr>>,
}

impl Compiler<'_> {
    fn block(&mut self, statements: &[Statement]) -> Result<(), BadScript> {
        statements.iter().try_for_each(|statement| self.statement(statement))
    }

    fn statement(&mut self, statement: &Statement) -> Result<(), BadScript> {
        let line = statement.line;
        match &statement.kind {
            Kind::Simple(text) => {
                let instr = self.scope.simple(line, text, self.blocks)?;
                self.instrs.push(instr);
                Ok(())
            }
            Kind::Repeat(name, count, body) => self.repeat(line, name, count, body),
            Kind::If(left, right, body) => {
                let (left, right) = (self.scope.operand(line, left)?, self.scope.operand(line, right)?);
                let test = self.emit(Instr::Unless(left, right, LATER));
                self.block(body)?;
                self.aim(test);
                Ok(())
            }
            Kind::Try { body, excepts, last } if last.is_empty() => self.excepting(line, body, excepts),
            Kind::Try { body, excepts, last } => {
                self.guarded(|this| this.excepting(line, body, excepts), |this| this.block(last))
            }
            Kind::With(object, body) => {
                let object = self.scope.operand(line, object)?;
                self.emit(Instr::Acquire(object.clone()));
                self.guarded(
                    |this| this.block(body),
                    |this| {
                        this.emit(Instr::Release(object.clone()));
                        Ok(())
                    },
                )
            }
            Kind::Group(name, body) => self.group(line, name, body),
        }
    }

    fn repeat(&mut self, line: usize, name: &str, count: &str, body: &[Statement]) -> Result<(), BadScript> {
        let (slot, count) = (self.scope.slot(line, name)?, self.scope.operand(line, count)?);
        self.emit(Instr::Let(slot, Operand::Value(Value::None)));
        let test = self.emit(Instr::Count(slot, count, LATER));
        self.block(body)?;
        self.emit(Instr::Jump(test));
        self.aim(test);
        Ok(())
    }

    /// `try` with a `finally`: the last statements come twice, as CPython's compiler has it.
    fn guarded(
        &mut self,
        body: impl FnOnce(&mut Self) -> Result<(), BadScript>,
        last: impl Fn(&mut Self) -> Result<(), BadScript>,
    ) -> Result<(), BadScript> {
        let guard = self.emit(Instr::Guard(LATER));
        body(self)?;
        self.emit(Instr::Unguard);
        last(self)?;
        let over = self.emit(Instr::Jump(LATER));
        self.aim(guard);
        last(self)?;
        self.emit(Instr::Reraise);
        self.aim(over);
        Ok(())
    }

    fn excepting(&mut self, line: usize, body: &[Statement], excepts: &[Except]) -> Result<(), BadScript> {
        if excepts.is_empty() {
            return self.block(body);
        }
        let guard = self.emit(Instr::Guard(LATER));
        self.block(body)?;
        self.emit(Instr::Unguard);
        let mut overs = vec![self.emit(Instr::Jump(LATER))];
        self.aim(guard);
        for except in excepts {
            let slot = except.variable.as_deref().map(|name| self.scope.slot(line, name)).transpose()?;
            let test = self.emit(Instr::Catch(except.name.clone(), slot, LATER));
            self.block(&except.body)?;
            self.emit(Instr::Handled);
            overs.push(self.emit(Instr::Jump(LATER)));
            self.aim(test);
        }
        self.emit(Instr::Reraise);
        overs.into_iter().for_each(|over| self.aim(over));
        Ok(())
    }

    fn group(&mut self, line: usize, name: &str, body: &[Statement]) -> Result<(), BadScript> {
        let slot = self.scope.slot(line, name)?;
        self.emit(Instr::EnterGroup(slot));
        let guard = self.emit(Instr::Guard(LATER));
        self.block(body)?;
        self.emit(Instr::Unguard);
        self.emit(Instr::LeaveGroup(slot, false));
        let over = self.emit(Instr::Jump(LATER));
        self.aim(guard);
        self.emit(Instr::LeaveGroup(slot, true));
        self.aim(over);
        Ok(())
    }

    fn emit(&mut self, instr: Instr) -> usize {
        self.instrs.push(instr);
        self.instrs.len() - 1
    }

    /// The instruction at `place` leads to where the next one will be.
    fn aim(&mut self, place: usize) {
        let here = self.instrs.len();
        match &mut self.instrs[place] {
            Instr::Jump(target)
            | Instr::Unless(_, _, target)
            | Instr::Count(_, _, target)
            | Instr::Guard(target)
            | Instr::Catch(_, _, target) => *target = here,
            _ => debug_assert!(false, "only what jumps is aimed"),
        }
    }
}

impl Scope<'_> {
    /// The variable of that name.
    pub(super) fn slot(&self, line: usize, name: &str) -> Result<Slot, BadScript> {
        let of = |names: &[String]| names.iter().position(|other| other == name);
        match (of(self.locals), of(self.globals)) {
            (Some(slot), _) => Ok(Slot::Local(slot)),
            (None, Some(slot)) => Ok(Slot::Global(slot)),
            (None, None) => bad(line, &format!("nothing is called {name}")),
        }
    }
}
