//! Helpers: a world of plain threads, small scenarios, and facts read off a trace.

pub(crate) mod facts;
pub(crate) mod staff;

use live::world::{Pause, PoolJob, ReadClock, Work, kernels};
use live::{Cancel, Error, Rate, Watch, World};
use model::scenario::Draft;
use model::{Capabilities, Nanos, RunResult, Runtime, Scenario, WorkloadKind};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Threads that a pool in a browser might have.
pub(crate) const POOL: u32 = 8;

/// This machine, with so many threads in its pool.
pub(crate) fn world(pool: u32) -> World {
    world_of(pool, kernels())
}

/// The same with other work to do.
pub(crate) fn world_of(pool: u32, work: Work) -> World {
    let begin = Instant::now();
    let clock: ReadClock = Arc::new(move || Nanos(begin.elapsed().as_nanos() as u64));
    let pause = |length: Nanos| -> Pause {
        Box::pin(async move { std::thread::sleep(Duration::from_nanos(length.0)) })
    };
    World {
        capabilities: Capabilities { isolated: pool > 0, pool, processors: 2, clock_step: Nanos(100) },
        staff: Rc::new(staff::Threads { clock: clock.clone(), work: work.clone() }),
        clock,
        spawn: Arc::new(|job: PoolJob| drop(std::thread::spawn(job))),
        pause: Rc::new(pause),
        work,
    }
}

/// The kinds of job that are measured.
pub(crate) fn measured_kinds() -> impl Iterator<Item = WorkloadKind> {
    WorkloadKind::ALL.into_iter().filter(|kind| *kind != WorkloadKind::Count)
}

/// A rate that makes work short whatever the machine: a unit for each millisecond.
pub(crate) fn rate() -> Rate {
    Rate::new(1, Nanos::millis(1))
}

/// The default scenario of a kind, edited.
pub(crate) fn scenario(kind: WorkloadKind, edit: impl FnOnce(&mut Draft)) -> Scenario {
    let mut draft = Draft::of(kind);
    edit(&mut draft);
    draft.build().expect("tests ask for valid scenarios")
}

/// Runs it to its end.
pub(crate) fn measure(world: &World, scenario: &Scenario, runtime: Runtime) -> Result<RunResult, Error> {
    measure_until(world, scenario, runtime, &Cancel::default())
}

/// Runs it to its end without recording anything, and tells how long it took.
pub(crate) fn run_unrecorded(world: &World, scenario: &Scenario, runtime: Runtime) -> Result<Nanos, Error> {
    let watch = Watch { cancel: &Cancel::default(), progress: &|_| {} };
    futures::executor::block_on(live::run_unrecorded(world, scenario, runtime, rate(), watch))
}

/// Runs it until it ends or is cancelled.
pub(crate) fn measure_until(
    world: &World,
    scenario: &Scenario,
    runtime: Runtime,
    cancel: &Cancel,
) -> Result<RunResult, Error> {
    let watch = Watch { cancel, progress: &|_| {} };
    futures::executor::block_on(live::measure(world, scenario, runtime, rate(), watch))
}
