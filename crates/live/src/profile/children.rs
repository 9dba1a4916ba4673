//! What workers with a memory of their own cost: one is started, sent messages, and ended.

use super::usual;
use crate::pool::follow;
use crate::processes::Line;
use crate::run::Shared;
use crate::staff::Birth;
use crate::{Error, Rate, Watch, World};
use model::device::ChildProfile;
use model::scenario::Draft;
use model::{Bytes, Nanos, Scenario, WorkloadKind};
use std::future::poll_fn;
use std::task::Poll;

/// How many messages without data go there and back, and how many with.
const EMPTY: u32 = 12;
const FULL: u32 = 4;
/// What the latter carry.
const DATA: Bytes = Bytes(1_000_000);
/// How often a cancel is looked for while nothing is heard.
const LOOK: Nanos = Nanos::millis(10);
/// One that is not up by then never will be.
const PATIENCE: Nanos = Nanos::millis(5_000);

/// `None` where none could be started.
pub(super) async fn probe(
    world: &World,
    watch: Watch<'_>,
    shared: &Shared,
    (birth, rate): (Birth, Rate),
) -> Result<Option<ChildProfile>, Error> {
    let Ok(job) = job() else { return Ok(None) };
    let begun = shared.now();
    let line = Line::open(world, birth, (&job, rate), begun);
    let started = shared.now();
    if !heard(world, watch, shared, &line).await? {
        return Ok(None);
    }
    let up = shared.now();
    let empty = round_trips(world, watch, shared, &line, (EMPTY, 0)).await?;
    let full = round_trips(world, watch, shared, &line, (FULL, 1)).await?;
    let (Some(empty), Some(full)) = (empty, full) else { return Ok(None) };
    let copying = full.saturating_sub(empty).0.saturating_mul(1_000) / 4;
    Ok(Some(ChildProfile {
        start: started.saturating_sub(begun),
        boot: up.saturating_sub(started),
        message: Nanos(empty.0 / 2),
        copy: copying / DATA.0,
    }))
}

/// One task with data, and nothing to compute.
fn job() -> Result<Scenario, model::ScenarioError> {
    let mut draft = Draft::of(WorkloadKind::Data);
    (draft.workload.tasks, draft.workload.cpu, draft.workload.data) = (1, Nanos(1), DATA);
    draft.build()
}

/// The usual time of so many messages with so many of the job's tasks, there and back.
async fn round_trips(
    world: &World,
    watch: Watch<'_>,
    shared: &Shared,
    line: &Line,
    (count, tasks): (u32, u32),
) -> Result<Option<Nanos>, Error> {
    let mut times = Vec::new();
    for _ in 0..count {
        let begin = shared.now();
        line.run(tasks);
        if !heard(world, watch, shared, line).await? {
            return Ok(None);
        }
        times.push(shared.now().saturating_sub(begin));
    }
    Ok(Some(usual(times)))
}

/// Waits for an answer; false where there will be none.
async fn heard(world: &World, watch: Watch<'_>, shared: &Shared, line: &Line) -> Result<bool, Error> {
    let deadline = shared.now() + PATIENCE;
    let mut told = u32::MAX;
    while shared.now() < deadline {
        if let Some(well) = line.hear() {
            return Ok(well);
        }
        follow(watch, shared, &mut told);
        shared.stop.check()?;
        let mut pause = (world.pause)(LOOK);
        poll_fn(|context| if line.has_news() { Poll::Ready(()) } else { pause.as_mut().poll(context) }).await;
    }
    Ok(false)
}
