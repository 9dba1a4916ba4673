//! The locks of the critical sections: how each runtime makes and takes them.

use super::meaning::Meaning;
use super::{Program, note};
use crate::Runtime;
use crate::scenario::Locking;

/// The names of the job's locks.
pub(super) fn names(meaning: &Meaning<'_>) -> &'static [&'static str] {
    match meaning.job.locking {
        _ if !meaning.locks() => &[],
        Locking::One => &["lock"],
        Locking::Ordered | Locking::Opposed => &["a", "b"],
    }
}

/// The names by which a task takes them, the outer one first.
pub(super) fn taken(meaning: &Meaning<'_>) -> &'static [&'static str] {
    if opposed(meaning) { &["first", "second"] } else { names(meaning) }
}

pub(super) fn opposed(meaning: &Meaning<'_>) -> bool {
    meaning.locks() && meaning.job.locking == Locking::Opposed
}

/// What makes one lock, where the program's own module does that.
fn maker(meaning: &Meaning<'_>) -> Option<&'static str> {
    match meaning.runtime {
        Runtime::Asyncio if meaning.coroutines() => Some("asyncio.Lock()"),
        Runtime::Processes | Runtime::Interpreters => None,
        _ => Some("threading.Lock()"),
    }
}

/// Whether the locks are threads' own.
pub(super) fn threading(meaning: &Meaning<'_>) -> bool {
    meaning.locks() && maker(meaning) == Some("threading.Lock()")
}

/// Makes the locks, where they are the module's.
pub(super) fn definition(program: &mut Program, meaning: &Meaning<'_>) {
    let names = names(meaning);
    if let (Some(maker), false) = (maker(meaning), names.is_empty()) {
        program.code(format!("{} = {}", names.join(", "), each(names, maker)));
    }
}

/// How a process gets the locks: when it begins, for they can't be sent later.
pub(super) fn initializer(program: &mut Program, meaning: &Meaning<'_>) {
    if !meaning.locks() || meaning.runtime != Runtime::Processes {
        return;
    }
    let names = names(meaning);
    program.code("def begin(*locks):");
    program.indented(|program| {
        program.code(format!("global {}", names.join(", ")));
        program.code(format!("{} = locks", names.join(", ") + if names.len() == 1 { "," } else { "" }));
    });
    program.blank();
}

/// `maker` once for each of the names.
pub(super) fn each(names: &[&str], maker: &str) -> String {
    names.iter().map(|_| maker).collect::<Vec<_>>().join(", ")
}

/// Which lock comes first for this task.
pub(super) fn order(program: &mut Program, meaning: &Meaning<'_>) {
    if opposed(meaning) {
        program.code("first, second = (a, b) if task % 2 == 0 else (b, a)");
    }
}

/// What `write` writes, under the lock of that name.
pub(super) fn under(
    program: &mut Program,
    meaning: &Meaning<'_>,
    lock: &str,
    write: impl FnOnce(&mut Program),
) {
    let note = note::at_lock(meaning);
    if meaning.runtime == Runtime::Interpreters {
        program.noted(format!("{lock}.get()"), note);
        write(program);
        return program.code(format!("{lock}.put(None)"));
    }
    let with = if meaning.coroutines() { "async with" } else { "with" };
    program.noted(format!("{with} {lock}:"), note);
    program.indented(write);
}
