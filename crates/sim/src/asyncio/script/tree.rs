//! A script as it was read: statements within statements.

/// A coroutine function.
#[derive(Debug)]
pub(super) struct Function {
    pub(super) name: String,
    pub(super) params: Vec<String>,
    pub(super) body: Vec<Statement>,
}

#[derive(Debug)]
pub(super) struct Statement {
    /// The line in the text, from 1.
    pub(super) line: usize,
    pub(super) kind: Kind,
}

#[derive(Debug)]
pub(super) enum Kind {
    /// One line, as its words.
    Simple(String),
    /// `repeat VARIABLE NUMBER`.
    Repeat(String, String, Vec<Statement>),
    /// `if A == B`.
    If(String, String, Vec<Statement>),
    Try {
        body: Vec<Statement>,
        excepts: Vec<Except>,
        last: Vec<Statement>,
    },
    With(String, Vec<Statement>),
    Group(String, Vec<Statement>),
}

/// `except NAME as VARIABLE`.
#[derive(Debug)]
pub(super) struct Except {
    pub(super) name: Option<String>,
    pub(super) variable: Option<String>,
    pub(super) body: Vec<Statement>,
}

/// Calls `visit` with every variable that the statements assign.
pub(super) fn assigned(statements: &[Statement], visit: &mut impl FnMut(&str)) {
    for statement in statements {
        match &statement.kind {
            Kind::Simple(text) => {
                let words: Vec<&str> = text.split_whitespace().collect();
                match words[..] {
                    [name, "=", ..] | ["add", _, "to", name] => visit(name),
                    _ => {}
                }
            }
            Kind::Repeat(name, _, body) | Kind::Group(name, body) => {
                visit(name);
                assigned(body, visit);
            }
            Kind::If(_, _, body) | Kind::With(_, body) => assigned(body, visit),
            Kind::Try { body, excepts, last } => {
                assigned(body, visit);
                for except in excepts {
                    except.variable.iter().for_each(|name| visit(name));
                    assigned(&except.body, visit);
                }
                assigned(last, visit);
            }
        }
    }
}
