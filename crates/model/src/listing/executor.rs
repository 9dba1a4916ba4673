//! How a pool of threads, processes or interpreters runs all of the tasks.

use super::meaning::Meaning;
use super::{Program, section, tasks};
use crate::Runtime;
use crate::scenario::ProcessPool;

/// The class of the pool, in `concurrent.futures`.
pub(super) fn class(meaning: &Meaning<'_>) -> Option<&'static str> {
    let scenario = meaning.scenario;
    match meaning.runtime {
        Runtime::Sequential => None,
        Runtime::Asyncio => {
            (meaning.to_thread() && scenario.workers.is_some()).then_some("ThreadPoolExecutor")
        }
        Runtime::Threads | Runtime::FreeThreads => Some("ThreadPoolExecutor"),
        Runtime::Processes if scenario.pool == ProcessPool::Pool => None,
        Runtime::Processes => Some("ProcessPoolExecutor"),
        Runtime::Interpreters => Some("InterpreterPoolExecutor"),
    }
}

/// Makes the pool and hands it the tasks.
pub(super) fn tail(program: &mut Program, meaning: &Meaning<'_>) {
    if !meaning.guarded() {
        return with_pool(program, meaning);
    }
    // Each worker imports this file: what starts the workers must not run again in them.
    program.code("if __name__ == \"__main__\":");
    program.indented(|program| {
        before(program, meaning);
        with_pool(program, meaning);
        after(program, meaning);
    });
}

/// What the pool or its tasks are given.
fn before(program: &mut Program, meaning: &Meaning<'_>) {
    if let Some(method) = meaning.start() {
        program.code(format!("context = multiprocessing.get_context(\"{}\")", method.name()));
    }
    let locks = section::names(meaning);
    if !locks.is_empty() && meaning.runtime == Runtime::Processes {
        let all = section::each(locks, &format!("{}.Lock()", context(meaning)));
        program.code(if locks.len() == 1 { format!("locks = ({all},)") } else { format!("locks = {all}") });
    }
    if !locks.is_empty() && meaning.runtime == Runtime::Interpreters {
        let all = section::each(locks, "interpreters.create_queue()");
        program.code(format!("{} = {all}", locks.join(", ")));
        for lock in locks {
            program.code(format!("{lock}.put(None)  # the token: who takes it has the lock"));
        }
    }
    if meaning.shares_memory() {
        let (size, tasks) = (meaning.integer(meaning.job.data.0), tasks::count(meaning));
        program.code(format!("blocks = [SharedMemory(create=True, size={size}) for _ in range({tasks})]"));
    }
}

fn after(program: &mut Program, meaning: &Meaning<'_>) {
    if meaning.shares_memory() {
        program.code("for block in blocks:");
        program.indented(|program| {
            program.code("block.close()");
            program.code("block.unlink()");
        });
    }
}

fn context(meaning: &Meaning<'_>) -> &'static str {
    if meaning.start().is_some() { "context" } else { "multiprocessing" }
}

fn with_pool(program: &mut Program, meaning: &Meaning<'_>) {
    program.code(format!("with {} as pool:", pool(meaning)));
    program.indented(|program| {
        hogs(program, meaning);
        if meaning.data() {
            program.comment(sending(meaning));
        }
        map(program, meaning);
    });
}

fn pool(meaning: &Meaning<'_>) -> String {
    let workers = meaning.integer(meaning.scenario.workers_for(meaning.runtime).into());
    let locks = meaning.locks() && meaning.runtime == Runtime::Processes;
    let Some(class) = class(meaning) else {
        let begin = if locks { ", begin, locks" } else { "" };
        return format!("{}.Pool({workers}{begin})", context(meaning));
    };
    let start = if meaning.start().is_some() { ", mp_context=context" } else { "" };
    let begin = if locks { ", initializer=begin, initargs=locks" } else { "" };
    format!("{class}({workers}{start}{begin})")
}

/// `multiprocessing.Pool` ends its workers when its block ends: it has to be waited for.
fn hogs(program: &mut Program, meaning: &Meaning<'_>) {
    let Some((hogs, passes)) = tasks::hogs(meaning) else { return };
    if class(meaning).is_none() {
        return program.code(format!("hogs = pool.map_async(hog, [{passes}] * {hogs}, 1)"));
    }
    program.code(format!("for _ in range({hogs}):"));
    program.indented(|program| program.code(format!("pool.submit(hog, {passes})")));
}

fn map(program: &mut Program, meaning: &Meaning<'_>) {
    let columns = tasks::columns(meaning);
    let chunk = meaning.scenario.chunk.filter(|_| meaning.runtime == Runtime::Processes);
    let chunk =
        chunk.map_or_else(String::new, |size| format!(", chunksize={}", meaning.integer(size.into())));
    if class(meaning).is_some() {
        return program.code(format!("list(pool.map(work, {}{chunk}))", columns.join(", ")));
    }
    match columns.as_slice() {
        [column] => program.code(format!("pool.map(work, {column}{chunk})")),
        _ => program.code(format!("pool.starmap(work, zip({}){chunk})", columns.join(", "))),
    }
    if tasks::hogs(meaning).is_some() {
        program.code("hogs.wait()");
    }
}

fn sending(meaning: &Meaning<'_>) -> &'static str {
    match meaning.runtime {
        _ if meaning.shares_memory() => {
            "Only names are pickled: the data is copied into blocks that all share."
        }
        Runtime::Processes => "Each argument and each result is pickled and sent through a pipe.",
        Runtime::Interpreters => "Each argument and each result is handed to another interpreter.",
        _ => "The threads share the bytes: nothing is copied.",
    }
}
