//! How a runtime runs all of the tasks.

use super::Program;
use super::number::{integer, passes, seconds};
use super::task::{Shape, c_work};
use crate::scenario::Draft;
use crate::{Nanos, Runtime, Scenario, WorkloadKind};

/// Imports and what is set before anything runs.
pub(super) fn head(program: &mut Program, scenario: &Scenario, runtime: Runtime) {
    let python = runtime.python_for(scenario.python);
    match runtime {
        Runtime::FreeThreads => {
            program.comment(format!("# Start it with python{python}: that build has no GIL."))
        }
        Runtime::Interpreters => program.comment(format!("# Needs Python {python}.")),
        _ => {}
    }
    imports(program, scenario, runtime);
    program.blank();
    if sets_interval(scenario, runtime) {
        program.code(format!("sys.setswitchinterval({})", seconds(scenario.interval)));
    }
    if Shape::of(&scenario.workload).c {
        program.code(format!("BLOCK = bytes({})", integer(c_work(&scenario.workload).1)));
    }
    if sets_interval(scenario, runtime) || Shape::of(&scenario.workload).c {
        program.blank();
    }
}

fn imports(program: &mut Program, scenario: &Scenario, runtime: Runtime) {
    let shape = Shape::of(&scenario.workload);
    let modules = [
        ("asyncio", runtime == Runtime::Asyncio),
        ("hashlib", shape.c),
        ("random", shape.random),
        ("sys", sets_interval(scenario, runtime)),
        ("time", shape.waits && runtime != Runtime::Asyncio),
    ];
    for (module, _) in modules.into_iter().filter(|(_, needed)| *needed) {
        program.code(format!("import {module}"));
    }
    if let Some(executor) = executor(runtime) {
        program.code(format!("from concurrent.futures import {executor}"));
    }
}

/// The switch interval says something only where threads share a GIL; 5 ms is Python's own.
fn sets_interval(scenario: &Scenario, runtime: Runtime) -> bool {
    runtime == Runtime::Threads && scenario.interval != Draft::of(WorkloadKind::Cpu).interval
}

const fn executor(runtime: Runtime) -> Option<&'static str> {
    match runtime {
        Runtime::Sequential | Runtime::Asyncio => None,
        Runtime::Threads | Runtime::FreeThreads => Some("ThreadPoolExecutor"),
        Runtime::Processes => Some("ProcessPoolExecutor"),
        Runtime::Interpreters => Some("InterpreterPoolExecutor"),
    }
}

/// Hands the tasks to the runtime.
pub(super) fn tail(program: &mut Program, scenario: &Scenario, runtime: Runtime) {
    let tasks = integer(scenario.workload.tasks.into());
    let Some(executor) = executor(runtime) else {
        return match argument(scenario) {
            Some(value) if runtime == Runtime::Asyncio => asyncio(program, &value, "_", &tasks),
            None if runtime == Runtime::Asyncio => asyncio(program, "task", "task", &tasks),
            Some(value) => sequential(program, &value, "_", &tasks),
            None => sequential(program, "task", "task", &tasks),
        };
    };
    let arguments =
        argument(scenario).map_or_else(|| format!("range({tasks})"), |value| format!("[{value}] * {tasks}"));
    let workers = scenario.workers_for(runtime);
    // Each worker imports this file: what starts the workers must not run again in them.
    let guarded = matches!(runtime, Runtime::Processes | Runtime::Interpreters);
    let indent = if guarded { "    " } else { "" };
    if guarded {
        program.code("if __name__ == \"__main__\":");
    }
    program.code(format!("{indent}with {executor}({workers}) as pool:"));
    if Shape::of(&scenario.workload).data {
        program.comment(format!("{indent}    # {}", sending(runtime)));
    }
    program.code(format!("{indent}    list(pool.map(work, {arguments}))"));
}

const fn sending(runtime: Runtime) -> &'static str {
    match runtime {
        Runtime::Processes => "Each argument and each result is pickled and sent through a pipe.",
        Runtime::Interpreters => "Each argument and each result is handed to another interpreter.",
        _ => "The threads share the bytes: nothing is copied.",
    }
}

fn sequential(program: &mut Program, value: &str, task: &str, tasks: &str) {
    program.code(format!("for {task} in range({tasks}):"));
    program.code(format!("    work({value})"));
}

fn asyncio(program: &mut Program, value: &str, task: &str, tasks: &str) {
    program.code("async def main():");
    program.code(format!("    await asyncio.gather(*(work({value}) for {task} in range({tasks})))"));
    program.blank();
    program.code("asyncio.run(main())");
}

/// What every task is given, if they are all given the same.
fn argument(scenario: &Scenario) -> Option<String> {
    let job = &scenario.workload;
    let shape = Shape::of(job);
    if shape.data {
        Some(format!("bytes({})", integer(job.data.0)))
    } else if shape.is_loop() {
        Some(integer(passes(Nanos(job.cpu.0))))
    } else {
        None
    }
}
