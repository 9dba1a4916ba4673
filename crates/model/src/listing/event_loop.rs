//! How an event loop runs all of the tasks.

use super::meaning::Meaning;
use super::{Program, note, tasks};

/// The main coroutine, and its run.
pub(super) fn tail(program: &mut Program, meaning: &Meaning<'_>) {
    program.code("async def main():");
    program.indented(|program| {
        executor(program, meaning);
        limit(program, meaning);
        gather(program, meaning);
    });
    program.blank();
    program.code("asyncio.run(main())");
}

/// How a function is run in a thread: `to_thread` is there since 3.9.
fn threaded(meaning: &Meaning<'_>) -> &'static str {
    if meaning.minor >= 9 { "asyncio.to_thread(" } else { "loop.run_in_executor(None, " }
}

/// The threads of `to_thread`, where they aren't the loop's own.
fn executor(program: &mut Program, meaning: &Meaning<'_>) {
    if !meaning.to_thread() {
        return;
    }
    if meaning.minor < 9 || meaning.scenario.workers.is_some() {
        program.code("loop = asyncio.get_running_loop()");
    }
    if let Some(workers) = meaning.scenario.workers {
        program.code(format!("loop.set_default_executor(ThreadPoolExecutor({workers}))"));
    }
}

/// Lets so many in at once. Made in the loop: before 3.10 a semaphore belongs to the loop it is made in.
fn limit(program: &mut Program, meaning: &Meaning<'_>) {
    if meaning.scenario.limit == 0 {
        return;
    }
    program.code(format!("limit = asyncio.Semaphore({})", meaning.integer(meaning.scenario.limit.into())));
    program.blank();
    let parameter = if meaning.to_thread() { "*call" } else { "job" };
    program.code(format!("async def limited({parameter}):"));
    program.indented(|program| {
        program.code("async with limit:");
        program.indented(|program| {
            if meaning.to_thread() {
                program.noted(format!("await {}*call)", threaded(meaning)), note::at_thread());
            } else {
                program.code("await job");
            }
        });
    });
    program.blank();
}

fn gather(program: &mut Program, meaning: &Meaning<'_>) {
    let each = |function: &str, arguments: &str| match (meaning.scenario.limit > 0, meaning.to_thread()) {
        (false, false) => format!("{function}({arguments})"),
        (false, true) => format!("{}{function}, {arguments})", threaded(meaning)),
        (true, false) => format!("limited({function}({arguments}))"),
        (true, true) => format!("limited({function}, {arguments})"),
    };
    let hogs = tasks::hogs(meaning);
    if let Some((hogs, passes)) = &hogs {
        program.code(format!("hogs = [{} for _ in range({hogs})]", each("hog", passes)));
    }
    let work = each("work", &tasks::arguments(meaning));
    let (number, count) = (tasks::number(meaning), tasks::count(meaning));
    let hogs = if hogs.is_some() { "*hogs, " } else { "" };
    let all = format!("{hogs}*({work} for {number} in range({count}))");
    if meaning.to_thread() && meaning.scenario.limit == 0 {
        program.code(format!("calls = [{all}]"));
        return program.noted("await asyncio.gather(*calls)", note::at_thread());
    }
    program.code(format!("await asyncio.gather({all})"));
}
