//! A small race written by hand: the shape of a real one, with numbers that can be checked by eye.

use model::lab::{Figures, Reading};
use model::{
    Advice, Capabilities, Cause, Change, Clock, Cores, Curve, GilId, Lane, LaneKind, Metrics, Nanos, Outcome,
    ProcessId, Provenance, Race, Remedy, Repeated, RunKind, RunResult, Runtime, Scenario, State, TaskId,
    Trace, TraceRecorder,
};
use ui::snapshot::Snapshot;

const SLICE: Nanos = Nanos::millis(5);

/// Two runs of the default scenario: sequential, and threads that take turns.
pub(crate) fn race() -> Race {
    let results = vec![result(Runtime::Sequential, sequential()), result(Runtime::Threads, turns())];
    Race { baseline: results[0].metrics.wall, results }
}

/// What the page comes with.
pub(crate) fn snapshot() -> Snapshot {
    Snapshot {
        scenario: Scenario::default(),
        race: race(),
        advice: advice(&Scenario::default()),
        curves: curves(),
    }
}

/// Advice to run four threads of `scenario` as processes, which takes a quarter of the time; none for one after
/// another.
pub(crate) fn advice(scenario: &Scenario) -> Vec<Advice> {
    let (change, wall) = (Change::Runtime(Runtime::Processes), Nanos::millis(100));
    let changed = change.made(scenario, Runtime::Threads).expect("a race of two");
    let remedy = Remedy { change, scenario: changed, runtime: Runtime::Processes, wall, done: wall };
    let about = |runtime, remedies: Vec<Remedy>| {
        let tried = remedies.len() as u32;
        Advice { runtime, done: Some(Nanos::millis(400)), remedies, tried, left_out: 0 }
    };
    vec![about(Runtime::Sequential, vec![]), about(Runtime::Threads, vec![remedy])]
}

/// Curves that go with it.
pub(crate) fn curves() -> Vec<Curve> {
    vec![Curve { runtime: Runtime::Threads, walls: vec![Nanos::millis(400); 4] }]
}

/// A reading of the laboratory: whose threads they are matters to nobody here.
pub(crate) fn reading() -> Reading {
    let figures = Figures { window: Nanos::millis(200), calls: 33, ..Figures::default() };
    Reading { figures, trace: turns() }
}

/// A measured run of `runtime`.
pub(crate) fn measured(runtime: Runtime) -> Box<RunResult> {
    Box::new(RunResult { kind: RunKind::Measured, ..result(runtime, sequential()) })
}

/// Three runs around its 400 ms.
pub(crate) fn walls() -> Repeated {
    [410, 390, 400].map(Nanos::millis).into_iter().collect()
}

fn result(runtime: Runtime, trace: Trace) -> RunResult {
    let (python, workers) = (runtime.python_for(Scenario::default().python), trace.lanes().len() as u32);
    RunResult { runtime, python, kind: RunKind::Model, workers, metrics: Metrics::of(&trace), trace }
}

fn recorder(runtime: Runtime) -> TraceRecorder {
    let python = runtime.python_for(Scenario::default().python);
    let provenance = Provenance { runtime, python, cores: Cores(4), source: "by hand".into() };
    TraceRecorder::new(Clock::Virtual, provenance)
}

fn lane(recorder: &mut TraceRecorder, name: &str) -> model::LaneId {
    recorder.lane(Lane {
        name: name.into(),
        kind: LaneKind::Worker,
        process: ProcessId(0),
        gil: Some(GilId(0)),
    })
}

fn sequential() -> Trace {
    let mut recorder = recorder(Runtime::Sequential);
    let main = lane(&mut recorder, "main");
    for task in 0..4 {
        recorder.run(main, Nanos::millis(100 * u64::from(task)), Some(TaskId(task)));
    }
    recorder.finish(Nanos::millis(400), Outcome::Finished)
}

/// Four threads, a slice each in turn, all others waiting for the one that runs.
fn turns() -> Trace {
    let mut recorder = recorder(Runtime::Threads);
    let lanes: Vec<_> = (0..4).map(|n| lane(&mut recorder, &format!("worker-{n}"))).collect();
    for turn in 0..80 {
        let (at, runs) = (SLICE.times(turn), turn as usize % 4);
        for (n, lane) in lanes.iter().enumerate().filter(|(n, _)| *n != runs) {
            let task = Some(TaskId(n as u32));
            recorder.enter(*lane, at, State::WaitGil, Cause::Gil, Some(lanes[runs]), task);
        }
        recorder.run(lanes[runs], at, Some(TaskId(runs as u32)));
    }
    recorder.finish(Nanos::millis(400), Outcome::Finished)
}

/// A worker of two processors in an isolated page.
pub(crate) fn capabilities() -> Capabilities {
    Capabilities { isolated: true, pool: 2, processors: 2, clock_step: Nanos::micros(5) }
}
