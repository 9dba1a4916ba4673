//! What it costs a measured run to write down what it does.

use crate::report;
use cpu_time::ProcessTime;
use futures::executor::block_on;
use live::staff::{Birth, Child, Staff, Thread};
use live::world::{Pause, PoolJob, kernels};
use live::{Cancel, Watch, World};
use model::scenario::Draft;
use model::{Bytes, Capabilities, Nanos, Runtime, Scenario, ScenarioError, WorkloadKind};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Pairs of runs; the best of each kind is kept, since other programs can only make them slower.
const PAIRS: u32 = 60;

/// CPU time of a recorded run over that of the same run unrecorded, both from the call to the checked
/// result: the best of many, in turn. There are four records in each millisecond of work, ten times as many
/// as in the default scenario. Wall time would say the same on a machine that does nothing else.
pub(crate) fn overhead() -> Result<(), Box<dyn std::error::Error>> {
    let (world, scenario) = (world(), dense()?);
    let watch = Watch { cancel: &Cancel::default(), progress: &|_| {} };
    let rate = block_on(live::calibrate(&world, scenario.workload.kernel, watch))?;
    let (mut with, mut without) = (Duration::MAX, Duration::MAX);
    for _ in 0..PAIRS {
        let begin = ProcessTime::now();
        let result = block_on(live::measure(&world, &scenario, RUNTIME, rate, watch))?;
        with = with.min(begin.elapsed());
        assert!(result.trace.span_count() > 0, "a run leaves a trace");
        let begin = ProcessTime::now();
        block_on(live::run_unrecorded(&world, &scenario, RUNTIME, rate, watch))?;
        without = without.min(begin.elapsed());
    }
    report("live_recording_overhead", with.as_secs_f64() / without.as_secs_f64(), "ratio");
    Ok(())
}

/// Every segment is a C call: the GIL is dropped and taken again for each, and all of it is recorded.
const RUNTIME: Runtime = Runtime::Threads;

fn dense() -> Result<Scenario, ScenarioError> {
    let mut draft = Draft::of(WorkloadKind::C);
    draft.workload.cpu = Nanos::millis(25);
    draft.workload.segments = 25;
    draft.workers = Some(2);
    draft.build()
}

/// What is measured here needs nobody beside the pool.
struct Nobody;

impl Staff for Nobody {
    fn child(&self, _: Birth, _: Bytes) -> Box<dyn Child> {
        unreachable!("only processes and interpreters have children")
    }

    fn thread(&self) -> Box<dyn Thread> {
        unreachable!("the pool is big enough")
    }
}

/// This machine.
fn world() -> World {
    let begin = Instant::now();
    let processors = std::thread::available_parallelism().map_or(1, |count| count.get() as u32);
    let pause = |length: Nanos| -> Pause {
        Box::pin(async move { std::thread::sleep(Duration::from_nanos(length.0)) })
    };
    World {
        capabilities: Capabilities { isolated: true, pool: 8, processors, clock_step: Nanos(100) },
        clock: Arc::new(move || Nanos(begin.elapsed().as_nanos() as u64)),
        spawn: Arc::new(|job: PoolJob| drop(std::thread::spawn(job))),
        staff: Rc::new(Nobody),
        pause: Rc::new(pause),
        work: kernels(),
    }
}
