//! The six ways to run the same scenario.

use crate::PythonVersion;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One way to run a scenario; its name is the same in links, JSON, attributes and file names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Runtime {
    /// One task after another on the main thread.
    Sequential,
    /// `ThreadPoolExecutor` under one GIL.
    Threads,
    /// Coroutines on one event loop on one thread.
    Asyncio,
    /// `ProcessPoolExecutor`: a GIL each, data copied.
    Processes,
    /// `InterpreterPoolExecutor`: a GIL each, one process.
    Interpreters,
    /// `ThreadPoolExecutor` on a build without a GIL.
    FreeThreads,
}

impl Runtime {
    /// All six, in the order they are shown.
    pub const ALL: [Self; 6] = [
        Self::Sequential,
        Self::Threads,
        Self::Asyncio,
        Self::Processes,
        Self::Interpreters,
        Self::FreeThreads,
    ];

    /// The name used in links, JSON, attributes and file names.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sequential => "sequential",
            Self::Threads => "threads",
            Self::Asyncio => "asyncio",
            Self::Processes => "processes",
            Self::Interpreters => "interpreters",
            Self::FreeThreads => "free-threads",
        }
    }

    /// The runtime of that name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|runtime| runtime.name() == name)
    }

    /// The name as a heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Sequential => "Sequential",
            Self::Threads => "Threads",
            Self::Asyncio => "Asyncio",
            Self::Processes => "Processes",
            Self::Interpreters => "Interpreters",
            Self::FreeThreads => "Free threads",
        }
    }

    /// The version this runtime runs on when `chosen` is asked for: `chosen` itself where it has this
    /// runtime, else a modelled version that has it: the nearest, but for free threads 3.14t, since 3.13t was an
    /// experiment. Threads run on 2.7 too, which has their executor as the package `futures`.
    #[must_use]
    pub fn python_for(self, chosen: PythonVersion) -> PythonVersion {
        let with_gil = chosen.with_gil();
        match self {
            Self::Sequential | Self::Threads => with_gil,
            Self::Asyncio => with_gil.max(PythonVersion::V3_7),
            Self::Processes => with_gil.max(PythonVersion::V3_2),
            Self::Interpreters => with_gil.max(PythonVersion::V3_14),
            Self::FreeThreads if chosen.is_free_threaded() => chosen,
            Self::FreeThreads => {
                with_gil.max(PythonVersion::V3_14).without_gil().unwrap_or(PythonVersion::V3_14T)
            }
        }
    }
}

impl fmt::Display for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Which runtimes to compare, always in the order of [`Runtime::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "Vec<Runtime>", into = "Vec<Runtime>")]
pub struct RuntimeSet(u8);

impl RuntimeSet {
    /// All six.
    pub const ALL: Self = Self(0b11_1111);
    /// None: a scenario refuses it, a reader may pass through it.
    pub const EMPTY: Self = Self(0);

    /// Whether `runtime` is in the set.
    #[must_use]
    pub const fn contains(self, runtime: Runtime) -> bool {
        self.0 & (1 << runtime as u8) != 0
    }

    /// The set with `runtime` in it.
    #[must_use]
    pub const fn with(self, runtime: Runtime) -> Self {
        Self(self.0 | 1 << runtime as u8)
    }

    /// The set without `runtime`.
    #[must_use]
    pub const fn without(self, runtime: Runtime) -> Self {
        Self(self.0 & !(1 << runtime as u8))
    }

    /// Whether it holds no runtime.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 & Self::ALL.0 == 0
    }

    /// The runtimes in it.
    pub fn iter(self) -> impl Iterator<Item = Runtime> {
        Runtime::ALL.into_iter().filter(move |runtime| self.contains(*runtime))
    }
}

impl FromIterator<Runtime> for RuntimeSet {
    fn from_iter<I: IntoIterator<Item = Runtime>>(runtimes: I) -> Self {
        runtimes.into_iter().fold(Self::EMPTY, Self::with)
    }
}

impl From<Vec<Runtime>> for RuntimeSet {
    fn from(runtimes: Vec<Runtime>) -> Self {
        runtimes.into_iter().collect()
    }
}

impl From<RuntimeSet> for Vec<Runtime> {
    fn from(set: RuntimeSet) -> Self {
        set.iter().collect()
    }
}
