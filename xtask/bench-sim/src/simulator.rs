//! Events a second on one core, natively.

use crate::{Result, report, timed};
use bench_sim::{CONNECTIONS, GIL, Job};

const ROUNDS: u32 = 10;

pub(crate) fn events() -> Result<()> {
    let (gil, connections) = (Job::new(GIL)?, Job::new(CONNECTIONS)?);
    let (mut of_gil, mut of_connections) = (0.0_f64, 0.0_f64);
    for _ in 0..ROUNDS {
        of_gil = of_gil.max(rate(&gil));
        of_connections = of_connections.max(rate(&connections));
    }
    report("sim_gil_events", of_gil.round(), "events/s");
    report("sim_asyncio_events", of_connections.round(), "events/s");
    Ok(())
}

pub(crate) fn rate(job: &Job) -> f64 {
    let (run, seconds) = timed(job);
    run.events as f64 / seconds
}
