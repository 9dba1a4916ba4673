//! The same scenarios, modelled and measured: what must be true of both is compared, never how long it took.

use crate::support::{POOL, facts, measure, measured_kinds, scenario, world};
use model::scenario::{Awaiting, Call, Draft, Locking};
use model::trace::InstantKind;
use model::{LaneKind, LockId, Nanos, RunResult, Runtime, Scenario, State, Trace, WorkloadKind};
use std::collections::BTreeSet;

/// Both runs of a scenario.
fn both(scenario: &Scenario, runtime: Runtime) -> [RunResult; 2] {
    let measured = measure(&world(POOL), scenario, runtime).expect("it can be measured");
    let modelled = sim::run(scenario, runtime);
    modelled.trace.check().expect("the model keeps the rules");
    [modelled, measured]
}

fn job(kind: WorkloadKind, workers: u32) -> Scenario {
    scenario(kind, |draft| {
        draft.workload.tasks = 6;
        draft.workload.segments = 3;
        draft.workload.cpu = Nanos::millis(9);
        draft.workers = Some(workers);
    })
}

/// Jobs of every kind, on one worker and on several, and jobs of every part that can be measured.
fn jobs() -> impl Iterator<Item = Scenario> {
    [1, 3].into_iter().flat_map(|workers| {
        let kinds = measured_kinds().map(move |kind| job(kind, workers));
        kinds.chain(PARTS.map(|(kind, edit)| {
            let mut draft = job(kind, workers).draft();
            edit(&mut draft);
            draft.build().expect("the parts are valid")
        }))
    })
}

/// A kind, and what makes a job of it one with some part.
type Part = (WorkloadKind, fn(&mut Draft));

const PARTS: [Part; 5] = [
    (WorkloadKind::Mixed, |draft| {
        (draft.workload.hogs, draft.workload.hog_cpu) = (2, Nanos::millis(8));
    }),
    (WorkloadKind::C, |draft| draft.workload.call = Call::Json),
    (WorkloadKind::Mixed, |draft| draft.workload.locked = 50),
    (WorkloadKind::C, |draft| (draft.workload.locked, draft.workload.locking) = (100, Locking::Ordered)),
    (WorkloadKind::Mixed, |draft| draft.awaiting = Awaiting::Blocking),
];

/// The runtimes that can be measured doing a job.
fn measured(job: &Scenario) -> impl Iterator<Item = Runtime> {
    Runtime::ALL.into_iter().filter(|runtime| job.measurable(*runtime).is_ok())
}

/// Whether each worker has a GIL of its own.
const fn has_gils(runtime: Runtime) -> bool {
    matches!(runtime, Runtime::Processes | Runtime::Interpreters)
}

/// Checks that a fact is the same of both.
fn check<T: PartialEq + std::fmt::Debug>(
    scenario: &Scenario,
    runtime: Runtime,
    fact: impl Fn(&RunResult) -> T,
) {
    let [modelled, measured] = both(scenario, runtime);
    assert_eq!(fact(&modelled), fact(&measured), "{runtime}, {:?}", scenario.workload);
}

fn workers(trace: &Trace) -> usize {
    trace.lanes().iter().filter(|lane| lane.kind == LaneKind::Worker).count()
}

#[test]
fn the_same_tasks_are_finished_by_as_many_workers() {
    for job in jobs() {
        for runtime in measured(&job) {
            check(&job, runtime, |run| {
                let mut begun = facts::begun(&run.trace);
                begun.sort();
                (begun, run.metrics.tasks, run.workers, run.python)
            });
        }
    }
}

#[test]
fn every_worker_that_can_have_a_task_has_a_lane() {
    // Each of six tasks waits long enough for every worker to take one.
    for runtime in Runtime::ALL {
        check(&job(WorkloadKind::Io, 3), runtime, |run| workers(&run.trace));
    }
}

#[test]
fn never_two_hold_the_gil_and_never_more_work_than_there_are_workers() {
    for job in jobs() {
        for runtime in measured(&job) {
            for run in both(&job, runtime) {
                // Beside the workers there is the main thread and, in the model, a pool's helpers.
                let beside = if has_gils(runtime) { 3 } else { 1 };
                let at_once = if has_gils(runtime) { run.workers as i32 + beside } else { 1 };
                assert!(facts::most_at_once(&run.trace, |state| state == State::Run) <= at_once);
                let busy =
                    facts::most_at_once(&run.trace, |state| state == State::WaitIo || state.is_running());
                assert!(busy <= run.workers as i32 + beside, "{runtime} {:?}: {busy}", run.kind);
            }
        }
    }
}

#[test]
fn one_worker_takes_the_tasks_in_order_and_is_asked_for_nothing() {
    for kind in measured_kinds() {
        let mut draft = job(kind, 1).draft();
        // The model's main thread hands the tasks out, and would ask for the GIL after a short interval.
        draft.interval = Nanos::millis(1000);
        let job = draft.build().unwrap();
        check(&job, Runtime::Sequential, |run| (facts::begun(&run.trace), facts::ended(&run.trace)));
        for runtime in [Runtime::Threads, Runtime::FreeThreads] {
            for run in both(&job, runtime) {
                assert_eq!(facts::ended(&run.trace), facts::all(6), "{runtime} {:?}", run.kind);
                assert_eq!(facts::count(&run.trace, InstantKind::DropRequest), 0, "{runtime} {:?}", run.kind);
                assert_eq!(facts::count(&run.trace, InstantKind::ForcedDrop), 0, "{runtime} {:?}", run.kind);
            }
        }
    }
}

#[test]
fn a_task_visits_the_same_states_in_the_same_order() {
    // Alone on one thread nothing comes in between, so that even the sequence of its states is settled.
    for job in jobs() {
        check(&job, Runtime::Sequential, |run| {
            let spans = facts::spans(&run.trace).into_iter();
            spans.filter_map(|(_, span)| Some((span.task?, span.state, span.cause))).collect::<Vec<_>>()
        });
    }
}

#[test]
fn the_loop_gathers_in_order_and_finishes_as_the_timers_say() {
    for seed in 1..=5 {
        let job = scenario(WorkloadKind::Io, |draft| {
            draft.seed = seed;
            draft.workload.tasks = 6;
            draft.workload.cpu = Nanos::ZERO;
            draft.workload.io = Nanos::millis(80);
            draft.workload.spread = 90;
            draft.workload.segments = 1;
        });
        let [modelled, measured] = both(&job, Runtime::Asyncio);
        // Timers that are closer than a busy machine's lateness may ring together.
        let distinct = far_apart(&modelled.trace);
        let ended = |trace: &Trace| {
            facts::ended(trace).into_iter().filter(|task| distinct.contains(task)).collect::<Vec<_>>()
        };
        assert_eq!(ended(&modelled.trace), ended(&measured.trace), "seed {seed}");
        assert!(distinct.len() > 2, "seed {seed} says too little");
    }
}

/// The tasks that end a while after the one before.
fn far_apart(trace: &Trace) -> Vec<model::TaskId> {
    let mut ends: Vec<_> = facts::last_spans(trace).into_iter().map(|(task, end)| (end, task)).collect();
    ends.sort();
    let mut kept: Vec<(Nanos, model::TaskId)> = Vec::new();
    for (end, task) in ends {
        if kept.last().is_none_or(|(last, _)| end > *last + Nanos::millis(3)) {
            kept.push((end, task));
        }
    }
    kept.into_iter().map(|(_, task)| task).collect()
}

#[test]
fn hogs_come_first_and_wait_for_nothing() {
    let (kind, edit) = PARTS[0];
    let mut draft = job(kind, 1).draft();
    edit(&mut draft);
    let job = draft.build().unwrap();
    for runtime in measured(&job) {
        for run in both(&job, runtime) {
            assert_eq!(facts::begun(&run.trace), facts::all(8), "{runtime} {:?}", run.kind);
            let waits = facts::spans(&run.trace).into_iter().filter(|(_, span)| span.state == State::WaitIo);
            let waiting = waits.filter_map(|(_, span)| span.task).collect::<BTreeSet<_>>();
            let hogs = waiting.iter().filter(|task| job.workload.is_hog(**task)).count();
            assert_eq!(hogs, 0, "{runtime} {:?}", run.kind);
        }
    }
}

#[test]
fn a_call_that_keeps_the_gil_is_not_interrupted() {
    let job = scenario(WorkloadKind::C, |draft| {
        draft.workload.call = Call::Sorted;
        (draft.workload.cpu, draft.workload.segments) = (Nanos::millis(40), 1);
        draft.interval = Nanos::micros(100);
    });
    for run in both(&job, Runtime::Threads) {
        let spans = facts::spans(&run.trace).into_iter();
        let ran = spans.filter(|(_, span)| span.state == State::Run && span.task.is_some());
        let long = ran.filter(|(_, span)| span.end - span.start > Nanos::millis(1)).count();
        assert_eq!(long, 4, "one span for each call: {:?}", run.kind);
        assert_eq!(run.metrics.time_in(State::RunFree), Nanos::ZERO, "{:?}", run.kind);
        assert!(facts::count(&run.trace, InstantKind::DropRequest) > 0, "{:?}", run.kind);
    }
}

#[test]
fn both_wait_for_a_lock_where_threads_run_at_once() {
    let job = scenario(WorkloadKind::Mixed, |draft| {
        (draft.workload.cpu, draft.workload.segments, draft.workload.locked) = (Nanos::millis(40), 2, 100);
        draft.workload.io = Nanos::millis(2);
    });
    for run in both(&job, Runtime::FreeThreads) {
        assert!(run.metrics.time_in(State::WaitLock) > Nanos::ZERO, "{:?}", run.kind);
    }
    for runtime in [Runtime::Sequential, Runtime::Asyncio] {
        for run in both(&job, runtime) {
            assert_eq!(run.metrics.time_in(State::WaitLock), Nanos::ZERO, "{runtime} {:?}", run.kind);
        }
    }
}

#[test]
fn both_write_down_who_had_which_lock() {
    for (kind, edit) in PARTS {
        let mut draft = job(kind, 3).draft();
        edit(&mut draft);
        let job = draft.build().expect("the parts are valid");
        for runtime in measured(&job) {
            check(&job, runtime, |run| {
                let locks = (0..run.trace.locks.len()).map(|lock| LockId(lock as u8));
                let holds = locks.map(|lock| run.trace.lock_holds(lock).count());
                (run.trace.locks.clone(), holds.collect::<Vec<_>>())
            });
        }
    }
}

#[test]
fn tasks_of_the_loop_begin_in_the_order_they_were_made_in() {
    for job in jobs() {
        check(&job, Runtime::Asyncio, |run| facts::begun(&run.trace));
    }
}

#[test]
fn both_wait_as_long_in_all() {
    for spread in [0, 60] {
        let job = scenario(WorkloadKind::Mixed, |draft| {
            draft.workload.spread = spread;
            draft.workload.io = Nanos::millis(20);
        });
        let [modelled, measured] = both(&job, Runtime::Sequential);
        // The model's waits plus its timers' lateness; a real wait is never shorter than asked for.
        let late = Nanos::millis(1).times(16);
        assert!(measured.metrics.time_in(State::WaitIo) + late >= modelled.metrics.time_in(State::WaitIo));
        let least = Nanos::millis(4 * 20).permille(u64::from(100 - spread) * 10);
        assert!(measured.metrics.time_in(State::WaitIo) >= least);
    }
}
