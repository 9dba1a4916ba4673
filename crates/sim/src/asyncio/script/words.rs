//! One line to one instruction.

use super::instr::{Attribute, Awaitable, Instr, Invoke, Operand, Piece};
use super::parse::{BadScript, bad};
use super::tree::Function;
use crate::asyncio::sync::Make;
use crate::asyncio::value::Value;

/// The names that a line can use.
pub(super) struct Scope<'a> {
    pub(super) functions: &'a [Function],
    pub(super) locals: &'a [String],
    pub(super) globals: &'a [String],
}

impl Scope<'_> {
    /// The instruction of a statement of one line; the statements of its callback go to `blocks`.
    pub(super) fn simple(
        &self,
        line: usize,
        text: &str,
        blocks: &mut Vec<Vec<Instr>>,
    ) -> Result<Instr, BadScript> {
        if let Some(text) = text.strip_prefix("log ") {
            return Ok(Instr::Log(self.pieces(line, text)?));
        }
        if let Some(statements) = text.strip_prefix("call_soon ") {
            return Ok(Instr::CallSoon(self.callback(line, statements, blocks)?));
        }
        if let Some((delay, statements)) =
            text.strip_prefix("call_later ").and_then(|rest| rest.split_once(' '))
        {
            let delay = self.operand(line, delay)?;
            return Ok(Instr::CallLater(delay, self.callback(line, statements, blocks)?));
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        match words[..] {
            [name, "=", ref what @ ..] => self.assignment(line, name, what),
            _ => self.action(line, &words),
        }
    }

    fn callback(
        &self,
        line: usize,
        statements: &str,
        blocks: &mut Vec<Vec<Instr>>,
    ) -> Result<usize, BadScript> {
        let instrs = statements.split(';').map(|statement| self.simple(line, statement.trim(), blocks));
        let block = instrs.collect::<Result<_, _>>()?;
        blocks.push(block);
        Ok(blocks.len() - 1)
    }

    fn assignment(&self, line: usize, name: &str, what: &[&str]) -> Result<Instr, BadScript> {
        let slot = self.slot(line, name)?;
        let size = |text: &str| text.parse().map_or_else(|_| bad(line, "a size is a whole number"), Ok);
        Ok(match what {
            ["lock"] => Instr::Make(slot, Make::Lock),
            ["event"] => Instr::Make(slot, Make::Event),
            ["semaphore", value] => Instr::Make(slot, Make::Semaphore(size(value)?)),
            ["queue", most] => Instr::Make(slot, Make::Queue(size(most)?)),
            ["future"] => Instr::MakeFuture(slot),
            ["task", call] => Instr::Spawn(slot, self.invoke(line, call)?),
            ["completed", what @ ..] => Instr::Completed(slot, self.awaitables(line, what)?),
            ["await", what] => Instr::Await(Some(slot), self.awaitable(line, what)?),
            ["get", queue] => Instr::Get(Some(slot), self.operand(line, queue)?),
            ["next", completed] => Instr::Next(Some(slot), self.operand(line, completed)?),
            ["gather", ..] | ["wait_for", ..] => match self.action(line, what)? {
                Instr::Gather { children, returning, .. } => {
                    Instr::Gather { to: Some(slot), children, returning }
                }
                Instr::WaitFor { what, timeout, .. } => Instr::WaitFor { to: Some(slot), what, timeout },
                other => other,
            },
            [value] => Instr::Let(slot, self.operand(line, value)?),
            _ => return bad(line, "this is no value"),
        })
    }

    fn action(&self, line: usize, words: &[&str]) -> Result<Instr, BadScript> {
        let of = |text: &str| self.operand(line, text);
        Ok(match words {
            ["compute", cpu] => Instr::Compute(of(cpu)?),
            ["block", length] => Instr::Block(of(length)?),
            ["sleep", length] => Instr::Sleep(of(length)?),
            ["acquire", object] => Instr::Acquire(of(object)?),
            ["release", object] => Instr::Release(of(object)?),
            ["wait", event] => Instr::WaitEvent(of(event)?),
            ["set", event] => Instr::Set(of(event)?, Operand::Value(Value::None)),
            ["set", future, result] => Instr::Set(of(future)?, of(result)?),
            ["clear", event] => Instr::Clear(of(event)?),
            ["cancel", task] => Instr::Cancel(of(task)?),
            ["put", queue, items @ ..] => {
                Instr::Put(of(queue)?, items.iter().map(|item| of(item)).collect::<Result<_, _>>()?)
            }
            ["get", queue] => Instr::Get(None, of(queue)?),
            ["next", completed] => Instr::Next(None, of(completed)?),
            ["await", what] => Instr::Await(None, self.awaitable(line, what)?),
            ["add", item, "to", list] => Instr::Append(self.slot(line, list)?, of(item)?),
            ["start", call, "in", group] => Instr::SpawnIn(of(group)?, self.invoke(line, call)?),
            ["gather", "returning", what @ ..] => {
                Instr::Gather { to: None, children: self.awaitables(line, what)?, returning: true }
            }
            ["gather", what @ ..] => {
                Instr::Gather { to: None, children: self.awaitables(line, what)?, returning: false }
            }
            ["wait_for", what, timeout] => {
                Instr::WaitFor { to: None, what: self.awaitable(line, what)?, timeout: of(timeout)? }
            }
            ["raise", name] => Instr::Raise((*name).to_owned()),
            ["reraise"] => Instr::Reraise,
            ["return", value] => Instr::Return(of(value)?),
            _ => return bad(line, "this is no statement"),
        })
    }

    fn awaitables(&self, line: usize, words: &[&str]) -> Result<Vec<Awaitable>, BadScript> {
        words.iter().map(|word| self.awaitable(line, word)).collect()
    }

    fn awaitable(&self, line: usize, word: &str) -> Result<Awaitable, BadScript> {
        if word.ends_with(')') {
            return Ok(Awaitable::Coroutine(self.invoke(line, word)?));
        }
        Ok(Awaitable::Future(self.operand(line, word)?))
    }

    fn invoke(&self, line: usize, word: &str) -> Result<Invoke, BadScript> {
        let Some((name, args)) = word.strip_suffix(')').and_then(|call| call.split_once('(')) else {
            return bad(line, "this is no call");
        };
        let Some(code) = self.functions.iter().position(|function| function.name == name) else {
            return bad(line, &format!("there is no coroutine {name}"));
        };
        let args = args.split(',').filter(|arg| !arg.is_empty());
        let args = args.map(|arg| self.operand(line, arg)).collect::<Result<Vec<_>, _>>()?;
        if args.len() != self.functions[code].params.len() {
            return bad(line, &format!("{name} takes another number of arguments"));
        }
        Ok(Invoke { code, args })
    }

    /// A number, a length of time, a text or a variable.
    pub(super) fn operand(&self, line: usize, word: &str) -> Result<Operand, BadScript> {
        let text = word.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
        Ok(Operand::Value(match (text, number(word)) {
            (Some(text), _) => Value::Text(text.into()),
            (None, Some(number)) => Value::Int(number),
            (None, None) => return Ok(Operand::Slot(self.slot(line, word)?)),
        }))
    }

    /// Text with variables in braces.
    fn pieces(&self, line: usize, text: &str) -> Result<Vec<Piece>, BadScript> {
        let mut pieces = Vec::new();
        for (index, part) in text.split(['{', '}']).enumerate() {
            match index % 2 {
                0 if part.is_empty() => {}
                0 => pieces.push(Piece::Text(part.to_owned())),
                _ => pieces.push(self.shown(line, part)?),
            }
        }
        Ok(pieces)
    }

    fn shown(&self, line: usize, part: &str) -> Result<Piece, BadScript> {
        let (name, attribute) = match (part.strip_prefix('*'), part.split_once('.')) {
            (Some(name), _) => (name, Attribute::Items),
            (None, None) => (part, Attribute::Itself),
            (None, Some((name, "locked"))) => (name, Attribute::Locked),
            (None, Some((name, "cancelled"))) => (name, Attribute::Cancelled),
            (None, Some((name, "type"))) => (name, Attribute::Type),
            (None, Some((name, "exceptions"))) => (name, Attribute::Exceptions),
            (None, Some((_, other))) => return bad(line, &format!("nothing has a {other}")),
        };
        Ok(Piece::Show(self.slot(line, name)?, attribute))
    }
}

/// A whole number; one with a unit of time in nanoseconds.
fn number(word: &str) -> Option<i64> {
    let units = [("ns", 1), ("us", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000), ("", 1)];
    units
        .into_iter()
        .find_map(|(unit, factor)| word.strip_suffix(unit)?.parse::<i64>().ok()?.checked_mul(factor))
}
