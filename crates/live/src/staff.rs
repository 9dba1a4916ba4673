//! Workers beside the pool, started for one run: what the engine is given to start them with.

use crate::world::PoolJob;
use model::Bytes;

/// What a worker with a memory of its own is started with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Birth {
    /// Nothing: it fetches and compiles the program by itself, as a process boots.
    Process,
    /// The compiled program: it only has to begin to run it.
    Interpreter,
}

/// Starts workers; what it returns ends them when it is dropped.
pub trait Staff {
    /// A worker with a memory of its own, of at most so many bytes, which runs a [`crate::ChildProgram`].
    fn child(&self, birth: Birth, memory: Bytes) -> Box<dyn Child>;
    /// One more thread beside those of the pool.
    fn thread(&self) -> Box<dyn Thread>;
}

/// A worker with a memory of its own, as its parent holds it.
pub trait Child {
    /// Copies a message out of this memory and sends it.
    fn send(&self, message: &[u8]);
    /// Whether [`Self::receive`] has something.
    fn has_news(&self) -> bool;
    /// Its next answer, copied into this memory, or why there will be no more.
    fn receive(&self) -> Option<Result<Vec<u8>, String>>;
}

/// A thread that was started for one run, as its employer holds it.
pub trait Thread {
    /// Whether it can run a job now, or why it never will.
    fn is_up(&self) -> Result<bool, String>;
    /// Runs its only job, at once if it is up.
    fn run(&self, job: PoolJob);
}
