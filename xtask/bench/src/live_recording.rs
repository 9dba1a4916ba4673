//! What it costs a measured run to write down what it does.

use crate::report;
use futures::executor::block_on;
use live::world::{Pause, PoolJob, kernels};
use live::{Cancel, Error, Rate, Watch, World};
use model::scenario::Draft;
use model::{Capabilities, Nanos, Runtime, Scenario, ScenarioError, WorkloadKind};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Pairs of runs; the best of each kind is kept, since other programs can only make them slower.
const PAIRS: u32 = 25;

/// A recorded run's time over that of the same run unrecorded, both from the call to the checked result:
/// the best of many, in turn. A third of a millisecond of work between two records, which is ten times as
/// dense as in the default scenario.
pub(crate) fn overhead() -> Result<(), Box<dyn std::error::Error>> {
    let (world, scenario) = (world(), dense()?);
    let watch = Watch { cancel: &Cancel::default(), progress: &|_| {} };
    let rate = block_on(live::calibrate(&world, scenario.workload.kernel, watch))?;
    let (mut with, mut without) = (Nanos::MAX, Nanos::MAX);
    for _ in 0..PAIRS {
        with = with.min(recorded(&world, &scenario, rate, watch)?);
        without = without.min(block_on(live::time_unrecorded(&world, &scenario, RUNTIME, rate, watch))?);
    }
    report("live_recording_overhead", with.0 as f64 / without.0 as f64, "ratio");
    Ok(())
}

/// Every segment is a C call: the GIL is dropped and taken again for each, and all of it is recorded.
const RUNTIME: Runtime = Runtime::Threads;

fn dense() -> Result<Scenario, ScenarioError> {
    let mut draft = Draft::of(WorkloadKind::C);
    draft.workload.segments = 100;
    draft.workers = Some(2);
    draft.build()
}

fn recorded(world: &World, scenario: &Scenario, rate: Rate, watch: Watch<'_>) -> Result<Nanos, Error> {
    let begin = (world.clock)();
    let result = block_on(live::measure(world, scenario, RUNTIME, rate, watch))?;
    assert!(result.trace.span_count() > 0, "a run leaves a trace");
    Ok((world.clock)().saturating_sub(begin))
}

/// This machine; its coordinator looks often, so that its own pauses don't blur the times.
fn world() -> World {
    let begin = Instant::now();
    let processors = std::thread::available_parallelism().map_or(1, |count| count.get() as u32);
    let pause = |_| -> Pause { Box::pin(async { std::thread::sleep(Duration::from_micros(100)) }) };
    World {
        capabilities: Capabilities { isolated: true, pool: 8, processors, clock_step: Nanos(100) },
        clock: Arc::new(move || Nanos(begin.elapsed().as_nanos() as u64)),
        spawn: Arc::new(|job: PoolJob| drop(std::thread::spawn(job))),
        pause: Rc::new(pause),
        work: kernels(),
    }
}
