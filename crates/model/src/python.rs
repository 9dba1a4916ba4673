//! Which CPython, and what that version can do.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// A CPython feature release of the 3.x line, or its free-threaded build (`3.14t`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PythonVersion {
    minor: u8,
    free_threaded: bool,
}

impl PythonVersion {
    /// CPython 3.12: the first with a GIL for each interpreter (PEP 684).
    pub const V3_12: Self = Self { minor: 12, free_threaded: false };
    /// CPython 3.13: the drop request moves to the holder's own eval breaker.
    pub const V3_13: Self = Self { minor: 13, free_threaded: false };
    /// CPython 3.14: the first with `InterpreterPoolExecutor` and with forkserver by default.
    pub const V3_14: Self = Self { minor: 14, free_threaded: false };
    /// The experimental free-threaded build of 3.13 (PEP 703).
    pub const V3_13T: Self = Self { minor: 13, free_threaded: true };
    /// The supported free-threaded build of 3.14 (PEP 779).
    pub const V3_14T: Self = Self { minor: 14, free_threaded: true };

    /// The versions whose rules are implemented.
    pub const MODELLED: [Self; 5] = [Self::V3_12, Self::V3_13, Self::V3_14, Self::V3_13T, Self::V3_14T];
    /// The versions that readers ask for and that are still to come: shown, but not selectable.
    pub const PLANNED: [&'static str; 3] = ["3.9", "3.10", "3.11"];

    /// The `y` of `3.y`.
    #[must_use]
    pub const fn minor(self) -> u8 {
        self.minor
    }

    /// Whether this is a build without a GIL.
    #[must_use]
    pub const fn is_free_threaded(self) -> bool {
        self.free_threaded
    }

    /// The same release with a GIL, as `python3.y` is installed by default.
    #[must_use]
    pub const fn with_gil(self) -> Self {
        Self { minor: self.minor, free_threaded: false }
    }

    /// Whether the standard library offers interpreters with a GIL each (PEP 734: 3.14).
    #[must_use]
    pub const fn has_interpreter_pool(self) -> bool {
        self.minor >= 14
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
        write!(f, "3.{}{}", self.minor, if self.free_threaded { "t" } else { "" })
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
