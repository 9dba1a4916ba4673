//! Where the GIL may change hands, version by version, and where an event loop stands still.
//!
//! The eval breaker is polled between most bytecodes up to 3.9 (2.7: at every hundredth), at calls and taken
//! jumps in 3.10, and from 3.11 on at function entry, backward jumps and after calls of C (Python/ceval.c,
//! from 3.12 on Python/bytecodes.c).

use super::meaning::Meaning;
use crate::Runtime;

/// A remark behind a line of code; none, where its text is empty.
#[derive(Clone, Copy)]
pub(super) struct Note {
    pub(super) text: &'static str,
    pub(super) marked: bool,
}

impl Note {
    const fn marked(text: &'static str) -> Option<Self> {
        Some(Self { text, marked: true })
    }

    const fn plain(text: &'static str) -> Option<Self> {
        Some(Self { text, marked: false })
    }
}

const STANDS_STILL: Option<Note> = Note::plain("no await: the event loop stands still");

/// At the head of a loop in Python.
pub(super) fn at_loop(meaning: &Meaning<'_>) -> Option<Note> {
    if meaning.coroutines() {
        return STANDS_STILL;
    }
    meaning.shares_gil().then_some(())?;
    match meaning.minor {
        0 => Note::marked("the GIL may change hands at every hundredth bytecode"),
        1..=9 => Note::marked("the GIL may change hands here"),
        10 => Note::marked("the GIL may change hands here, at a taken jump"),
        _ => Note::marked("the GIL may change hands here, at the jump back"),
    }
}

/// At the first statement of such a loop.
pub(super) fn in_loop(meaning: &Meaning<'_>) -> Option<Note> {
    meaning.shares_gil().then_some(())?;
    match meaning.minor {
        0 => Note::marked(""),
        1..=9 => Note::marked("and here: between most bytecodes"),
        _ => None,
    }
}

/// At the statement of such a loop that touches what is shared.
pub(super) fn at_touch(meaning: &Meaning<'_>) -> Option<Note> {
    (meaning.shares_gil() && meaning.minor <= 9).then_some(())?;
    Note::marked("")
}

/// At a call of C.
pub(super) fn at_call(meaning: &Meaning<'_>, polls: bool) -> Option<Note> {
    if meaning.coroutines() {
        return STANDS_STILL;
    }
    meaning.shares_gil().then_some(())?;
    if meaning.job.drops_gil() {
        return Note::marked("lets the GIL go while it computes");
    }
    if polls || meaning.minor <= 9 {
        return Note::marked("keeps the GIL to its end, and may lose it then");
    }
    Note::plain("keeps the GIL until it is done")
}

/// At a garbage collection; `gc.collect` is a call of C.
pub(super) fn at_collection(meaning: &Meaning<'_>) -> Option<Note> {
    if meaning.runtime == Runtime::FreeThreads {
        return Note::plain("stops all other threads until it is done");
    }
    if meaning.coroutines() {
        return STANDS_STILL;
    }
    meaning.shares_gil().then_some(())?;
    Note::marked("keeps the GIL to its end, and may lose it then")
}

/// At a wait.
pub(super) fn at_sleep(meaning: &Meaning<'_>) -> Option<Note> {
    if meaning.coroutines() {
        return STANDS_STILL;
    }
    meaning.shares_gil().then_some(())?;
    Note::marked("lets the GIL go while it waits")
}

/// At an `await` of a sleep.
pub(super) const fn at_await() -> Option<Note> {
    Note::marked("the other tasks run meanwhile")
}

/// Where the loop waits for a thread.
pub(super) const fn at_thread() -> Option<Note> {
    Note::marked("the loop goes on meanwhile")
}

/// Where a lock is acquired.
pub(super) fn at_lock(meaning: &Meaning<'_>) -> Option<Note> {
    if meaning.coroutines() {
        return Note::plain("always free: nobody awaits while it is held");
    }
    if meaning.shares_gil() {
        return Note::marked("lets the GIL go if it has to wait");
    }
    (meaning.runtime == Runtime::Interpreters).then_some(())?;
    Note::plain("takes the token, or waits for it")
}
