//! Which CPython, and what that version can do.

use crate::scenario::StartMethod;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// A CPython feature release: 2.7, one of the 3.x line, or a free-threaded build (`3.14t`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PythonVersion {
    major: u8,
    minor: u8,
    free_threaded: bool,
}

impl PythonVersion {
    /// CPython 2.7: a GIL that is let go every 100 ticks.
    pub const V2_7: Self = Self { major: 2, minor: 7, free_threaded: false };
    /// CPython 3.2: the first with a timed drop request, and with `concurrent.futures`.
    pub const V3_2: Self = Self::release(2);
    /// CPython 3.7: the first with `asyncio.run`.
    pub const V3_7: Self = Self::release(7);
    /// CPython 3.9: the last that polls between most bytecodes.
    pub const V3_9: Self = Self::release(9);
    /// CPython 3.10: polls at calls and taken jumps.
    pub const V3_10: Self = Self::release(10);
    /// CPython 3.11: polls at function entry, backward jumps and C calls that are not specialised.
    pub const V3_11: Self = Self::release(11);
    /// CPython 3.12: the first with a GIL for each interpreter (PEP 684).
    pub const V3_12: Self = Self::release(12);
    /// CPython 3.13: the drop request moves to the holder's own eval breaker.
    pub const V3_13: Self = Self::release(13);
    /// CPython 3.14: the first with `InterpreterPoolExecutor` and with forkserver by default.
    pub const V3_14: Self = Self::release(14);
    /// CPython 3.15.
    pub const V3_15: Self = Self::release(15);
    /// The experimental free-threaded build of 3.13 (PEP 703).
    pub const V3_13T: Self = Self { free_threaded: true, ..Self::V3_13 };
    /// The supported free-threaded build of 3.14 (PEP 779).
    pub const V3_14T: Self = Self { free_threaded: true, ..Self::V3_14 };
    /// The free-threaded build of 3.15.
    pub const V3_15T: Self = Self { free_threaded: true, ..Self::V3_15 };

    /// The versions whose rules are implemented: 3.0 and 3.1, which still had the GIL of 2.7, are left out.
    pub const MODELLED: [Self; 18] = [
        Self::V2_7,
        Self::V3_2,
        Self::release(3),
        Self::release(4),
        Self::release(5),
        Self::release(6),
        Self::V3_7,
        Self::release(8),
        Self::V3_9,
        Self::V3_10,
        Self::V3_11,
        Self::V3_12,
        Self::V3_13,
        Self::V3_14,
        Self::V3_15,
        Self::V3_13T,
        Self::V3_14T,
        Self::V3_15T,
    ];

    const fn release(minor: u8) -> Self {
        Self { major: 3, minor, free_threaded: false }
    }

    /// Whether this is 2.7.
    #[must_use]
    pub const fn is_2(self) -> bool {
        self.major == 2
    }

    /// The `y` of `3.y`; 0 for 2.7, which is older than all of them.
    #[must_use]
    pub const fn minor(self) -> u8 {
        if self.is_2() { 0 } else { self.minor }
    }

    /// Whether this is a build without a GIL.
    #[must_use]
    pub const fn is_free_threaded(self) -> bool {
        self.free_threaded
    }

    /// The same release with a GIL, as `python3.y` is installed by default.
    #[must_use]
    pub const fn with_gil(self) -> Self {
        Self { free_threaded: false, ..self }
    }

    /// The same release without a GIL, if there is such a build (PEP 703: from 3.13 on).
    #[must_use]
    pub const fn without_gil(self) -> Option<Self> {
        if self.minor() >= 13 { Some(Self { free_threaded: true, ..self }) } else { None }
    }

    /// Whether the standard library offers interpreters with a GIL each (PEP 734: 3.14).
    #[must_use]
    pub const fn has_interpreter_pool(self) -> bool {
        self.minor() >= 14
    }

    /// How `multiprocessing` starts processes on Linux unless told otherwise: by fork, from 3.14 on by
    /// forkserver (What's New in 3.14).
    #[must_use]
    pub const fn start_method(self) -> StartMethod {
        if self.minor() >= 14 { StartMethod::Forkserver } else { StartMethod::Fork }
    }

    /// Whether processes can be started that way: before 3.4 only by fork (What's New in 3.4).
    #[must_use]
    pub const fn has_start_method(self, method: StartMethod) -> bool {
        self.minor() >= 4 || matches!(method, StartMethod::Fork)
    }
}

/// The text is not the number of a Python version that is modelled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this Python version is not modelled")]
pub struct UnknownPython;

impl FromStr for PythonVersion {
    type Err = UnknownPython;

    fn from_str(text: &str) -> Result<Self, UnknownPython> {
        Self::MODELLED.into_iter().find(|version| version.to_string() == text).ok_or(UnknownPython)
    }
}

impl fmt::Display for PythonVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}{}", self.major, self.minor, if self.free_threaded { "t" } else { "" })
    }
}

impl Serialize for PythonVersion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PythonVersion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
