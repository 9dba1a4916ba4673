//! The states a lane can be in, and why it waits.

use serde::{Deserialize, Serialize};

macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[repr(u8)]
        pub enum $name { $($(#[$vdoc])* $variant = $code),+ }

        impl $name {
            /// All of them, in the order of their codes.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The one with that code in a stored column.
            #[must_use]
            pub const fn from_code(code: u8) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

coded!(
    /// What a lane does.
    State {
        /// Runs Python, holding its interpreter's GIL.
        Run = 0,
        /// Computes without a GIL: on a free-threaded build, or in C code that dropped it.
        RunFree = 1,
        /// Waits for its interpreter's GIL.
        WaitGil = 2,
        /// Waits for a lock of the program.
        WaitLock = 3,
        /// Waits for input, output or a timer.
        WaitIo = 4,
        /// Could run, but every core is taken.
        WaitCore = 5,
        /// Starts a thread, an interpreter or a process.
        Start = 6,
        /// Packs, moves or unpacks data.
        Copy = 7,
        /// Has nothing to do: waits for work, or for others to finish.
        Idle = 8,
        /// Stands still for a garbage collection of another lane's, which stopped the world; or is about to collect,
        /// and waits until the others stand still.
        WaitWorld = 9,
    }
);

impl State {
    /// Whether the lane uses CPU time that counts as the job's own: [`State::Run`] or [`State::RunFree`].
    #[must_use]
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Run | Self::RunFree)
    }

    /// Whether the lane is kept from something, and so must say by what.
    #[must_use]
    pub const fn is_waiting(self) -> bool {
        matches!(self, Self::WaitGil | Self::WaitLock | Self::WaitIo | Self::WaitCore | Self::WaitWorld)
    }

    /// The word for it in attributes and file names.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::RunFree => "run-free",
            Self::WaitGil => "wait-gil",
            Self::WaitLock => "wait-lock",
            Self::WaitIo => "wait-io",
            Self::WaitCore => "wait-core",
            Self::Start => "start",
            Self::Copy => "copy",
            Self::Idle => "idle",
            Self::WaitWorld => "wait-world",
        }
    }
}

coded!(
    /// Why a lane waits, or what it is busy with.
    Cause {
        /// It does not wait.
        None = 0,
        /// Another lane holds the GIL.
        Gil = 1,
        /// Another lane holds the lock.
        Lock = 2,
        /// The task's own wait for I/O.
        Io = 3,
        /// The event loop has nothing ready and waits for the next timer or socket.
        Select = 4,
        /// More lanes can run than there are cores.
        Core = 5,
        /// `Thread.start` waits for the new thread's first sign of life.
        ThreadStart = 6,
        /// There is no task to take.
        Queue = 7,
        /// Others must finish first.
        Join = 8,
        /// The operating system makes the process or thread.
        Spawn = 9,
        /// The interpreter boots and imports.
        Boot = 10,
        /// Arguments or results are pickled.
        Pickle = 11,
        /// Arguments or results are unpickled.
        Unpickle = 12,
        /// Bytes go through a pipe or a queue.
        Transfer = 13,
        /// Garbage is collected: by the lane itself, if it runs; else by another, which has stopped the world.
        Collection = 14,
        /// The world is to stop for the lane's own garbage collection, and another lane still runs.
        Stopping = 15,
    }
);

impl Cause {
    /// The word for it in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Gil => "gil",
            Self::Lock => "lock",
            Self::Io => "io",
            Self::Select => "select",
            Self::Core => "core",
            Self::ThreadStart => "threadstart",
            Self::Queue => "queue",
            Self::Join => "join",
            Self::Spawn => "spawn",
            Self::Boot => "boot",
            Self::Pickle => "pickle",
            Self::Unpickle => "unpickle",
            Self::Transfer => "transfer",
            Self::Collection => "collection",
            Self::Stopping => "stopping",
        }
    }
}

coded!(
    /// What a moment marks.
    InstantKind {
        /// A waiter timed out and asked the holder to drop the GIL.
        DropRequest = 0,
        /// The lane gave the GIL up because it was asked to.
        ForcedDrop = 1,
        /// The lane gave the GIL up by itself, to wait or for C code.
        VoluntaryDrop = 2,
        /// A task was finished.
        TaskDone = 3,
        /// The event loop began an iteration.
        LoopIteration = 4,
    }
);
