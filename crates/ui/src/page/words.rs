//! Small words and numbers beside the rows.

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
    let number = run.workers.to_string();
    let some = |noun: &str| number.clone() + " " + noun + charts::format::plural(run.workers.into());
    let way = match run.runtime {
        Runtime::Sequential => "one after another".to_owned(),
        Runtime::Asyncio => "one thread, one loop".to_owned(),
        Runtime::Threads => some("thread") + ", one GIL",
        Runtime::Processes => {
            number + if run.workers == 1 { " process, its own GIL" } else { " processes, a GIL each" }
        }
        Runtime::Interpreters => {
            some("interpreter") + if run.workers == 1 { ", its own GIL" } else { ", a GIL each" }
        }
        Runtime::FreeThreads => some("thread") + ", no GIL",
    };
    let named = run.python != chosen || run.runtime == Runtime::FreeThreads;
    if named { way + " (" + &run.python.to_string() + ")" } else { way }
}

/// Where a run was measured, as far as its figures depend on it: `on this device: 4 threads, 2 processors`. However
/// the scenario starts processes, a browser has one way.
pub(super) fn on_this_device(run: &RunResult) -> String {
    let place = "on this device";
    if matches!(run.runtime, Runtime::Sequential | Runtime::Asyncio) {
        return place.to_owned();
    }
    let processors = u64::from(run.trace.provenance.cores.0);
    let (workers, s) = (run.workers.to_string(), charts::format::plural(run.workers.into()));
    let (worker, s) = match run.runtime {
        Runtime::Processes if s.is_empty() => (" process", s),
        Runtime::Processes => (" process", "es"),
        Runtime::Interpreters => (" interpreter", s),
        _ => (" thread", s),
    };
    let (cores, more) = (processors.to_string(), charts::format::plural(processors));
    [place, ": ", &workers, worker, s, ", ", &cores, " processor", more].concat()
}

/// Which of how many runs a row is, and how they spread: `median of 5, 402 to 431 ms`.
pub(super) fn of_runs(walls: &Repeated) -> String {
    match (walls.walls().len(), walls.ends()) {
        (count @ 2.., Some((quickest, slowest))) => {
            let spread = charts::format::interval(quickest, slowest);
            ["median of ", &count.to_string(), ", ", &spread].concat()
        }
        _ => "measured once".into(),
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
pub(super) const fn stopped(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Finished => "",
        Outcome::Deadlock { .. } => "deadlock",
        Outcome::EventLimit { .. } => "cut short",
        Outcome::Cancelled => "stopped",
    }
}

/// Whether a state is drawn in full or as an outlined hatch.
pub(super) const fn is_hatched(state: State) -> bool {
    matches!(state, State::WaitGil | State::WaitLock | State::WaitCore | State::WaitWorld)
}
