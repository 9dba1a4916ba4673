//! What it costs a measured run to write down what it does.

use crate::{program, report};
use bench::{DenseRun, Nobody};
use cpu_time::ProcessTime;
use live::World;
use live::world::{Pause, PoolJob, kernels};
use model::{Capabilities, Nanos, Runtime};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Pairs of runs; the best of each kind is kept, since other programs can only make them slower.
const PAIRS: u32 = 60;

/// Prints the time of a recorded run over that of the same run unrecorded, both from the call to the checked result.
pub(crate) fn overhead() -> Result<(), Box<dyn std::error::Error>> {
    report("live_recording_overhead", native()?, "ratio");
    report("live_recording_overhead_browser", in_browser()?, "ratio");
    Ok(())
}

/// CPU time of threads; wall time would say the same on a machine that does nothing else.
fn native() -> Result<f64, Box<dyn std::error::Error>> {
    let dense = DenseRun::new(world(), Runtime::Threads)?;
    let time = |recorded| {
        let begin = ProcessTime::now();
        dense.run(recorded)?;
        Ok(begin.elapsed().as_secs_f64())
    };
    best_ratio(time)
}

/// Wall time of one worker, which has no other.
fn in_browser() -> Result<f64, Box<dyn std::error::Error>> {
    let page = program::open()?;
    program::time(&page, "run_dense", &[1])?;
    best_ratio(|recorded| Ok(program::time(&page, "run_dense", &[u32::from(recorded)])?))
}

fn best_ratio(
    time: impl Fn(bool) -> Result<f64, Box<dyn std::error::Error>>,
) -> Result<f64, Box<dyn std::error::Error>> {
    let (mut with, mut without) = (f64::MAX, f64::MAX);
    for _ in 0..PAIRS {
        with = with.min(time(true)?);
        without = without.min(time(false)?);
    }
    Ok(with / without)
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
