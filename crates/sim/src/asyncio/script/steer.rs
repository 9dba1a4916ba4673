//! Statements that don't wait: those that make tasks, need time or lead elsewhere in the code.

use super::exec::Did;
use super::frame::{CodeFrame, value};
use super::instr::{Instr, Operand, Slot};
use super::plain::nanos;
use crate::asyncio::ids::Tid;
use crate::asyncio::run::{Loop, Request};
use crate::asyncio::value::{Exception, Value};
use crate::program::Op;
use model::Nanos;

impl Loop {
    /// Carries out what awaits nothing.
    pub(super) fn steer(&mut self, now: Nanos, task: Tid, instr: &Instr, frame: &mut CodeFrame) -> Did {
        let label = self.tasks[task.index()].label;
        let length = |length: &Operand, this: &Self| nanos(&value(length, &frame.locals, &this.globals));
        match instr {
            Instr::Compute(cpu) => Did::Request(Request::Op(Op::Compute(length(cpu, self)), label)),
            Instr::Block(wait) => Did::Request(Request::Op(Op::Wait(length(wait, self)), label)),
            Instr::Spawn(slot, invoke) => {
                let made = self.spawn_coroutine(invoke, &frame.locals);
                self.store(*slot, Value::Future(made), &mut frame.locals);
                Did::Next
            }
            Instr::SpawnIn(group, invoke) => {
                let group = value(group, &frame.locals, &self.globals);
                let made = self.spawn_coroutine(invoke, &frame.locals);
                if let Value::Group(group) = group {
                    self.add_to_group(group, made);
                }
                Did::Next
            }
            Instr::EnterGroup(_) if !self.rules.task_group => Did::Raised(Exception::named("AttributeError")),
            Instr::EnterGroup(slot) => {
                let group = self.enter_group(task);
                self.store(*slot, Value::Group(group), &mut frame.locals);
                Did::Next
            }
            Instr::Completed(slot, children) => {
                let children = self.ensure_futures(children, &frame.locals);
                let completed = self.as_completed(&children);
                self.store(*slot, Value::Completed(completed), &mut frame.locals);
                Did::Next
            }
            _ => self.go(now, instr, frame),
        }
    }

    /// What goes elsewhere in the code; what neither waits nor does is plain.
    fn go(&mut self, now: Nanos, instr: &Instr, frame: &mut CodeFrame) -> Did {
        match instr {
            Instr::Jump(target) => frame.pc = *target,
            Instr::Unless(left, right, target) => {
                let equal =
                    value(left, &frame.locals, &self.globals) == value(right, &frame.locals, &self.globals);
                frame.pc = if equal { frame.pc } else { *target };
            }
            Instr::Count(slot, most, target) => self.count(*slot, most, *target, frame),
            Instr::Guard(target) => frame.guard(*target),
            Instr::Unguard => drop(frame.guards.pop()),
            Instr::Catch(name, slot, target) => {
                let Some(error) = frame.caught.last() else { return Did::Next };
                if name.as_ref().is_some_and(|name| error.name() != name) {
                    frame.pc = *target;
                } else if let Some(slot) = slot {
                    let error = Value::Error(error.clone());
                    self.store(*slot, error, &mut frame.locals);
                }
            }
            Instr::Handled => drop(frame.caught.pop()),
            Instr::Reraise => return frame.caught.pop().map_or(Did::Next, Did::Raised),
            Instr::Raise(name) => return Did::Raised(Exception::named(name)),
            Instr::Return(result) => return Did::Returned(value(result, &frame.locals, &self.globals)),
            plain => {
                if let Err(error) = self.plain(now, plain, &mut frame.locals) {
                    return Did::Raised(error);
                }
            }
        }
        Did::Next
    }

    fn count(&mut self, slot: Slot, most: &Operand, target: usize, frame: &mut CodeFrame) {
        let number = |operand: &Operand, this: &Self| match value(operand, &frame.locals, &this.globals) {
            Value::Int(number) => Some(number),
            _ => None,
        };
        let next = number(&Operand::Slot(slot), self).map_or(0, |number| number + 1);
        if number(most, self).is_some_and(|most| next < most) {
            self.store(slot, Value::Int(next), &mut frame.locals);
        } else {
            frame.pc = target;
        }
    }
}
