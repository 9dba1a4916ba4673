//! Names for what the loop owns: each is an index into a table of its own.

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) struct $name(pub(super) u32);

        impl $name {
            pub(super) const fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

id!(
    /// A future; a task is one too.
    FutureId
);
id!(
    /// A task, in the order in which they were made; the main one is the first.
    Tid
);
id!(
    /// A lock, a semaphore, an event, a queue.
    ObjectId
);
id!(
    /// A `gather`.
    GatherId
);
id!(
    /// A `TaskGroup`.
    GroupId
);
id!(
    /// An `asyncio.timeout`.
    TimeoutId
);
id!(
    /// An `as_completed`.
    CompletedId
);
id!(
    /// A callback given to `call_soon` by a script, until it ran.
    CallId
);

/// What `call_later` returned; names nothing any more once the timer ran and its place is another's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TimerId {
    pub(super) place: u32,
    pub(super) generation: u32,
}
