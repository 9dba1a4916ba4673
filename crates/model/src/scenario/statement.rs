//! The statements that count: each adds one to a variable that all tasks share.

use crate::PythonVersion;
use serde::{Deserialize, Serialize};

named!(
    /// One way to write "add one" in Python. Whether updates get lost between threads depends on which.
    ///
    /// Each runs in `for _ in range(n): ...`. In them `c` is a global integer, `o` an object with an attribute,
    /// `d` a dictionary, `l` a list, `p` an object whose `x` is a property that reads and writes an attribute, and
    /// `ident` a Python function that returns its argument.
    Statement {
        /// A global variable.
        Inc = "inc",
        /// An attribute.
        Attr = "attr",
        /// A dictionary's entry.
        Dict = "dict",
        /// A list's element.
        List = "list",
        /// A call of a C type between the load and the store.
        IntCall = "int-call",
        /// A call of a Python function between them.
        PyCall = "py-call",
        /// The load is the argument of a Python function.
        ArgCall = "arg-call",
        /// A call of `len`, which specialised byte code runs without a poll.
        Len = "len",
        /// A property: its getter loads, its setter stores.
        Property = "property",
        /// By way of a local variable.
        Temp = "temp",
        /// The same, with a call of a Python function between.
        TempCall = "temp-call",
        /// The same, with a loop between.
        TempLoop = "temp-loop",
        /// A conditional expression between.
        Conditional = "conditional",
    }
);

impl Statement {
    /// The Python source that has to stand before its loop, a line each.
    #[must_use]
    pub const fn setup(self) -> &'static [&'static str] {
        match self {
            Self::Attr => &["from types import SimpleNamespace", "", "o = SimpleNamespace(x=0)"],
            Self::Dict => &["d = {'k': 0}"],
            Self::List => &["l = [0]"],
            Self::PyCall | Self::ArgCall | Self::TempCall => {
                &["c = 0", "", "def ident(value):", "    return value"]
            }
            Self::Property => &[
                "class P:",
                "    _x = 0",
                "    @property",
                "    def x(self):",
                "        return self._x",
                "    @x.setter",
                "    def x(self, value):",
                "        self._x = value",
                "p = P()",
            ],
            _ => &["c = 0"],
        }
    }

    /// The variable, which an assignment can begin anew.
    #[must_use]
    pub const fn variable(self) -> &'static str {
        match self {
            Self::Attr => "o.x",
            Self::Dict => "d['k']",
            Self::List => "l[0]",
            Self::Property => "p.x",
            _ => "c",
        }
    }

    /// Whether the variable is the global `c`, which a function has to declare.
    #[must_use]
    pub const fn is_global(self) -> bool {
        !matches!(self, Self::Attr | Self::Dict | Self::List | Self::Property)
    }

    /// Whether a thread can be stopped between its load and its store, so that updates can get lost: before 3.10 in
    /// all of them, without a GIL in all of them, later on only where something is called or loops in between. `len`
    /// is specialised from 3.11 on, and then polls no more.
    #[must_use]
    pub const fn can_be_split(self, python: PythonVersion) -> bool {
        let old = python.minor() < 10 || python.is_free_threaded();
        match self {
            Self::Inc | Self::Attr | Self::Dict | Self::List | Self::Temp | Self::Conditional => old,
            Self::Len => old || python.minor() == 10,
            Self::IntCall
            | Self::PyCall
            | Self::ArgCall
            | Self::Property
            | Self::TempCall
            | Self::TempLoop => true,
        }
    }

    /// The statement as Python source.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Inc => "c += 1",
            Self::Attr => "o.x += 1",
            Self::Dict => "d['k'] += 1",
            Self::List => "l[0] += 1",
            Self::IntCall => "c = c + int(1)",
            Self::PyCall => "c += ident(1)",
            Self::ArgCall => "c = ident(c) + 1",
            Self::Len => "c += len('a')",
            Self::Property => "p.x += 1",
            Self::Temp => "t = c; c = t + 1",
            Self::TempCall => "t = c; ident(0); c = t + 1",
            Self::TempLoop => "t = c; [0 for _ in (1,)]; c = t + 1",
            Self::Conditional => "c += 1 if c >= 0 else 2",
        }
    }
}
