//! Values and exceptions, as far as programs here pass them round.

use super::ids::{CompletedId, FutureId, GroupId, ObjectId};
use std::fmt;
use std::sync::Arc;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Value {
    #[default]
    None,
    Bool(bool),
    /// Also a length of time, in nanoseconds.
    Int(i64),
    Text(Arc<str>),
    Tuple(Arc<[Value]>),
    Error(Exception),
    Future(FutureId),
    Object(ObjectId),
    Group(GroupId),
    Completed(CompletedId),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Exception {
    Cancelled,
    Timeout,
    /// Any other, by the name of its class.
    Named(Arc<str>),
    Group(Arc<[Exception]>),
}

impl Exception {
    /// An exception of the class `name`.
    pub(super) fn named(name: &str) -> Self {
        match name {
            "CancelledError" => Self::Cancelled,
            "TimeoutError" => Self::Timeout,
            _ => Self::Named(name.into()),
        }
    }

    /// The name of its class.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Cancelled => "CancelledError",
            Self::Timeout => "TimeoutError",
            Self::Named(name) => name,
            Self::Group(_) => "ExceptionGroup",
        }
    }
}

/// As Python's `str` has it.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("None"),
            Self::Bool(true) => f.write_str("True"),
            Self::Bool(false) => f.write_str("False"),
            Self::Int(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
            Self::Tuple(items) => {
                let items: Vec<String> = items.iter().map(Self::repr).collect();
                write!(f, "({})", items.join(", "))
            }
            Self::Error(error) => f.write_str(error.name()),
            Self::Future(_) => f.write_str("<Future>"),
            Self::Object(_) | Self::Group(_) | Self::Completed(_) => f.write_str("<object>"),
        }
    }
}

impl Value {
    /// As Python's `repr` has it.
    pub(super) fn repr(&self) -> String {
        match self {
            Self::Text(text) => format!("'{text}'"),
            other => other.to_string(),
        }
    }
}
