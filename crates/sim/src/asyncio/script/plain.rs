//! Statements that neither wait nor need a task: those that a callback may have too.

use super::frame::{Call, value};
use super::instr::{Attribute, Instr, Operand, Piece};
use crate::asyncio::ids::ObjectId;
use crate::asyncio::run::Loop;
use crate::asyncio::timers::Alarm;
use crate::asyncio::value::{Exception, Value};
use model::Nanos;

impl Loop {
    pub(super) fn plain(&mut self, now: Nanos, instr: &Instr, locals: &mut [Value]) -> Result<(), Exception> {
        let of = |operand: &Operand, this: &Self| value(operand, locals, &this.globals);
        match instr {
            Instr::Log(pieces) => {
                let line =
                    pieces.iter().map(|piece| self.text(piece, locals)).collect::<Result<String, _>>()?;
                self.log.push(line);
            }
            Instr::Let(slot, operand) => {
                let value = of(operand, self);
                self.store(*slot, value, locals);
            }
            Instr::Append(slot, operand) => {
                let (list, item) = (of(&Operand::Slot(*slot), self), of(operand, self));
                self.store(*slot, with(&list, item), locals);
            }
            Instr::Make(slot, what) => {
                let made = Value::Object(self.make(*what));
                self.store(*slot, made, locals);
            }
            Instr::MakeFuture(slot) => {
                let made = Value::Future(self.waiter());
                self.store(*slot, made, locals);
            }
            Instr::Release(object) => {
                let object = self.object(&of(object, self)).ok_or_else(type_error)?;
                self.release(object)?;
            }
            Instr::Set(what, result) => self.set(&of(what, self), of(result, self))?,
            Instr::Clear(event) => {
                let event = self.object(&of(event, self)).ok_or_else(type_error)?;
                self.clear_event(event)?;
            }
            Instr::Cancel(future) => match of(future, self) {
                Value::Future(future) => drop(self.cancel(future)),
                _ => return Err(type_error()),
            },
            Instr::CallSoon(block) => self.call_soon(Call { block: *block, locals: locals.to_vec() }),
            Instr::CallLater(delay, block) => {
                let call = Call { block: *block, locals: locals.to_vec() };
                self.timers.set(now + nanos(&of(delay, self)), Alarm::Call(Box::new(call)));
            }
            _ => return Err(type_error()),
        }
        Ok(())
    }

    /// The lock, semaphore, event or queue that a value is.
    pub(super) fn object(&self, value: &Value) -> Option<ObjectId> {
        match value {
            Value::Object(object) => Some(*object),
            _ => None,
        }
    }

    fn set(&mut self, what: &Value, result: Value) -> Result<(), Exception> {
        match what {
            Value::Object(event) => self.set_event(*event),
            Value::Future(future) if self.futures.is_done(*future) => {
                Err(Exception::named("InvalidStateError"))
            }
            Value::Future(future) => {
                self.set_result(*future, result);
                Ok(())
            }
            _ => Err(type_error()),
        }
    }

    fn text(&self, piece: &Piece, locals: &[Value]) -> Result<String, Exception> {
        let (slot, attribute) = match piece {
            Piece::Text(text) => return Ok(text.clone()),
            Piece::Show(slot, attribute) => (*slot, *attribute),
        };
        let shown = value(&Operand::Slot(slot), locals, &self.globals);
        Ok(match (attribute, &shown) {
            (Attribute::Itself, shown) => shown.to_string(),
            (Attribute::Items, Value::Tuple(items)) => {
                items.iter().map(Value::to_string).collect::<Vec<_>>().join(" ")
            }
            (Attribute::Locked, Value::Object(object)) => self.locked(*object)?.to_string(),
            (Attribute::Cancelled, Value::Future(future)) => {
                Value::Bool(self.futures.is_cancelled(*future)).to_string()
            }
            (Attribute::Type, Value::Error(error)) => error.name().to_owned(),
            (Attribute::Exceptions, Value::Error(Exception::Group(errors))) => {
                let names: Vec<String> = errors.iter().map(|error| format!("'{}'", error.name())).collect();
                format!("[{}]", names.join(", "))
            }
            _ => return Err(Exception::named("AttributeError")),
        })
    }
}

/// A length of time; one below zero is none, as for `sleep`.
pub(super) fn nanos(value: &Value) -> Nanos {
    match value {
        Value::Int(nanos) => Nanos(u64::try_from(*nanos).unwrap_or(0)),
        _ => Nanos::ZERO,
    }
}

/// The list with the item at its end.
fn with(list: &Value, item: Value) -> Value {
    let items: &[Value] = match list {
        Value::Tuple(items) => items,
        _ => &[],
    };
    Value::Tuple(items.iter().cloned().chain([item]).collect())
}

fn type_error() -> Exception {
    Exception::named("TypeError")
}
