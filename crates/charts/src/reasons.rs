//! One sentence for each runtime that says what kept it slow or made it fast.

use crate::finding::{Finding, WORTH_IT, finding, gain, last_begins};
use crate::format::{bytes, duration, multiplier, percent};
use crate::outcomes::lock_convoy;
use model::scenario::{Awaiting, Sharing};
use model::{Bytes, LaneKind, Nanos, Race, RunResult, Runtime, Scenario, Span, State};
use words::{counts, number, why};

/// About threads under one GIL.
pub(crate) fn threads(scenario: &Scenario, race: &Race, run: &RunResult) -> String {
    let took = &took(race, run);
    let share = |state| percent(run.metrics.share(state));
    match finding(run) {
        Finding::Alone => why::threads_alone(took),
        Finding::WaitsForGil if scenario.workload.hogs > 0 => beside_hogs(scenario, run),
        Finding::WaitsForGil => waits_for_gil(race, run),
        Finding::WaitsForLock => lock_convoy(scenario, run),
        Finding::WaitsOverlap => why::ThreadsOverlap { share: &share(State::WaitIo), took }.say(),
        Finding::DropsGil => why::ThreadsDropGil { share: &share(State::RunFree), took }.say(),
        Finding::WaitsForCore => {
            let (workers, cores) = sharing(scenario, run);
            let share = &share(State::WaitCore);
            why::ThreadsWaitForCore { workers: &workers, cores: &cores, share }.say()
        }
        // Only free threads stop the world.
        Finding::Overhead | Finding::WorldStops | Finding::Parallel => why::threads(took),
    }
}

/// About what has a GIL each, or none.
pub(crate) fn parallel(scenario: &Scenario, race: &Race, run: &RunResult) -> String {
    let own = match run.runtime {
        Runtime::Processes => why::processes_own(),
        Runtime::Interpreters => why::interpreters_own(),
        _ => why::free_threads_own(),
    };
    let share = |state| percent(run.metrics.share(state));
    let took = &took(race, run);
    match finding(run) {
        Finding::Alone => why::own_alone(own),
        Finding::Overhead => overhead(own, run),
        Finding::WaitsForCore => {
            let (workers, cores) = sharing(scenario, run);
            let share = &share(State::WaitCore);
            why::OwnWaitsForCore { own, workers: &workers, cores: &cores, share }.say()
        }
        Finding::WorldStops => why::OwnCollects { own, share: &share(State::WaitWorld), took }.say(),
        Finding::WaitsForLock => lock_convoy(scenario, run),
        Finding::WaitsOverlap => why::OwnOverlap { own, took, begun: &duration(last_begins(run)) }.say(),
        _ if gain(run, race) < 1.05 => price(own, took, scenario, run),
        _ => gains(own, scenario, run),
    }
}

/// About one event loop: where waits overlap on it, or where there is room to say that they do not.
pub(crate) fn asyncio(scenario: &Scenario, race: &Race, run: &RunResult, said: usize) -> Option<String> {
    let gain = gain(run, race);
    let factor = &multiplier(gain);
    if gain >= WORTH_IT && scenario.awaiting == Awaiting::Thread {
        return Some(why::asyncio_threads(factor));
    }
    let limit = scenario.limit;
    if (1..scenario.workload.all_tasks()).contains(&limit) {
        return Some(why::AsyncioSemaphore { tasks: &counts::tasks(limit.into()), factor }.say());
    }
    let computes = run.metrics.share(State::Run) > 0.4 && scenario.workload.hogs > 0;
    if gain >= WORTH_IT && !computes {
        return Some(why::asyncio_overlaps(factor));
    }
    if scenario.awaiting == Awaiting::Blocking && scenario.workload.io > Nanos::ZERO {
        return Some(why::asyncio_blocked().into());
    }
    let blocked = (said < 2 || computes) && scenario.workload.tasks > 1;
    blocked.then(|| why::asyncio_computes().into())
}

/// "The average task waited for the GIL 75 % of its life: 304 ms of waiting to do 100 ms of work."
fn waits_for_gil(race: &Race, run: &RunResult) -> String {
    let tasks = run.metrics.tasks;
    let each = |time: Nanos| duration(Nanos(time.0 / tasks.max(1)));
    let work = run.metrics.time_in(State::Run) + run.metrics.time_in(State::RunFree);
    // What was won all the same, by waiting for I/O or in C code.
    let won = if gain(run, race) < WORTH_IT { String::new() } else { why::won(&took(race, run)) };
    let said = why::ThreadsWaitForGil {
        share: &percent(run.metrics.share(State::WaitGil)),
        waited: &each(run.metrics.time_in(State::WaitGil)),
        work: &each(work),
        won: &won,
        n: tasks,
    };
    said.say()
}

/// About the job's own tasks, where others beside them only compute: when they were done, and what kept them.
fn beside_hogs(scenario: &Scenario, run: &RunResult) -> String {
    let (job, trace) = (&scenario.workload, &run.trace);
    let own = |span: &Span| span.task.is_some_and(|task| !job.is_hog(task));
    let spans = trace.lane_ids().flat_map(|(id, _)| trace.spans(id)).filter(own);
    let waits = spans.filter(|span| span.state == State::WaitGil).map(|span| span.len());
    let tasks = u64::from(job.tasks);
    let said = why::BesideHogs {
        hogs: &counts::hog_threads(job.hogs.into()),
        took: &duration(run.done(scenario)),
        waited: &duration(Nanos(waits.sum::<Nanos>().0 / tasks.max(1))),
        n: tasks,
    };
    said.say()
}

/// What ate the gain, where the run shows it: "packing and moving 512 MB eats it up".
fn price(own: &str, took: &str, scenario: &Scenario, run: &RunResult) -> String {
    let job = &scenario.workload;
    if run.metrics.copied >= Bytes::mega(1) {
        return why::OwnCopying { own, data: &bytes(run.metrics.copied), took }.say();
    }
    if run.runtime == Runtime::FreeThreads && job.sharing != Sharing::Nothing {
        return why::OwnFighting { own, took }.say();
    }
    let small = run.runtime == Runtime::Processes && job.cpu + job.io < Nanos::millis(1) && job.tasks > 100;
    if small { why::OwnSmall { own, took }.say() } else { why::OwnNoGain { own, took }.say() }
}

/// The cores used, and what that cost; data where it is enough to matter.
fn gains(own: &str, scenario: &Scenario, run: &RunResult) -> String {
    let (used, begun, data) = (&used(scenario, run), &duration(last_begins(run)), run.metrics.copied);
    if data < Bytes::mega(1) {
        return why::OwnGains { own, used, begun }.say();
    }
    why::OwnGainsCopying { own, used, data: &bytes(data), begun }.say()
}

/// How many workers share how many cores.
fn sharing(scenario: &Scenario, run: &RunResult) -> (String, String) {
    (counts::workers(run.workers.into()), counts::cores(scenario.cores.0.into()))
}

/// Starting and copying against working, over all workers.
fn overhead(own: &str, run: &RunResult) -> String {
    let time =
        |states: [State; 2]| duration(states.map(|state| run.metrics.time_in(state)).into_iter().sum());
    let (spent, work) = (&time([State::Start, State::Copy]), &time([State::Run, State::RunFree]));
    why::OwnOverhead { own, spent, work }.say()
}

/// "the four cores are used", as far as there are workers for them.
fn used(scenario: &Scenario, run: &RunResult) -> String {
    let ran = |id| run.trace.spans(id).any(|span| span.state.is_running() && span.task.is_some());
    let workers = run.trace.lane_ids().filter(|(id, lane)| lane.kind == LaneKind::Worker && ran(*id)).count();
    let (cores, workers) = (u64::from(scenario.cores.0), workers as u64);
    if scenario.siblings < 100 && workers >= cores {
        return why::used_hardware_threads(cores);
    }
    match workers.min(cores) {
        used if cores == 1 || used == cores => why::used_all(cores),
        1 => why::used_one(cores),
        used => why::UsedSome { used: &number::words(used), n: cores }.say(),
    }
}

fn took(race: &Race, run: &RunResult) -> String {
    let (took, alone) = (&duration(run.metrics.wall), &duration(race.baseline));
    if took == alone { why::took_as(took) } else { why::Took { took, alone }.say() }
}
