//! Ids, handed out by their owner; tables are indexed by them.

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident($raw:ty)) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub $raw);

        impl $name {
            /// The id as an index into its owner's table.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

id!(
    /// One row of a timeline: a thread, as its trace's recorder numbers them from 0.
    LaneId(u16)
);
id!(
    /// One GIL: that of the only interpreter, or of each interpreter or process.
    GilId(u16)
);
id!(
    /// One lock of the program, as its trace's recorder numbers them from 0; fewer than
    /// [`LOCK_LIMIT`](crate::trace::LOCK_LIMIT).
    LockId(u8)
);
id!(
    /// One operating-system process of a run; 0 is the one that the run begins in.
    ProcessId(u16)
);
id!(
    /// One task of the scenario, numbered from 0 in the order of submission.
    TaskId(u32)
);
