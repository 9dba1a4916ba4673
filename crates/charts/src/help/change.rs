//! One change in a few words, as a heading: what to do, and instead of what.

use crate::format::{capitalised, duration, percent};
use crate::names;
use model::scenario::{Awaiting, Call, Draft, Locking};
use model::{Change, PythonVersion, Remedy, Runtime, Scenario};
use words::number::words as number;
use words::{change, counts};

/// The change of `remedy`, made to a run of `scenario` by `was`.
pub(super) fn words(scenario: &Scenario, was: Runtime, remedy: &Remedy) -> String {
    let old: &Draft = scenario;
    match remedy.change {
        Change::Runtime(runtime) => other_way(old, was, runtime),
        Change::Python(python) => {
            let shown = |python| was.python_for(python).to_string();
            change::Python { new: &shown(python), old: &shown(old.python) }.say()
        }
        Change::Workers(workers) => other_workers(old, was, workers),
        Change::Interval(interval) => {
            change::Interval { new: &duration(interval), old: &duration(old.interval) }.say()
        }
        Change::Call(call) => other_call(old.workload.call, call),
        Change::Awaiting(awaiting) => other_awaiting(old.awaiting, awaiting).into(),
        Change::Unlimited => change::unlimited(&number(old.limit.into())),
        Change::Locked(0) => change::no_lock().into(),
        Change::Locked(share) => {
            let percent = |share: u32| percent(f64::from(share) / 100.0);
            change::Locked { new: &percent(share), old: &percent(old.workload.locked) }.say()
        }
        Change::Locking(locking) => other_locks(locking).into(),
        Change::Unshared => change::unshared().into(),
        Change::Start(method) => change::Start { new: method.name(), old: old.start_method().name() }.say(),
        Change::SharedMemory => change::shared_memory().into(),
        Change::Chunk(chunk) => {
            let tasks = &capitalised(&counts::tasks(chunk.into()));
            change::Chunk { tasks, old: &number(old.chunk.unwrap_or(1).into()) }.say()
        }
        Change::NoHogs => change::no_hogs(&counts::hogs(old.workload.hogs.into())),
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
    let (new, old) = (&capitalised(names::amid(runtime)), names::amid(was));
    if python(runtime) == python(was) {
        return change::Instead { new, old }.say();
    }
    change::RuntimePython { new, python: &python(runtime).to_string(), old }.say()
}

/// "Eight threads instead of four"
fn other_workers(old: &Draft, was: Runtime, workers: u32) -> String {
    let n = u64::from(workers);
    let (executor, some) = match was {
        Runtime::Processes => (was, counts::processes(n)),
        Runtime::Interpreters => (was, counts::interpreters(n)),
        Runtime::FreeThreads => (was, counts::threads(n)),
        // Where asyncio has workers, they are threads.
        Runtime::Sequential | Runtime::Threads | Runtime::Asyncio => (Runtime::Threads, counts::threads(n)),
    };
    change::Instead { new: &capitalised(&some), old: &number(old.workers_for(executor).into()) }.say()
}

fn other_call(old: Call, new: Call) -> String {
    match new {
        Call::Sha256 if old == Call::Sha256Small => change::big_blocks().into(),
        _ if new.drops_gil() => change::DropsGil { new: function(new), old: function(old) }.say(),
        _ => change::Instead { new: function(new), old: function(old) }.say(),
    }
}

fn function(call: Call) -> &'static str {
    match call {
        Call::Sha256 | Call::Sha256Small => "hashlib.sha256",
        Call::Zlib => "zlib.compress",
        Call::Numpy => change::big_arrays(),
        Call::Json => "json.dumps",
        Call::Pickle => "pickle.dumps",
        Call::Regex => "re.match",
        Call::Sorted => "sorted",
        Call::BigInt => change::big_integers(),
    }
}

fn other_awaiting(old: Awaiting, new: Awaiting) -> &'static str {
    match (new, old) {
        (Awaiting::Loop, Awaiting::Thread) => change::await_not_threads(),
        (Awaiting::Loop, _) => change::await_not_block(),
        (Awaiting::Thread, _) => change::await_in_threads(),
        (Awaiting::Blocking, _) => change::block(),
    }
}

fn other_locks(locking: Locking) -> &'static str {
    match locking {
        Locking::One => change::one_lock(),
        Locking::Ordered => change::same_order(),
        Locking::Opposed => change::opposite_orders(),
    }
}
