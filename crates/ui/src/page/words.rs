//! Small words and numbers beside the rows.

use ::words::{counts, rows};
use model::scenario::{Choice, Field, Statement};
use model::{Nanos, Outcome, Repeated, RunResult, Runtime, State, WorkloadKind};

/// The name of a kind of job on its control.
pub(super) const fn kind(kind: WorkloadKind) -> &'static str {
    match kind {
        WorkloadKind::Cpu => "CPU",
        WorkloadKind::Mixed => "Mixed",
        WorkloadKind::Io => "I/O",
        WorkloadKind::C => "C code",
        WorkloadKind::Data => "Data",
        WorkloadKind::Count => "Count",
    }
}

/// What a number's box says.
pub(super) const fn field(field: Field) -> &'static str {
    match field {
        Field::Tasks => "tasks",
        Field::Cpu => "CPU per task, ms",
        Field::Io => "I/O per task, ms",
        Field::Segments => "pieces per task",
        Field::Spread => "spread of waits, %",
        Field::Data => "data per task, MB",
        Field::Cores => "cores",
        Field::Workers => "workers",
        Field::Interval => "switch interval, ms",
        Field::Hogs => "hogs (only compute)",
        Field::HogCpu => "CPU per hog, ms",
        Field::Locked => "lock, % of CPU time",
        Field::Limit => "asyncio semaphore",
        Field::Chunk => "chunksize",
        Field::Siblings => "hyper-thread speed, %",
        Field::Updates => "updates per task",
        Field::Collect => "garbage collection, ms a piece",
    }
}

/// What a list of choices says.
pub(super) const fn choice(choice: Choice) -> &'static str {
    match choice {
        Choice::Call => "C function",
        Choice::Locking => "locks",
        Choice::Sharing => "shared object",
        Choice::Awaiting => "asyncio waits by",
        Choice::Start => "start method",
        Choice::Pool => "process pool",
        Choice::Via => "data goes by",
        Choice::Waking => "a release wakes",
        Choice::Statement => "statement",
    }
}

/// An option of such a list, by its name in links: Python's own word where there is one.
pub(super) fn option(choice: Choice, name: &'static str) -> &'static str {
    let statement = || Statement::ALL.iter().find(|statement| statement.name() == name);
    match name {
        _ if choice == Choice::Statement => statement().map_or(name, |statement| statement.text()),
        "pickle" if choice == Choice::Via => "pickle, a pipe",
        "sha256" => "hashlib.sha256, big (drops the GIL)",
        "sha256-small" => "hashlib.sha256, small (keeps it)",
        "zlib" => "zlib.compress (drops it)",
        "numpy" => "numpy (drops it)",
        "json" => "json.dumps (keeps it)",
        "pickle" => "pickle.dumps (keeps it)",
        "re" => "re (keeps it)",
        "sorted" => "sorted (keeps it)",
        "bigint" => "big integers (keep it)",
        "one" => "one for all",
        "ordered" => "two, same order",
        "opposed" => "two, opposite orders",
        "attribute-read" => "attribute, read",
        "list-read" => "list, read",
        "append" => "list, appended to",
        "dict-store" => "dict, stored into",
        "attribute-store" => "attribute, stored",
        "await" => "await asyncio.sleep",
        "block" => "time.sleep (blocks the loop)",
        "thread" => "asyncio.to_thread",
        "executor" => "ProcessPoolExecutor",
        "pool" => "multiprocessing.Pool",
        "shared" => "shared memory",
        "random" => "any waiter (as it is)",
        "fifo" => "the first waiter",
        "lifo" => "the last waiter",
        name => name,
    }
}

/// What is special about a run, in a few words: `4 threads, one GIL`.
pub(super) fn subtitle(run: &RunResult, chosen: model::PythonVersion) -> String {
    let workers = u64::from(run.workers);
    let way = match run.runtime {
        Runtime::Sequential => rows::sequential().into(),
        Runtime::Asyncio => rows::asyncio().into(),
        Runtime::Threads => rows::threads(workers),
        Runtime::Processes => rows::processes(workers),
        Runtime::Interpreters => rows::interpreters(workers),
        Runtime::FreeThreads => rows::free_threads(workers),
    };
    let named = run.python != chosen || run.runtime == Runtime::FreeThreads;
    if named { rows::OnPython { way: &way, python: &run.python.to_string() }.say() } else { way }
}

/// Where a run was measured, as far as its figures depend on it: `on this device: 4 threads, 2 processors`. However
/// the scenario starts processes, a browser has one way.
pub(super) fn on_this_device(run: &RunResult) -> String {
    let workers = u64::from(run.workers);
    let workers = &match run.runtime {
        Runtime::Sequential | Runtime::Asyncio => return rows::here().into(),
        Runtime::Processes => rows::some_processes(workers),
        Runtime::Interpreters => rows::some_interpreters(workers),
        Runtime::Threads | Runtime::FreeThreads => rows::some_threads(workers),
    };
    let processors = &counts::processors(run.trace.provenance.cores.0.into());
    rows::HereWith { workers, processors }.say()
}

/// Which of how many runs a row is, and how they spread: `median of 5, 402 to 431 ms`.
pub(super) fn of_runs(walls: &Repeated) -> String {
    match (walls.walls().len(), walls.ends()) {
        (count @ 2.., Some((quickest, slowest))) => {
            let spread = &charts::format::interval(quickest, slowest);
            rows::MedianOf { spread, n: count as u64 }.say()
        }
        _ => rows::once().into(),
    }
}

/// A length of time in milliseconds, exactly, for machines.
pub(super) fn exact_millis(time: Nanos) -> String {
    Field::Cpu.show(time.0)
}

/// Whether a run was worth its while against the sequential one: the class of its speedup.
pub(super) fn verdict(runtime: Runtime, speedup: f64) -> Option<&'static str> {
    match speedup {
        _ if runtime == Runtime::Sequential => None,
        1.5.. => Some("good"),
        ..1.05 => Some("bad"),
        _ => None,
    }
}

/// How a run ended that did not come to its end.
pub(super) fn stopped(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Finished => "",
        Outcome::Deadlock { .. } => rows::deadlock(),
        Outcome::EventLimit { .. } => rows::cut_short(),
        Outcome::Cancelled => rows::stopped(),
    }
}

/// Whether a state is drawn in full or as an outlined hatch.
pub(super) const fn is_hatched(state: State) -> bool {
    matches!(state, State::WaitGil | State::WaitLock | State::WaitCore | State::WaitWorld)
}
