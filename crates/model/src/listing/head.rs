//! Imports and what is set before anything runs.

use super::call::CFunction;
use super::meaning::Meaning;
use super::number::seconds;
use super::{Program, collection, executor, section, task, touch};
use crate::Runtime;
use crate::scenario::{Call, ProcessPool};

pub(super) fn head(program: &mut Program, meaning: &Meaning<'_>) {
    needs(program, meaning);
    let imports = program.lines.len();
    plain_imports(program, meaning);
    from_imports(program, meaning);
    if program.lines.len() > imports {
        program.blank();
    }
    let begin = program.lines.len();
    if meaning.sets_interval() {
        program.code(format!("sys.setswitchinterval({})", seconds(meaning.scenario.interval)));
    }
    task::subjects(program, meaning);
    touch::definition(program, meaning);
    section::definition(program, meaning);
    collection::definition(program, meaning);
    if program.lines.len() > begin {
        program.blank();
    }
}

/// Which Python the program is for, where it is not the one chosen.
fn needs(program: &mut Program, meaning: &Meaning<'_>) {
    let python = meaning.python;
    match meaning.runtime {
        Runtime::FreeThreads => {
            program.comment(format!("Start it with python{python}: that build has no GIL."));
        }
        Runtime::Interpreters => program.comment(format!("Needs Python {python}.")),
        _ => {}
    }
    if let Some((minor, what)) = meaning.needs() {
        program.comment(format!("Needs Python 3.{minor}: {what}."));
    }
    if meaning.in_c() && meaning.job.call == Call::Numpy && meaning.runtime == Runtime::Interpreters {
        program.comment("NumPy can be imported by the main interpreter only (as of 2.3): this will fail.");
    }
}

fn plain_imports(program: &mut Program, meaning: &Meaning<'_>) {
    let processes = meaning.runtime == Runtime::Processes;
    let multiprocessing = processes
        && (meaning.start().is_some() || meaning.scenario.pool == ProcessPool::Pool || meaning.locks());
    let function = CFunction::of(meaning);
    let mut modules = [
        ("asyncio", meaning.runtime == Runtime::Asyncio),
        ("gc", meaning.collects()),
        (function.module.unwrap_or_default(), meaning.in_c() && function.module.is_some()),
        ("multiprocessing", multiprocessing),
        ("random", meaning.waits() && meaning.job.spread > 0),
        ("sys", meaning.sets_interval()),
        ("threading", section::threading(meaning)),
        ("time", meaning.waits() && !meaning.awaits()),
    ];
    modules.sort_unstable();
    for (module, _) in modules.into_iter().filter(|(_, needed)| *needed) {
        let package = if module.starts_with("numpy") { "  # pip install numpy" } else { "" };
        program.code(format!("import {module}{package}"));
    }
}

fn from_imports(program: &mut Program, meaning: &Meaning<'_>) {
    if let Some(import) = touch::import(meaning).filter(|import| import.starts_with("from argparse")) {
        program.code(import);
    }
    if meaning.locks() && meaning.runtime == Runtime::Interpreters {
        program.code("from concurrent import interpreters");
    }
    if let Some(executor) = executor::class(meaning) {
        let package = if meaning.python.is_2() { "  # pip install futures" } else { "" };
        program.code(format!("from concurrent.futures import {executor}{package}"));
    }
    if meaning.shares_memory() {
        program.code("from multiprocessing.shared_memory import SharedMemory");
    }
    if let Some(import) = touch::import(meaning).filter(|import| import.starts_with("from types")) {
        program.code(import);
    }
}
