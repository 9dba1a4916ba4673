//! One change in a few words, as a heading: what to do, and instead of what.

use crate::format::{capitalised, count, duration, percent};
use model::scenario::{Awaiting, Call, Draft, Locking};
use model::{Change, Nanos, PythonVersion, Remedy, Runtime, Scenario};

/// The change of `remedy`, made to a run of `scenario` by `was`.
pub(super) fn words(scenario: &Scenario, was: Runtime, remedy: &Remedy) -> String {
    let old: &Draft = scenario;
    match remedy.change {
        Change::Runtime(runtime) => other_way(old, was, runtime),
        Change::Python(python) => {
            format!("Python {} instead of {}", was.python_for(python), was.python_for(old.python))
        }
        Change::Workers(workers) => other_workers(old, was, workers),
        Change::Interval(interval) => other_interval(old.interval, interval),
        Change::Call(call) => other_call(old.workload.call, call),
        Change::Awaiting(awaiting) => other_awaiting(old.awaiting, awaiting).into(),
        Change::Unlimited => {
            format!("All tasks let in at once instead of {}", words::number::words(old.limit.into()))
        }
        Change::Locked(0) => "No lock".into(),
        Change::Locked(share) => format!(
            "The lock held for {} of the work instead of {}",
            percent(f64::from(share) / 100.0),
            percent(f64::from(old.workload.locked) / 100.0)
        ),
        Change::Locking(locking) => other_locks(locking).into(),
        Change::Unshared => "An object for each task instead of a shared one".into(),
        Change::Start(method) => {
            format!("Processes started by {} instead of {}", method.name(), old.start_method().name())
        }
        Change::SharedMemory => "Data in shared memory instead of pickled".into(),
        Change::Chunk(chunk) => format!(
            "{} handed to a process at once instead of {}",
            capitalised(&count(chunk.into(), "task")),
            words::number::words(old.chunk.unwrap_or(1).into())
        ),
        Change::NoHogs => {
            let hogs = old.workload.hogs;
            let verb = if hogs == 1 { "computes" } else { "compute" };
            format!("Without the {} that only {verb}", count(hogs.into(), "task"))
        }
    }
}

/// What a runtime is called amid a sentence.
pub(super) const fn name(runtime: Runtime) -> &'static str {
    match runtime {
        Runtime::Sequential => "one task after another",
        Runtime::Threads => "threads",
        Runtime::Asyncio => "asyncio",
        Runtime::Processes => "processes",
        Runtime::Interpreters => "interpreters",
        Runtime::FreeThreads => "free threads",
    }
}

/// A heading amid a sentence; Python keeps its capital.
pub(super) fn begun_low(heading: &str) -> String {
    if heading.starts_with("Python") {
        return heading.to_owned();
    }
    let mut letters = heading.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

/// "Free threads (Python 3.14t) instead of threads"
fn other_way(old: &Draft, was: Runtime, runtime: Runtime) -> String {
    let python = |runtime: Runtime| -> PythonVersion { runtime.python_for(old.python) };
    let on =
        if python(runtime) == python(was) { String::new() } else { format!(" (Python {})", python(runtime)) };
    format!("{}{on} instead of {}", capitalised(name(runtime)), name(was))
}

/// "Eight threads instead of four"
fn other_workers(old: &Draft, was: Runtime, workers: u32) -> String {
    let (executor, noun) = match was {
        Runtime::Processes => (was, "process"),
        Runtime::Interpreters => (was, "interpreter"),
        Runtime::FreeThreads => (was, "thread"),
        // Where asyncio has workers, they are threads.
        Runtime::Sequential | Runtime::Threads | Runtime::Asyncio => (Runtime::Threads, "thread"),
    };
    let es = if noun == "process" && workers != 1 { "es" } else { "" };
    let some = if es.is_empty() {
        count(workers.into(), noun)
    } else {
        words::number::words(workers.into()) + " " + noun
    };
    format!(
        "{}{es} instead of {}",
        capitalised(&some),
        words::number::words(old.workers_for(executor).into())
    )
}

fn other_interval(old: Nanos, new: Nanos) -> String {
    format!("A switch interval of {} instead of {}", duration(new), duration(old))
}

fn other_call(old: Call, new: Call) -> String {
    match new {
        Call::Sha256 if old == Call::Sha256Small => {
            "Hashing 2 kB or more at once, which drops the GIL, instead of less".into()
        }
        _ if new.drops_gil() => {
            format!("C code that drops the GIL, such as {}, instead of {}", function(new), function(old))
        }
        _ => format!("{} instead of {}", function(new), function(old)),
    }
}

const fn function(call: Call) -> &'static str {
    match call {
        Call::Sha256 | Call::Sha256Small => "hashlib.sha256",
        Call::Zlib => "zlib.compress",
        Call::Numpy => "NumPy's on big arrays",
        Call::Json => "json.dumps",
        Call::Pickle => "pickle.dumps",
        Call::Regex => "re.match",
        Call::Sorted => "sorted",
        Call::BigInt => "arithmetic on big integers",
    }
}

const fn other_awaiting(old: Awaiting, new: Awaiting) -> &'static str {
    match (new, old) {
        (Awaiting::Loop, Awaiting::Thread) => "Awaiting on the event loop instead of waiting in threads",
        (Awaiting::Loop, _) => "Awaiting instead of blocking the event loop",
        (Awaiting::Thread, _) => "Each task in a thread, by asyncio.to_thread",
        (Awaiting::Blocking, _) => "Blocking the event loop",
    }
}

const fn other_locks(locking: Locking) -> &'static str {
    match locking {
        Locking::One => "One lock instead of two",
        Locking::Ordered => "Both locks in the same order by all tasks",
        Locking::Opposed => "Two locks, in opposite orders",
    }
}
