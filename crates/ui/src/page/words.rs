//! Small words and numbers beside the rows.

use ::words::{choices, counts, fields, kinds_of_work, options, rows};
use model::scenario::{Choice, Field, Statement};
use model::{Nanos, Repeated, RunResult, Runtime, State, WorkloadKind};

/// The name of a kind of job on its control.
pub(super) fn kind(kind: WorkloadKind) -> &'static str {
    match kind {
        WorkloadKind::Cpu => kinds_of_work::cpu(),
        WorkloadKind::Mixed => kinds_of_work::mixed(),
        WorkloadKind::Io => kinds_of_work::io(),
        WorkloadKind::C => kinds_of_work::c(),
        WorkloadKind::Data => kinds_of_work::data(),
        WorkloadKind::Count => kinds_of_work::count(),
    }
}

/// What a number's box says.
pub(super) fn field(field: Field) -> &'static str {
    match field {
        Field::Tasks => fields::tasks(),
        Field::Cpu => fields::cpu(),
        Field::Io => fields::io(),
        Field::Segments => fields::segments(),
        Field::Spread => fields::spread(),
        Field::Data => fields::data(),
        Field::Cores => fields::cores(),
        Field::Workers => fields::workers(),
        Field::Interval => fields::interval(),
        Field::Hogs => fields::hogs(),
        Field::HogCpu => fields::hog_cpu(),
        Field::Locked => fields::locked(),
        Field::Limit => fields::limit(),
        Field::Chunk => fields::chunk(),
        Field::Siblings => fields::siblings(),
        Field::Updates => fields::updates(),
        Field::Collect => fields::collect(),
    }
}

/// What a list of choices says.
pub(super) fn choice(choice: Choice) -> &'static str {
    match choice {
        Choice::Call => choices::call(),
        Choice::Locking => choices::locking(),
        Choice::Sharing => choices::sharing(),
        Choice::Awaiting => choices::awaiting(),
        Choice::Start => choices::start(),
        Choice::Pool => choices::pool(),
        Choice::Via => choices::via(),
        Choice::Waking => choices::waking(),
        Choice::Statement => choices::statement(),
    }
}

/// An option of such a list, by its name in links: Python's own word where there is one.
pub(super) fn option(choice: Choice, name: &'static str) -> &'static str {
    let statement = || Statement::ALL.iter().find(|statement| statement.name() == name);
    match name {
        _ if choice == Choice::Statement => statement().map_or(name, |statement| statement.text()),
        "pickle" if choice == Choice::Via => options::pipe(),
        "sha256" => options::sha256(),
        "sha256-small" => options::sha256_small(),
        "zlib" => options::zlib(),
        "numpy" => options::numpy(),
        "json" => options::json(),
        "pickle" => options::pickle(),
        "re" => options::re(),
        "sorted" => options::sorted(),
        "bigint" => options::big_integers(),
        "one" => options::one_lock(),
        "ordered" => options::same_order(),
        "opposed" => options::opposite_orders(),
        "attribute-read" => options::attribute_read(),
        "list-read" => options::list_read(),
        "append" => options::append(),
        "dict-store" => options::dict_store(),
        "attribute-store" => options::attribute_store(),
        "await" => "await asyncio.sleep",
        "block" => options::block(),
        "thread" => "asyncio.to_thread",
        "executor" => "ProcessPoolExecutor",
        "pool" => "multiprocessing.Pool",
        "shared" => options::shared_memory(),
        "random" => options::any_waiter(),
        "fifo" => options::first_waiter(),
        "lifo" => options::last_waiter(),
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

/// Whether a state is drawn in full or as an outlined hatch.
pub(super) const fn is_hatched(state: State) -> bool {
    matches!(state, State::WaitGil | State::WaitLock | State::WaitCore | State::WaitWorld)
}
