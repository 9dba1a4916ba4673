//! Which scenario a record is, by its group, mode and parameters only.

use crate::record::{Record, Repetition};
use anyhow::{Context, Result, ensure};
use model::scenario::Draft;
use model::scenario::{Field, StartMethod};
use model::{Cores, Nanos, PythonVersion, Runtime, RuntimeSet, Scenario, WorkloadKind};
use sim::costs::Costs;
use sim::{Call, Form, Life, Setup};

/// The machine that the runs were made on had two cores.
const CORES: u16 = 2;
/// `hashlib` drops the GIL from this many bytes on (`HASHLIB_GIL_MINSIZE`, Modules/hashlib.h).
const HASH_WITHOUT_GIL: u64 = 2048;
/// C calls that drop the GIL for less, in several threads, take one of two quite different times in reality.
const BIMODAL_BELOW_US: f64 = 10.0;
/// So many threads are a test of the operating system: their times are a range.
const MANY_THREADS: u32 = 1000;

/// What a record is good for.
#[derive(Debug)]
pub(crate) enum Use {
    /// Its wall time is scored.
    Score(Case),
    /// Its slices and switches are compared.
    Slices(Case),
    /// Its I/O operations per second are compared.
    Convoy(Case),
    /// Its times are a range in reality, outside the score.
    Range,
    /// The model has no such group or mode yet.
    NotModelled,
}

/// A record as the model runs it.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) draft: Draft,
    pub(crate) setup: Setup,
    /// The measured repetitions, with their CPU time if the tasks have any.
    pub(crate) repetitions: Vec<Repetition>,
}

/// Reads a record.
///
/// # Errors
/// If a parameter of its group is missing.
pub(crate) fn read(record: &Record, costs: Costs) -> Result<Use> {
    let Some(setup) = setup(&record.mode, costs) else { return Ok(Use::NotModelled) };
    match record.scenario.group.as_str() {
        "cpu" | "io" | "mixed" if is_crowd(record, setup)? => Ok(Use::Range),
        "release" if is_bimodal(record, setup)? => Ok(Use::Range),
        "cpu" | "io" | "mixed" | "release" => Ok(Use::Score(case(record, setup)?)),
        "sweep" => Ok(Use::Slices(sweep(record, setup)?)),
        "convoy" => convoy(record, setup),
        _ => Ok(Use::NotModelled),
    }
}

/// The form of a mode and its costs; the workers are those of the measuring program.
fn setup(mode: &str, costs: Costs) -> Option<Setup> {
    let pool = |life| Form::ProcessPool { workers: 2, life };
    let form = match mode {
        "sequential" => Form::Usual(Runtime::Sequential),
        "threading" => Form::ThreadEach,
        "tpe_default" => Form::Usual(Runtime::Threads),
        "asyncio" => Form::Usual(Runtime::Asyncio),
        "to_thread" => Form::ToThread,
        "mp_fork" | "mp_spawn" => Form::ProcessEach,
        "ppe_fork" | "ppe_spawn" => pool(Life::UntilShutdown),
        "ppe_fork_warm" => pool(Life::Warm),
        _ => return None,
    };
    Some(Setup { form, costs })
}

/// How a mode starts processes, if it says so.
fn start_method(mode: &str) -> Option<StartMethod> {
    let named = |method: &&StartMethod| mode.split('_').any(|part| part == method.name());
    StartMethod::ALL.iter().find(named).copied()
}

fn is_crowd(record: &Record, setup: Setup) -> Result<bool> {
    Ok(setup.form == Form::ThreadEach && record.tasks()? >= MANY_THREADS)
}

fn is_bimodal(record: &Record, setup: Setup) -> Result<bool> {
    let threads = matches!(setup.form, Form::ThreadEach | Form::ToThread | Form::Usual(Runtime::Threads));
    let short = record.scenario.block_us.is_some_and(|us| us < BIMODAL_BELOW_US);
    Ok(threads && record.tasks()? >= 2 && short && drops_gil(record))
}

/// Whether the record's C calls drop the GIL (Modules/zlibmodule.c: `zlib` does for any size).
fn drops_gil(record: &Record) -> bool {
    let hashes = record.scenario.kind.as_deref() == Some("sha");
    !hashes || record.scenario.block.is_some_and(|bytes| bytes >= HASH_WITHOUT_GIL)
}

fn case(record: &Record, setup: Setup) -> Result<Case> {
    let mut draft = draft(setup);
    draft.start = start_method(&record.mode);
    let scenario = &record.scenario;
    ensure!(record.median_s > 0.0, "its median is no time");
    if let Some(interval) = scenario.interval_ms {
        draft.interval = nanos(interval);
    }
    let job = &mut draft.workload;
    job.tasks = record.tasks()?;
    job.cpu = nanos(record.solo_ms()?);
    job.io = nanos(scenario.io_ms.unwrap_or(0.0));
    job.segments = scenario.segments.unwrap_or(1);
    if let Some(blocks) = scenario.blocks {
        // A scenario has so many pieces at most: a task of more calls is run as one of fewer, longer ones.
        let most = *Field::Segments.range().end() as u32;
        (job.kind, job.segments) =
            if drops_gil(record) { (WorkloadKind::C, blocks.min(most)) } else { (WorkloadKind::Cpu, 1) };
    }
    let mut repetitions = record.repetitions(outlives(setup));
    if job.cpu == Nanos::ZERO {
        repetitions.iter_mut().for_each(|repetition| repetition.cpu_ms = None);
    }
    Ok(Case { draft, setup, repetitions })
}

/// A warm pool's workers live on after the run: what they consumed is that of other processes.
fn outlives(setup: Setup) -> bool {
    matches!(setup.form, Form::ProcessPool { life: Life::Warm, .. })
}

fn sweep(record: &Record, setup: Setup) -> Result<Case> {
    let total = record.scenario.total_cpu_ms.context("the record has no total_cpu_ms")?;
    let mut draft = draft(setup);
    draft.workload.tasks = record.tasks()?;
    draft.workload.cpu = nanos(total / f64::from(record.tasks()?));
    draft.workload.segments = 1;
    draft.interval = nanos(record.scenario.interval_ms.context("the record has no interval_ms")?);
    Ok(Case { draft, setup, repetitions: Vec::new() })
}

/// How long the I/O thread of a convoy was watched.
const WINDOW: Nanos = Nanos::millis(600);

fn convoy(record: &Record, setup: Setup) -> Result<Use> {
    let Some(call) = call(record.scenario.io.as_deref().context("the record has no io")?) else {
        return Ok(Use::NotModelled);
    };
    let cpu_threads = record.scenario.cpu_threads.context("the record has no cpu_threads")?;
    let setup = Setup { form: Form::Convoy { cpu_threads, call, window: WINDOW }, ..setup };
    let mut draft = draft(setup);
    draft.interval = nanos(record.scenario.interval_ms.context("the record has no interval_ms")?);
    Ok(Use::Convoy(Case { draft, setup, repetitions: Vec::new() }))
}

/// A call by its name: sleeps say how long.
fn call(name: &str) -> Option<Call> {
    let sleep = |unit: &str| name.strip_prefix("sleep")?.strip_suffix(unit)?.parse().ok();
    match name {
        "devnull" => Some(Call::Write),
        "echo" => Some(Call::Echo),
        _ => sleep("us").map(Nanos::micros).or_else(|| sleep("ms").map(Nanos::millis)).map(Call::Sleep),
    }
}

/// A job for `setup` on the machine measured, still without its parameters.
fn draft(setup: Setup) -> Draft {
    let mut draft = Scenario::default().draft();
    draft.cores = Cores(CORES);
    draft.python = PythonVersion::V3_11;
    draft.runtimes = RuntimeSet::EMPTY.with(setup.form.runtime());
    draft
}

fn nanos(ms: f64) -> Nanos {
    Nanos((ms.max(0.0) * 1e6).round() as u64)
}
