//! A pipe between processes: bytes wait in it until they are read, and a writer until all of its bytes are in.
//!
//! ```text
//!   writers -->  | 3 | 2 | 1 |  --> reader
//!                  ^     ^ unread, together at most 64 KiB (pipe(7), "Pipe capacity")
//!                  '-- not all in yet: its writer waits
//! ```

use super::chunks::Chunk;
use crate::machine::ThreadId;
use model::Bytes;
use std::collections::VecDeque;

/// What a pipe takes before its writer has to wait.
const CAPACITY: Bytes = Bytes(65_536);

/// The pickled frame of a message, beside its data: of a call item, `len(ForkingPickler.dumps(...))` is 201
/// bytes, a result's 115 (3.11); and about 4 for each task of a chunk.
const FRAME: u64 = 160;
const FRAME_PER_TASK: u64 = 4;

/// A chunk's arguments or results on the way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Message {
    pub(super) chunk: Chunk,
    /// The data pickled into it.
    pub(super) data: Bytes,
    /// Who waits until all of it is in.
    writer: Option<ThreadId>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Pipe {
    messages: VecDeque<Message>,
    /// Bytes written and not read, those that are being read among them.
    unread: u64,
}

impl Message {
    const fn bytes(&self) -> u64 {
        self.data.0 + FRAME + FRAME_PER_TASK * self.chunk.len() as u64
    }
}

impl Pipe {
    /// Writes a message; true if its writer has to wait until it, too, is in.
    pub(super) fn write(&mut self, chunk: Chunk, data: Bytes, writer: ThreadId) -> bool {
        let mut message = Message { chunk, data, writer: None };
        self.unread += message.bytes();
        if self.unread > CAPACITY.0 {
            message.writer = Some(writer);
        }
        self.messages.push_back(message);
        message.writer.is_some()
    }

    /// Whether there is nothing to begin to read.
    pub(super) fn is_empty(&self) -> bool {
        self.messages.is_empty()
    }

    /// The next message, for a reader that begins to read it.
    pub(super) fn read(&mut self) -> Option<Message> {
        self.messages.pop_front()
    }

    /// The message has been read; returns the writers whose messages now are in.
    pub(super) fn was_read(&mut self, message: Message) -> Vec<ThreadId> {
        self.unread -= message.bytes();
        let mut released = Vec::from_iter(message.writer);
        // The messages being read by others come before all that wait.
        let waiting: u64 = self.messages.iter().map(Message::bytes).sum();
        let mut end = self.unread - waiting;
        for message in &mut self.messages {
            end += message.bytes();
            if end > CAPACITY.0 {
                break;
            }
            released.extend(message.writer.take());
        }
        released
    }
}

#[cfg(test)]
mod tests {
    use super::Pipe;
    use crate::machine::ThreadId;
    use crate::runtimes::processes::chunks::Chunks;
    use model::{Bytes, Scenario};

    #[test]
    fn a_writer_waits_until_all_it_wrote_is_in() {
        let chunk = Chunks::of(&Scenario::default(), 4).get(0);
        let mut pipe = Pipe::default();
        let writes: Vec<bool> =
            (0..4).map(|writer| pipe.write(chunk, Bytes(30_000), ThreadId::made_up(writer))).collect();
        assert_eq!(writes, [false, false, true, true]);
        let mut read = || pipe.read().map(|message| pipe.was_read(message));
        assert_eq!(read(), Some(vec![ThreadId::made_up(2)]));
        assert_eq!(read(), Some(vec![ThreadId::made_up(3)]));
        assert_eq!(read(), Some(vec![]));
    }

    #[test]
    fn what_is_more_than_a_pipe_takes_is_in_when_it_is_read() {
        let chunk = Chunks::of(&Scenario::default(), 4).get(0);
        let mut pipe = Pipe::default();
        assert!(pipe.write(chunk, Bytes(1_000_000), ThreadId::made_up(7)));
        let message = pipe.read();
        assert_eq!(message.map(|message| pipe.was_read(message)), Some(vec![ThreadId::made_up(7)]));
    }
}
