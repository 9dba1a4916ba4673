//! A cancelled run is over within 100 ms, whatever its workers are doing.

use crate::support::{POOL, measure_until, scenario, world};
use live::{Cancel, Error};
use model::{Nanos, Runtime, Scenario, WorkloadKind};
use std::time::{Duration, Instant};

/// What is promised.
const PROMISE: Duration = Duration::from_millis(100);

/// Cancels a run in its midst and checks how long that takes: the best of a few times, since a busy
/// machine may keep this process itself waiting longer than that.
fn check(pool: u32, job: &Scenario, runtime: Runtime) {
    let times: Vec<_> =
        (0..5).map(|_| answer(pool, job, runtime)).take_while(|took| *took >= PROMISE).collect();
    assert!(times.len() < 5, "{runtime} took {times:?}");
}

/// How long a run takes to end after it is cancelled.
fn answer(pool: u32, job: &Scenario, runtime: Runtime) -> Duration {
    let cancel = Cancel::default();
    let canceller = cancel.clone();
    let cancelled = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(60));
        canceller.cancel();
        Instant::now()
    });
    let result = measure_until(&world(pool), job, runtime, &cancel);
    let answered = cancelled.join().expect("the canceller does not panic").elapsed();
    assert_eq!(result, Err(Error::Cancelled), "{runtime}");
    answered
}

/// Every runtime that is measured, and without a pool those that need none.
fn check_everywhere(job: &Scenario) {
    for runtime in Runtime::ALL {
        check(POOL, job, runtime);
    }
    for runtime in [Runtime::Sequential, Runtime::Asyncio, Runtime::Processes, Runtime::Interpreters] {
        check(0, job, runtime);
    }
}

#[test]
fn while_they_sleep() {
    let job = scenario(WorkloadKind::Io, |draft| {
        draft.workload.io = Nanos::millis(30_000);
        draft.workload.segments = 1;
    });
    check_everywhere(&job);
}

#[test]
fn while_they_compute() {
    for kind in [WorkloadKind::Cpu, WorkloadKind::C] {
        let job = scenario(kind, |draft| {
            draft.workload.cpu = Nanos::millis(60_000);
            draft.workload.segments = 1;
        });
        check_everywhere(&job);
    }
}

#[test]
fn while_they_wait_for_the_gil() {
    let job = scenario(WorkloadKind::Cpu, |draft| {
        draft.workload.cpu = Nanos::millis(60_000);
        draft.interval = Nanos::millis(10_000);
    });
    check(POOL, &job, Runtime::Threads);
}
