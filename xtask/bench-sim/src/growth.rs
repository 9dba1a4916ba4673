//! Whether an event takes longer when there are more tasks.

use crate::{Result, report, timed};
use bench_sim::Job;
use model::Runtime;

/// The same job in each: of threads one that computes and waits in five pieces, of an event loop connections with
/// four waits each.
const THREADS: &str = "w=mixed&cpu=1&io=50&segments=5&cores=4";
const CONNECTIONS: &str = "w=io";
const TASKS: [u32; 4] = [10, 100, 1_000, 10_000];
const ROUNDS: u32 = 20;
/// A short run is repeated until there are so many events to time.
const EVENTS: u64 = 100_000;

/// Prints, for each way to run them, the time of an event with each number of tasks, and the longest over that
/// with 10 tasks.
pub(crate) fn with_tasks() -> Result<()> {
    compare("threads_8", THREADS, Runtime::Threads, |_| 8)?;
    // As many threads as tasks, up to the most that a scenario can have.
    compare("threads_each", THREADS, Runtime::Threads, |tasks| tasks.min(1_000))?;
    compare("asyncio", CONNECTIONS, Runtime::Asyncio, |_| 1)
}

fn compare(name: &str, task: &str, runtime: Runtime, workers: fn(u32) -> u32) -> Result<()> {
    let link = |tasks| format!("{task}&tasks={tasks}&workers={}&show={}", workers(tasks), runtime.name());
    let jobs = TASKS.map(|tasks| Job::new((&link(tasks), runtime)));
    let jobs: Vec<Job> = jobs.into_iter().collect::<std::result::Result<_, _>>()?;
    let mut best = [f64::MAX; TASKS.len()];
    for _ in 0..ROUNDS {
        for (best, job) in best.iter_mut().zip(&jobs) {
            *best = best.min(per_event(job));
        }
    }
    for (tasks, seconds) in TASKS.into_iter().zip(best) {
        report(&format!("sim_event_{name}_{tasks}_tasks"), (seconds * 1e10).round() / 10.0, "ns");
    }
    let slowest = best.into_iter().fold(0.0, f64::max);
    report(&format!("sim_growth_{name}"), slowest / best[0], "ratio");
    Ok(())
}

/// Seconds.
fn per_event(job: &Job) -> f64 {
    let (mut events, mut seconds) = (0, 0.0);
    while events < EVENTS {
        let (run, took) = timed(job);
        events += run.events;
        seconds += took;
    }
    seconds / events as f64
}
