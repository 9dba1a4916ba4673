//! One runtime of one scenario: run for real, checked, and told as a trace with its figures.

use crate::gil::Gil;
use crate::log::{Log, Shift, wall};
use crate::merge::Told;
use crate::mutex::Mutex;
use crate::plan::Plan;
use crate::pool::{Body, on_pool};
use crate::run::{Run, Shared};
use crate::solo::on_one_worker;
use crate::{Error, Rate, Watch, World, asyncio, free_threads, merge, processes, sequential, threads};
use model::result::RunKind;
use model::{Bytes, LaneId, LaneKind, LockId, Metrics, Nanos, RunResult, Runtime, Scenario};
use std::sync::Arc;

/// Runs `scenario` the way `runtime` does, with `rate` turning its CPU time into work.
///
/// The future never blocks its thread where there is a pool; without one it computes there itself, with a
/// pause at least every 20 ms or so.
///
/// # Errors
/// If the runtime can't be measured here, a task's result is wrong, a worker panics, the trace breaks a
/// rule of [`model::Trace::check`], or the run is cancelled. No figures are given then.
pub async fn measure(
    world: &World,
    scenario: &Scenario,
    runtime: Runtime,
    rate: Rate,
    watch: Watch<'_>,
) -> Result<RunResult, Error> {
    let plan = Plan::new(scenario.clone(), rate);
    let told = run(world, &plan, runtime, true, watch).await?;
    let trace = merge::trace(world, &plan, runtime, &told);
    trace.check()?;
    Ok(RunResult {
        runtime,
        python: runtime.python_for(scenario.python),
        kind: RunKind::Measured,
        workers: trace.lanes().iter().filter(|lane| lane.kind == LaneKind::Worker).count() as u32,
        metrics: Metrics::of(&trace),
        trace,
    })
}

/// Runs the same without writing anything down, and returns how long it took: from the first worker's begin to
/// the last worker's end, by the workers' own clocks, as a trace is timed.
///
/// # Errors
/// As [`measure`], but for the trace.
pub async fn run_unrecorded(
    world: &World,
    scenario: &Scenario,
    runtime: Runtime,
    rate: Rate,
    watch: Watch<'_>,
) -> Result<Nanos, Error> {
    let plan = Plan::new(scenario.clone(), rate);
    Ok(wall(&run(world, &plan, runtime, false, watch).await?.lanes))
}

/// Runs it and returns what was written down.
async fn run(
    world: &World,
    plan: &Plan,
    runtime: Runtime,
    recording: bool,
    watch: Watch<'_>,
) -> Result<Told, Error> {
    plan.scenario().measurable(runtime)?;
    world.capabilities.can_measure(plan.scenario(), runtime)?;
    let shared = Shared::new(world, plan.nominal());
    let run = Arc::new(Run::new(shared.clone(), plan.clone(), recording));
    let lanes = match runtime {
        Runtime::Sequential => {
            let program = on_one_worker(world, watch, &shared, move |solo| {
                Box::pin(async move { sequential::program(&run, solo).await.map(Log::end) })
            });
            vec![program.await?]
        }
        Runtime::Asyncio => {
            let program = on_one_worker(world, watch, &shared, move |solo| {
                Box::pin(async move { asyncio::program(&run, solo).await.map(Log::end) })
            });
            vec![program.await?]
        }
        Runtime::Processes | Runtime::Interpreters => {
            return processes::program(world, watch, &run, runtime).await;
        }
        Runtime::Threads | Runtime::FreeThreads => {
            on_pool(world, watch, &shared, bodies(&run, runtime)).await?
        }
    };
    Ok(Told { lanes, copied: Bytes(0) })
}

/// The jobs of a runtime with several threads: as many as its executor starts.
fn bodies(run: &Arc<Run>, runtime: Runtime) -> Vec<Body<Shift>> {
    let scenario = run.plan.scenario();
    let workers = scenario.workers_for(runtime) as u16;
    let python = runtime.python_for(scenario.python);
    let gil = Arc::new(Gil::new(run.shared.clone(), scenario.interval, python, workers));
    let locks = [0, 1].map(|id| Mutex::new(run.shared.clone(), LockId(id), python));
    let locks = Arc::new(locks);
    let body = |lane: u16| -> Body<Shift> {
        let (run, gil, locks) = (run.clone(), gil.clone(), locks.clone());
        Box::new(move || {
            let mut log = Log::new(&run, workers.into());
            match runtime {
                Runtime::Threads => threads::work(&run, &gil, &*locks, LaneId(lane), &mut log)?,
                _ => free_threads::work(&run, &*locks, LaneId(lane), &mut log)?,
            }
            Ok(log.end())
        })
    };
    (0..workers).map(body).collect()
}
