//! The parts of a scenario that are one of a few names: what each is called, its options and how it is set.

use super::{Draft, Statement};
use serde::{Deserialize, Serialize};

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant),+ }

        impl $name {
            /// All of them, in the order they are shown.
            pub const ALL: &[Self] = &[$(Self::$variant),+];
            /// Their names in links and JSON, in the same order.
            pub const NAMES: &[&str] = &[$($text),+];

            /// The name in links and JSON.
            #[must_use]
            pub const fn name(self) -> &'static str {
                Self::NAMES[self as usize]
            }
        }
    };
}

named!(
    /// A C function of the standard library or a package, and whether it drops the GIL while it computes
    /// (docs of each; Modules/hashlib.h, zlibmodule.c, _pickle.c, _json.c, _sre.c of 3.11 to 3.13).
    Call {
        /// `hashlib.sha256` of 2,048 bytes or more (`HASHLIB_GIL_MINSIZE`): drops it.
        Sha256 = "sha256",
        /// `hashlib.sha256` of less: keeps it.
        Sha256Small = "sha256-small",
        /// `zlib.compress`, as `bz2` and `lzma`: drops it.
        Zlib = "zlib",
        /// A NumPy operation on a big array: drops it.
        Numpy = "numpy",
        /// `json.dumps`: keeps it.
        Json = "json",
        /// `pickle.dumps`: keeps it.
        Pickle = "pickle",
        /// `re` matching: keeps it.
        Regex = "re",
        /// `sorted`: keeps it.
        Sorted = "sorted",
        /// Arithmetic on big integers, such as `10 ** 10 ** 6`: keeps it.
        BigInt = "bigint",
    }
);

impl Call {
    /// Whether it drops the GIL while it computes.
    #[must_use]
    pub const fn drops_gil(self) -> bool {
        matches!(self, Self::Sha256 | Self::Zlib | Self::Numpy)
    }
}

named!(
    /// Which locks the critical sections take.
    Locking {
        /// All tasks the same one.
        One = "one",
        /// Two, one inside the other, in the same order by all tasks.
        Ordered = "ordered",
        /// Two, every other task in the opposite order.
        Opposed = "opposed",
    }
);

named!(
    /// What the tasks' Python touches all the time: matters where threads run at once, on a free-threaded
    /// build.
    Sharing {
        /// Only what each task has to itself.
        Nothing = "nothing",
        /// Reads an attribute of one object.
        AttributeRead = "attribute-read",
        /// Reads an element of one list.
        ListRead = "list-read",
        /// Appends to one list.
        Append = "append",
        /// Stores into one dict.
        DictStore = "dict-store",
        /// Stores an attribute of one object.
        AttributeStore = "attribute-store",
    }
);

named!(
    /// How the asyncio version of the job waits and computes.
    Awaiting {
        /// `await asyncio.sleep(...)`; computes on the event loop.
        Loop = "await",
        /// `time.sleep(...)` in a coroutine: blocks the event loop.
        Blocking = "block",
        /// `await asyncio.to_thread(...)` for each task: the default executor's threads do it.
        Thread = "thread",
    }
);

named!(
    /// How a process is made (Lib/multiprocessing/context.py).
    StartMethod {
        /// The parent is copied.
        Fork = "fork",
        /// A new interpreter is booted.
        Spawn = "spawn",
        /// A small server, booted once, is copied.
        Forkserver = "forkserver",
    }
);

named!(
    /// Which pool of processes.
    ProcessPool {
        /// `concurrent.futures.ProcessPoolExecutor`.
        Executor = "executor",
        /// `multiprocessing.Pool`.
        Pool = "pool",
    }
);

named!(
    /// How data goes to another process and back.
    Via {
        /// Pickled through a pipe.
        Pickle = "pickle",
        /// Through `multiprocessing.shared_memory`.
        Shared = "shared",
    }
);

named!(
    /// Which of the threads that wait for a GIL a release wakes.
    Waking {
        /// Any, as in reality, the newest a little more often.
        Random = "random",
        /// The one whose wait began first.
        First = "fifo",
        /// The one whose wait began last.
        Last = "lifo",
    }
);

/// A part of a scenario that is one of a few names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Choice {
    /// The C function of a job in C.
    Call,
    /// The locks of the critical sections.
    Locking,
    /// What the tasks share.
    Sharing,
    /// How asyncio waits.
    Awaiting,
    /// How processes are started.
    Start,
    /// The pool of processes.
    Pool,
    /// How data goes to processes.
    Via,
    /// Whom a release of the GIL wakes.
    Waking,
    /// The statement of a task that counts.
    Statement,
}

impl Choice {
    /// Every choice, in the order they are written.
    pub const ALL: [Self; 9] = [
        Self::Call,
        Self::Locking,
        Self::Sharing,
        Self::Awaiting,
        Self::Start,
        Self::Pool,
        Self::Via,
        Self::Waking,
        Self::Statement,
    ];

    /// The key in a link.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Locking => "locks",
            Self::Sharing => "share",
            Self::Awaiting => "aio",
            Self::Start => "start",
            Self::Pool => "pool",
            Self::Via => "via",
            Self::Waking => "wake",
            Self::Statement => "stmt",
        }
    }

    /// The names of its options in links, in the order they are shown.
    #[must_use]
    pub const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Call => Call::NAMES,
            Self::Locking => Locking::NAMES,
            Self::Sharing => Sharing::NAMES,
            Self::Awaiting => Awaiting::NAMES,
            Self::Start => StartMethod::NAMES,
            Self::Pool => ProcessPool::NAMES,
            Self::Via => Via::NAMES,
            Self::Waking => Waking::NAMES,
            Self::Statement => Statement::NAMES,
        }
    }

    /// Which of the names `draft` has; `None` where it is left to the version's default.
    #[must_use]
    pub fn of(self, draft: &Draft) -> Option<usize> {
        let job = &draft.workload;
        Some(match self {
            Self::Call => job.call as usize,
            Self::Locking => job.locking as usize,
            Self::Sharing => job.sharing as usize,
            Self::Awaiting => draft.awaiting as usize,
            Self::Start => draft.start? as usize,
            Self::Pool => draft.pool as usize,
            Self::Via => draft.via as usize,
            Self::Waking => draft.waking as usize,
            Self::Statement => job.statement as usize,
        })
    }

    /// Sets it to the `index`-th name; one that there is not changes nothing.
    pub fn set(self, draft: &mut Draft, index: usize) {
        fn pick<T: Copy>(all: &[T], index: usize, place: &mut T) {
            *place = all.get(index).copied().unwrap_or(*place);
        }
        let job = &mut draft.workload;
        match self {
            Self::Call => pick(Call::ALL, index, &mut job.call),
            Self::Locking => pick(Locking::ALL, index, &mut job.locking),
            Self::Sharing => pick(Sharing::ALL, index, &mut job.sharing),
            Self::Awaiting => pick(Awaiting::ALL, index, &mut draft.awaiting),
            Self::Start => draft.start = StartMethod::ALL.get(index).copied().or(draft.start),
            Self::Pool => pick(ProcessPool::ALL, index, &mut draft.pool),
            Self::Via => pick(Via::ALL, index, &mut draft.via),
            Self::Waking => pick(Waking::ALL, index, &mut draft.waking),
            Self::Statement => pick(Statement::ALL, index, &mut job.statement),
        }
    }

    /// The name that `draft` has.
    #[must_use]
    pub fn name_in(self, draft: &Draft) -> Option<&'static str> {
        self.of(draft).and_then(|index| self.names().get(index).copied())
    }
}
