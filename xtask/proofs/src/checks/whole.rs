//! What holds of a run as a whole.

use super::case;
use super::pools::pool;
use crate::Run;
use crate::digest;
use crate::holds::{holds, moments};
use model::trace::InstantKind;
use model::{GilId, LockWait, Metrics, Nanos, Outcome, Runtime};
use sim::{Choices, Simulation};

/// `Trace::check`: the recorder's rules, no more lanes at work than cores, waits with their reasons.
pub(super) fn sound(run: &Run) -> Result<u64, String> {
    run.trace.check().map(|()| 1).map_err(|breach| breach.to_string())
}

/// Every task is done in the end. Only locks taken in opposite orders may end in a deadlock; nothing ends at the limit
/// of events.
pub(super) fn ends(run: &Run) -> Result<u64, String> {
    let (done, tasks) =
        (moments(&run.trace, InstantKind::TaskDone).count(), run.scenario.workload.all_tasks() as usize);
    let deadlock = matches!(run.trace.outcome, Outcome::Deadlock { .. });
    let allowed = run.is_finished() && done == tasks || deadlock && run.may_deadlock() && done < tasks;
    case(allowed, || format!("{:?} with {done} of {tasks} tasks done", run.trace.outcome))
}

/// Each of the cycle waits at the end for a lock that the next one holds.
pub(super) fn cycle(run: &Run) -> Result<u64, String> {
    let Outcome::Deadlock { cycle } = &run.trace.outcome else { return Ok(0) };
    let next = cycle.iter().cycle().skip(1);
    let closed = cycle.iter().zip(next).all(|(wait, next)| held_by(run, wait, next));
    case(cycle.len() > 1 && closed, || format!("no cycle: {cycle:?}"))
}

fn held_by(run: &Run, wait: &LockWait, next: &LockWait) -> bool {
    let last = run.trace.lock_holds(wait.lock).next_back();
    last.is_some_and(|hold| hold.lane == next.lane && hold.end == run.trace.end)
}

/// Stepping through the recorded choices is the same run, byte for byte.
pub(super) fn replays(run: &Run) -> Result<u64, String> {
    let choices = Choices::replayed(&run.choices).map_err(|bad| bad.to_string())?;
    let mut replay = Simulation::new(&run.scenario, run.runtime, choices);
    while replay.step() == sim::Progress::Advanced {}
    case(digest(&replay.finish()) == digest(&run.trace), || "the replay is another run".into())
}

/// The estimate that refuses a scenario is one from above.
pub(super) fn estimate(run: &Run) -> Result<u64, String> {
    let estimate = run.estimate().ok_or("the scenario is refused for this runtime alone")?;
    case(run.events <= estimate, || format!("{} events, {estimate} estimated", run.events))
}

/// Wall time is at least what the cores need for all CPU time, what holds one GIL, and what one task takes; in a
/// pool, a worker's share of all tasks.
pub(super) fn bounds(run: &Run) -> Result<u64, String> {
    let (wall, used) = (run.trace.end, Metrics::of(&run.trace).cpu);
    if wall.times(run.scenario.cores.0.into()) < used {
        return Err(format!("{used:?} of CPU time in {wall:?}"));
    }
    if let Some(held) = longest_held(run).filter(|held| *held > wall) {
        return Err(format!("one GIL held for {held:?} of {wall:?}"));
    }
    let least = if run.is_finished() && run.is_timed() { least(run) } else { Nanos::ZERO };
    case(wall >= least, || format!("{wall:?} for what takes {least:?}"))
}

/// The longest that any GIL was held, all its holders together.
fn longest_held(run: &Run) -> Option<Nanos> {
    let holds = holds(&run.trace);
    let of = |gil: GilId| holds.iter().filter(|hold| hold.gil == gil).map(|hold| hold.end - hold.start).sum();
    let mut gils: Vec<GilId> = holds.iter().map(|hold| hold.gil).collect();
    gils.dedup();
    gils.into_iter().map(of).max()
}

/// The least time that the tasks take, with waits as short as their spread lets them be.
fn least(run: &Run) -> Nanos {
    let job = &run.scenario.workload;
    let own = job.cpu + job.collecting() + Nanos(job.io.0 / 100 * u64::from(100 - job.spread));
    let hogs = Nanos(job.hog_cpu.0 * u64::from(job.hogs));
    let longest = if job.hogs > 0 { own.max(job.hog_cpu) } else { own };
    let pool = pool(run);
    let longest = match pool {
        Runtime::Asyncio | Runtime::Threads if !job.drops_gil() => longest.max(job.whole_cpu()),
        _ => longest,
    };
    // One loop has any number of waits at a time.
    if pool == Runtime::Asyncio {
        return longest;
    }
    longest.max(Nanos((own.times(job.tasks.into()) + hogs).0 / u64::from(run.scenario.workers_for(pool))))
}
