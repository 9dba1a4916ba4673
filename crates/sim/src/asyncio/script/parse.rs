//! The text form's lines to a tree.

use super::tree::{Except, Function, Kind, Statement};
use std::fmt;

/// A script that can't be read: at which line, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadScript {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: String,
}

impl fmt::Display for BadScript {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for BadScript {}

/// The coroutines of a text.
pub(super) fn parse(text: &str) -> Result<Vec<Function>, BadScript> {
    let lines = text.lines().enumerate().map(|(index, line)| (index + 1, bare(line)));
    let mut reader = Reader { lines: lines.filter(|(_, line)| !line.is_empty()).collect(), next: 0 };
    let mut functions = Vec::new();
    while let Some((line, text)) = reader.take() {
        let mut words = text.split_whitespace().map(str::to_owned);
        let ("coroutine", Some(name)) = (words.next().unwrap_or_default().as_str(), words.next()) else {
            return bad(line, "a coroutine begins with its name");
        };
        let params = words.collect();
        let body = reader.block(&["coroutine"])?;
        functions.push(Function { name, params, body });
    }
    Ok(functions)
}

/// The line without its comment.
fn bare(line: &str) -> &str {
    line.split_once('#').map_or(line, |(text, _)| text).trim()
}

pub(super) fn bad<T>(line: usize, what: &str) -> Result<T, BadScript> {
    Err(BadScript { line, what: what.to_owned() })
}

struct Reader<'a> {
    lines: Vec<(usize, &'a str)>,
    next: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self) -> Option<(usize, &'a str)> {
        let line = self.lines.get(self.next).copied();
        self.next += 1;
        line
    }

    /// Statements up to a line that begins with one of `ends`, or the text's end.
    fn block(&mut self, ends: &[&str]) -> Result<Vec<Statement>, BadScript> {
        let mut statements = Vec::new();
        while let Some((line, text)) = self.lines.get(self.next).copied() {
            let first = text.split_whitespace().next().unwrap_or_default();
            if ends.contains(&first) {
                break;
            }
            self.next += 1;
            statements.push(Statement { line, kind: self.kind(line, text)? });
        }
        Ok(statements)
    }

    /// Statements up to their `end`.
    fn body(&mut self, line: usize) -> Result<Vec<Statement>, BadScript> {
        let body = self.block(&["end", "coroutine"])?;
        match self.take() {
            Some((_, "end")) => Ok(body),
            _ => bad(line, "the block has no end"),
        }
    }

    fn kind(&mut self, line: usize, text: &str) -> Result<Kind, BadScript> {
        let words: Vec<&str> = text.split_whitespace().collect();
        Ok(match words[..] {
            ["repeat", name, count] => Kind::Repeat(name.into(), count.into(), self.body(line)?),
            ["if", left, "==", right] => Kind::If(left.into(), right.into(), self.body(line)?),
            ["with", object] => Kind::With(object.into(), self.body(line)?),
            ["group", name] => Kind::Group(name.into(), self.body(line)?),
            ["try"] => self.guarded(line)?,
            ["end" | "except" | "finally" | "repeat" | "if" | "with" | "group" | "try", ..] => {
                return bad(line, "this does not fit here");
            }
            _ => Kind::Simple(text.into()),
        })
    }

    fn guarded(&mut self, line: usize) -> Result<Kind, BadScript> {
        let ends = ["except", "finally", "end", "coroutine"];
        let body = self.block(&ends)?;
        let (mut excepts, mut last) = (Vec::new(), Vec::new());
        loop {
            let Some((at, text)) = self.take() else { return bad(line, "the block has no end") };
            let words: Vec<&str> = text.split_whitespace().collect();
            let (name, variable) = match words[..] {
                ["end"] => return Ok(Kind::Try { body, excepts, last }),
                ["finally"] => {
                    last = self.block(&["end", "coroutine"])?;
                    continue;
                }
                ["except"] => (None, None),
                ["except", "as", variable] => (None, Some(variable)),
                ["except", name] => (Some(name), None),
                ["except", name, "as", variable] => (Some(name), Some(variable)),
                _ => return bad(at, "this does not fit into a try"),
            };
            let body = self.block(&ends)?;
            excepts.push(Except {
                name: name.map(str::to_owned),
                variable: variable.map(str::to_owned),
                body,
            });
        }
    }
}
