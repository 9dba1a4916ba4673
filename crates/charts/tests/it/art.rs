//! Traces written as text art, one letter a millisecond.
//!
//! ```text
//!   main      ss......
//!   worker-0   rrwwrr
//! ```
//! r run, f run free, w wait for the GIL, l lock, i I/O, c core, z stopped world, g collects, s start, x copy, `.` idle, ` ` not there.
//! A capital says that the lane holds the lock meanwhile, of which there is one: lock-a.

use model::trace::InstantKind;
use model::{
    Cause, Clock, Cores, GilId, Lane, LaneId, LaneKind, LockId, Metrics, Nanos, Outcome, ProcessId,
    Provenance, PythonVersion, Race, RunKind, RunResult, Runtime, Scenario, State, TaskId, Trace,
    TraceRecorder,
};

/// A lane's name ends here.
const NAME: usize = 10;

/// The trace that `art` shows, as a run of `runtime`: with one GIL for all lanes, or one each.
pub(crate) fn trace(runtime: Runtime, art: &str) -> Trace {
    let lines = art.lines().map(str::trim).filter(|line| !line.is_empty());
    // A lane that never is there has spaces only, which trimming took.
    let padded: Vec<String> = lines.map(|line| format!("{line:<NAME$}")).collect();
    let lines: Vec<&str> = padded.iter().map(String::as_str).collect();
    let provenance =
        Provenance { runtime, python: PythonVersion::V3_12, cores: Cores(4), source: "text art".into() };
    let mut recorder = TraceRecorder::new(Clock::Virtual, provenance);
    for (index, line) in lines.iter().enumerate() {
        recorder.lane(lane(runtime, index, line[..NAME].trim()));
    }
    let end = lines.iter().map(|line| line.len() - NAME).max().unwrap_or(0);
    let lock = recorder.lock("lock-a");
    let mut held: Option<usize> = None;
    for at in 0..=end {
        let holds = lines.iter().position(|line| raw(line, at).is_ascii_uppercase());
        if holds != held {
            let now = Nanos::millis(at as u64);
            held.into_iter().for_each(|lane| recorder.lock_released(LaneId(lane as u16), now, lock));
            holds.into_iter().for_each(|lane| recorder.lock_acquired(LaneId(lane as u16), now, lock));
            held = holds;
        }
        step(&mut recorder, &lines, at, lock, held);
    }
    let running = |c: char| matches!(c, 'r' | 'f' | 'R' | 'F');
    let demand = lines.iter().map(|line| line[NAME..].chars().filter(|c| running(*c)).count()).sum::<usize>();
    recorder.demand(Nanos::millis(demand as u64));
    recorder.finish(Nanos::millis(end as u64), Outcome::Finished)
}

fn lane(runtime: Runtime, index: usize, name: &str) -> Lane {
    let kind = match name {
        "main" if runtime != Runtime::Sequential && runtime != Runtime::Asyncio => LaneKind::Main,
        "helper" => LaneKind::Helper,
        _ => LaneKind::Worker,
    };
    let own = matches!(runtime, Runtime::Processes | Runtime::Interpreters);
    let gil = (runtime != Runtime::FreeThreads).then_some(GilId(if own { index as u16 } else { 0 }));
    Lane { name: name.into(), kind, process: ProcessId(0), gil }
}

fn raw(line: &str, at: usize) -> char {
    line.as_bytes().get(NAME + at).copied().unwrap_or(b' ') as char
}

fn step(recorder: &mut TraceRecorder, lines: &[&str], at: usize, lock: LockId, held: Option<usize>) {
    let letter = |line: &str| raw(line, at).to_ascii_lowercase();
    let now = Nanos::millis(at as u64);
    let runs = lines.iter().position(|line| letter(line) == 'r');
    // Those who stop come first, so that a GIL is free before it is taken.
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| letter(line) != 'r') {
        let lane = LaneId(index as u16);
        let other = runs.filter(|other| *other != index).unwrap_or(usize::from(index == 0));
        match state(letter(line)) {
            // One wait is one span, whoever is in the way meanwhile.
            Some((State::WaitLock | State::WaitGil | State::WaitWorld, _))
                if at > 0 && raw(line, at - 1) == raw(line, at) => {}
            Some((State::WaitLock, _)) => {
                let holder = LaneId(held.unwrap_or(other) as u16);
                recorder.wait_for_lock(lane, now, lock, holder, task(line, index));
            }
            Some((state, cause)) => {
                let named = matches!(state, State::WaitGil | State::WaitWorld);
                let holder = named.then_some(LaneId(other as u16));
                recorder.enter(lane, now, state, cause, holder, task(line, index));
            }
            None => recorder.leave(lane, now),
        }
        let done = at > 0 && at == line.len() - NAME && task(line, index).is_some();
        if done {
            recorder.instant(now, lane, InstantKind::TaskDone);
        }
    }
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| letter(line) == 'r') {
        recorder.run(LaneId(index as u16), now, task(line, index));
    }
}

fn task(line: &str, index: usize) -> Option<TaskId> {
    (!line.starts_with("main")).then_some(TaskId(index as u32))
}

fn state(letter: char) -> Option<(State, Cause)> {
    Some(match letter {
        'f' => (State::RunFree, Cause::None),
        'w' => (State::WaitGil, Cause::Gil),
        'l' => (State::WaitLock, Cause::Lock),
        'i' => (State::WaitIo, Cause::Io),
        'c' => (State::WaitCore, Cause::Core),
        'z' => (State::WaitWorld, Cause::Collection),
        'g' => (State::RunFree, Cause::Collection),
        's' => (State::Start, Cause::Boot),
        'x' => (State::Copy, Cause::Pickle),
        '.' => (State::Idle, Cause::Join),
        _ => return None,
    })
}

/// The run that `art` shows.
pub(crate) fn run(runtime: Runtime, art: &str) -> RunResult {
    let trace = trace(runtime, art);
    trace.check().unwrap();
    let workers = trace.lanes().iter().filter(|lane| lane.kind == LaneKind::Worker).count() as u32;
    let (python, metrics) = (runtime.python_for(PythonVersion::V3_12), Metrics::of(&trace));
    RunResult { runtime, python, kind: RunKind::Model, workers, trace, metrics }
}

/// The race of the runs, against a sequential run of `baseline` milliseconds.
pub(crate) fn race(baseline: u64, runs: &[(Runtime, &str)]) -> Race {
    let results = runs.iter().map(|(runtime, art)| run(*runtime, art)).collect();
    Race { baseline: Nanos::millis(baseline), results }
}

/// A scenario with that many tasks on that many cores.
pub(crate) fn scenario(tasks: u32, cores: u16) -> Scenario {
    let mut draft = Scenario::default().draft();
    (draft.workload.tasks, draft.cores) = (tasks, Cores(cores));
    draft.build().unwrap()
}
