//! What parent and child send each other: a head of fixed length, then what it is about.
//!
//! | | head: kind, chunk | then |
//! |---|---|---|
//! | to the child | begin | what is run, by `postcard` |
//! | | run, a chunk | its tasks' data |
//! | | end | |
//! | back, one for each | ready | |
//! | | done, the chunk | what its tasks return, in the place of their data |
//! | | records | what it wrote down, by `postcard` |
//! | | failed | why, by `postcard` |

use crate::plan::Plan;
use model::message::{decode, encode};
use model::{Bytes, TaskId};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Bytes of a head: the kind, the chunk's first task, how many tasks it has.
const HEAD: usize = 9;

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    Begin,
    Run,
    End,
    Ready,
    Done,
    Records,
    Failed,
}

impl Kind {
    const ALL: [Self; 7] =
        [Self::Begin, Self::Run, Self::End, Self::Ready, Self::Done, Self::Records, Self::Failed];
}

/// Tasks that go to a child in one message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chunk {
    pub(super) first: u32,
    pub(super) tasks: u32,
}

impl Chunk {
    const NONE: Self = Self { first: 0, tasks: 0 };

    pub(super) fn tasks(self) -> impl Iterator<Item = TaskId> {
        (self.first..self.first.saturating_add(self.tasks)).map(TaskId)
    }

    /// The task that the whole is shown as.
    pub(super) const fn first(self) -> TaskId {
        TaskId(self.first)
    }
}

/// A message, as its bytes.
#[derive(Debug)]
pub(super) struct Message(Vec<u8>);

impl Message {
    /// One that has nothing but its kind.
    pub(super) fn bare(kind: Kind) -> Self {
        Self::head(kind, Chunk::NONE, 0)
    }

    /// One about `what`.
    pub(super) fn about<T: Serialize>(kind: Kind, what: &T) -> Self {
        let mut message = Self::bare(kind);
        message.0.extend(encode(what).unwrap_or_default());
        message
    }

    /// A chunk with so much room for its tasks' data.
    pub(super) fn run(chunk: Chunk, data: Bytes) -> Self {
        let mut message = Self::head(Kind::Run, chunk, data.0 as usize);
        message.0.resize(HEAD + data.0 as usize, 0);
        message
    }

    fn head(kind: Kind, chunk: Chunk, room: usize) -> Self {
        let mut bytes = Vec::with_capacity(HEAD + room);
        bytes.push(kind as u8);
        bytes.extend(chunk.first.to_le_bytes());
        bytes.extend(chunk.tasks.to_le_bytes());
        Self(bytes)
    }

    /// Reads a head; `None` where there is none.
    pub(super) fn read(bytes: Vec<u8>) -> Option<(Kind, Chunk, Self)> {
        let [kind, a, b, c, d, e, f, g, h] = *bytes.first_chunk()?;
        let (first, tasks) = (u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h]));
        let kind = *Kind::ALL.get(usize::from(kind))?;
        Some((kind, Chunk { first, tasks }, Self(bytes)))
    }

    /// What it is about; `None` where that can't be read.
    pub(super) fn what<T: DeserializeOwned>(&self) -> Option<T> {
        decode(&self.0[HEAD..]).ok()
    }

    /// Each of the chunk's tasks with its part of the data, as long as `plan` says; shorter where the message is.
    pub(super) fn data<'a>(
        &'a mut self,
        chunk: Chunk,
        plan: &'a Plan,
    ) -> impl Iterator<Item = (TaskId, &'a mut [u8])> {
        let mut rest = &mut self.0[HEAD..];
        chunk.tasks().map(move |task| {
            let length = rest.len().min(plan.data(task).0 as usize);
            (task, rest.split_off_mut(..length).unwrap_or_default())
        })
    }

    /// The same chunk, of another kind.
    pub(super) fn turned(mut self, kind: Kind) -> Self {
        self.0[0] = kind as u8;
        self
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}
