//! The instructions.

use crate::asyncio::sync::Make;
use crate::asyncio::value::Value;

/// A variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// Of the coroutine.
    Local(usize),
    /// Of the main coroutine, which all see.
    Global(usize),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Operand {
    Value(Value),
    Slot(Slot),
}

/// A call of a coroutine function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Invoke {
    pub(super) code: usize,
    pub(super) args: Vec<Operand>,
}

/// What can be awaited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Awaitable {
    Coroutine(Invoke),
    Future(Operand),
}

/// A piece of a line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    Show(Slot, Attribute),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attribute {
    /// The value as `str` has it.
    Itself,
    /// The items of a tuple, with spaces between them.
    Items,
    /// `locked()` of a lock or a semaphore.
    Locked,
    /// `cancelled()` of a future.
    Cancelled,
    /// `type(e).__name__` of an exception.
    Type,
    /// The types of the exceptions in a group.
    Exceptions,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Instr {
    // Those that do not wait: also of callbacks.
    Log(Vec<Piece>),
    Let(Slot, Operand),
    Append(Slot, Operand),
    Make(Slot, Make),
    MakeFuture(Slot),
    Release(Operand),
    /// `set_result` of a future, or `set` of an event.
    Set(Operand, Operand),
    Clear(Operand),
    Cancel(Operand),
    CallSoon(usize),
    CallLater(Operand, usize),
    // Those that need the task.
    Spawn(Slot, Invoke),
    SpawnIn(Operand, Invoke),
    Completed(Slot, Vec<Awaitable>),
    EnterGroup(Slot),
    Compute(Operand),
    Block(Operand),
    // Those that may wait.
    Sleep(Operand),
    Await(Option<Slot>, Awaitable),
    Acquire(Operand),
    WaitEvent(Operand),
    Put(Operand, Vec<Operand>),
    Get(Option<Slot>, Operand),
    Gather {
        to: Option<Slot>,
        children: Vec<Awaitable>,
        returning: bool,
    },
    WaitFor {
        to: Option<Slot>,
        what: Awaitable,
        timeout: Operand,
    },
    /// Leaves a `TaskGroup`; with the exception caught last, if it is left by one.
    LeaveGroup(Slot, bool),
    Next(Option<Slot>, Operand),
    // Those that go elsewhere.
    Jump(usize),
    /// Goes on if the two are equal, else there.
    Unless(Operand, Operand, usize),
    /// Counts the variable up from 0; there, once it comes to the number.
    Count(Slot, Operand, usize),
    /// From here on an exception leads there.
    Guard(usize),
    /// The last guard ends.
    Unguard,
    /// Takes the exception caught last if it is of this class (`None`: of any), else goes there.
    Catch(Option<String>, Option<Slot>, usize),
    /// The exception caught last is dealt with.
    Handled,
    /// Raises the exception caught last again.
    Reraise,
    Raise(String),
    Return(Operand),
}
