//! One sentence for each runtime that says what kept it slow or made it fast.

use crate::account::Sentence;
use crate::finding::{Finding, WORTH_IT, finding, gain, last_begins};
use crate::format::{bytes, count, duration, multiplier, percent};
use crate::outcomes::lock_convoy;
use model::scenario::{Awaiting, Sharing};
use model::{Bytes, LaneKind, Nanos, Race, RunResult, Runtime, Scenario, Span, State};

/// About threads under one GIL.
pub(crate) fn threads(scenario: &Scenario, race: &Race, run: &RunResult) -> Sentence {
    let took = took(race, run);
    let share = |state| percent(run.metrics.share(state));
    match finding(run) {
        Finding::Alone => Sentence::plain(format!("A single thread has nobody to take turns with: {took}.")),
        Finding::WaitsForGil if scenario.workload.hogs > 0 => beside_hogs(scenario, run),
        Finding::WaitsForGil => waits_for_gil(race, run),
        Finding::WaitsForLock => lock_convoy(scenario, run),
        Finding::WaitsOverlap => Sentence::stressed(
            "With threads, waiting overlaps, since a thread that waits holds no GIL: ",
            share(State::WaitIo),
            format!(" of their life was waiting for I/O, and {took}."),
        ),
        Finding::DropsGil => Sentence::stressed(
            "With threads, C code lets the GIL go while it computes: ",
            share(State::RunFree),
            format!(" of their life ran without it, and {took}."),
        ),
        Finding::WaitsForCore => waits_for_core("With threads, ", scenario, run),
        // Only free threads stop the world.
        Finding::Overhead | Finding::WorldStops | Finding::Parallel => {
            Sentence::plain(format!("With threads, {took}."))
        }
    }
}

/// About what has a GIL each, or none.
pub(crate) fn parallel(scenario: &Scenario, race: &Race, run: &RunResult) -> Sentence {
    let own = match run.runtime {
        Runtime::Processes => "Processes each have a GIL of their own",
        Runtime::Interpreters => "Interpreters each have a GIL of their own",
        _ => "Free threads have no GIL",
    };
    let begun = duration(last_begins(run));
    let found = finding(run);
    Sentence::plain(match found {
        Finding::Alone => format!("{own}, but a single worker has nobody to share the job with."),
        Finding::Overhead => return overhead(own, run),
        Finding::WaitsForCore => return waits_for_core(&format!("{own}, but "), scenario, run),
        Finding::WorldStops => return world_stops(own, race, run),
        Finding::WaitsForLock => return lock_convoy(scenario, run),
        Finding::WaitsOverlap => {
            format!("{own}; {}, {begun} of it until the last one began.", took(race, run))
        }
        _ if gain(run, race) < 1.05 => format!("{own}, but {}{}.", price(scenario, run), took(race, run)),
        _ => {
            format!(
                "{own}, so {}, at the price of {}{begun} until the last one began.",
                used(scenario, run),
                copied(run)
            )
        }
    })
}

/// About one event loop: where waits overlap on it, or where there is room to say that they do not.
pub(crate) fn asyncio(scenario: &Scenario, race: &Race, run: &RunResult, said: usize) -> Option<Sentence> {
    let gain = gain(run, race);
    if gain >= WORTH_IT && scenario.awaiting == Awaiting::Thread {
        let factor = multiplier(gain);
        return Some(Sentence::stressed(
            "Asyncio hands its tasks to threads, and waits for them: ",
            factor,
            " the speed of one after another.",
        ));
    }
    let limit = scenario.limit;
    if (1..scenario.workload.all_tasks()).contains(&limit) {
        return Some(Sentence::stressed(
            format!("A semaphore lets asyncio wait for {} at a time: ", count(limit.into(), "task")),
            multiplier(gain),
            " the speed of one after another.",
        ));
    }
    let computes = run.metrics.share(State::Run) > 0.4 && scenario.workload.hogs > 0;
    if gain >= WORTH_IT && !computes {
        let factor = multiplier(gain);
        return Some(Sentence::stressed(
            "Asyncio waits for everything at once on a single thread: ",
            factor,
            " the speed of one after another.",
        ));
    }
    if scenario.awaiting == Awaiting::Blocking && scenario.workload.io > Nanos::ZERO {
        let text = "Asyncio with time.sleep in its coroutines is no better: a call that blocks stops the event loop, \
                    and all other tasks with it.";
        return Some(Sentence::plain(text.into()));
    }
    let blocked = (said < 2 || computes) && scenario.workload.tasks > 1;
    let text =
        "Asyncio has one thread: while a task computes, the event loop and all other tasks stand still.";
    blocked.then(|| Sentence::plain(text.into()))
}

/// "The average task waited for the GIL 75 % of its life: 304 ms of waiting to do 100 ms of work."
fn waits_for_gil(race: &Race, run: &RunResult) -> Sentence {
    let each = |time: Nanos| duration(Nanos(time.0 / run.metrics.tasks.max(1)));
    let work = run.metrics.time_in(State::Run) + run.metrics.time_in(State::RunFree);
    // What was won all the same, by waiting for I/O or in C code.
    let won = if gain(run, race) < WORTH_IT { String::new() } else { format!(", and {}", took(race, run)) };
    let who = if run.metrics.tasks == 1 { "the task" } else { "the average task" };
    Sentence::stressed(
        format!("With threads, {who} waited for the GIL "),
        percent(run.metrics.share(State::WaitGil)),
        format!(
            " of its life: {} of waiting to do {} of work{won}.",
            each(run.metrics.time_in(State::WaitGil)),
            each(work)
        ),
    )
}

/// About the job's own tasks, where others beside them only compute: when they were done, and what kept them.
fn beside_hogs(scenario: &Scenario, run: &RunResult) -> Sentence {
    let (job, trace) = (&scenario.workload, &run.trace);
    let own = |span: &Span| span.task.is_some_and(|task| !job.is_hog(task));
    let spans = trace.lane_ids().flat_map(|(id, _)| trace.spans(id)).filter(own);
    let waits = spans.filter(|span| span.state == State::WaitGil).map(|span| span.len());
    let waited = Nanos(waits.sum::<Nanos>().0 / u64::from(job.tasks.max(1)));
    let (who, each) = if job.tasks == 1 { ("the task", "it") } else { ("the tasks", "each") };
    Sentence::stressed(
        format!(
            "With threads, {who} beside {} that only computes took {}, and {each} waited for the GIL for ",
            count(job.hogs.into(), "thread"),
            duration(run.done(scenario))
        ),
        duration(waited),
        " of it: the GIL knows no priority.",
    )
}

/// What ate the gain, where the run shows it: "packing and moving 512 MB eats it up: ".
fn price(scenario: &Scenario, run: &RunResult) -> String {
    let job = &scenario.workload;
    if run.metrics.copied >= Bytes::mega(1) {
        return format!("packing and moving {} eats the gain up: ", bytes(run.metrics.copied));
    }
    if run.runtime == Runtime::FreeThreads && job.sharing != Sharing::Nothing {
        return "they fight for one object: ".into();
    }
    let small = run.runtime == Runtime::Processes && job.cpu + job.io < Nanos::millis(1) && job.tasks > 100;
    if small { "handing out so small tasks takes longer than they do: ".into() } else { String::new() }
}

/// Standing still is what the workers do for each other's collections.
fn world_stops(own: &str, race: &Race, run: &RunResult) -> Sentence {
    Sentence::stressed(
        format!("{own}, but a garbage collection stops them all: "),
        percent(run.metrics.share(State::WaitWorld)),
        format!(" of their life was standing still for it, and {}.", took(race, run)),
    )
}

fn waits_for_core(opening: &str, scenario: &Scenario, run: &RunResult) -> Sentence {
    let workers = count(run.workers.into(), "worker");
    let cores = count(scenario.cores.0.into(), "core");
    Sentence::stressed(
        format!("{opening}{workers} share {cores}: each waited for a core "),
        percent(run.metrics.share(State::WaitCore)),
        " of its life.",
    )
}

/// "copying 64 MB and ", where it is enough to matter.
fn copied(run: &RunResult) -> String {
    let data = run.metrics.copied;
    if data < Bytes::mega(1) { String::new() } else { format!("copying {} and ", bytes(data)) }
}

/// Starting and copying against working, over all workers.
fn overhead(own: &str, run: &RunResult) -> Sentence {
    let time =
        |states: [State; 2]| duration(states.map(|state| run.metrics.time_in(state)).into_iter().sum());
    Sentence::stressed(
        format!("{own}, but spent "),
        time([State::Start, State::Copy]),
        format!(" starting up and copying data to do {} of work.", time([State::Run, State::RunFree])),
    )
}

/// "the four cores are used", as far as there are workers for them.
fn used(scenario: &Scenario, run: &RunResult) -> String {
    let ran = |id| run.trace.spans(id).any(|span| span.state.is_running() && span.task.is_some());
    let workers = run.trace.lane_ids().filter(|(id, lane)| lane.kind == LaneKind::Worker && ran(*id)).count();
    let (cores, workers) = (u64::from(scenario.cores.0), workers as u64);
    if scenario.siblings < 100 && workers >= cores {
        return format!("all {} hardware threads are used, two to a core", words::number::words(cores));
    }
    match (cores, workers.min(cores)) {
        (1, _) => "the one core is used".into(),
        (_, used) if used == cores => format!("the {} cores are used", words::number::words(cores)),
        (_, 1) => format!("one of the {} cores is used", words::number::words(cores)),
        (_, used) => {
            format!("{} of the {} cores are used", words::number::words(used), words::number::words(cores))
        }
    }
}

fn took(race: &Race, run: &RunResult) -> String {
    let (took, alone) = (duration(run.metrics.wall), duration(race.baseline));
    if took == alone {
        format!("the job took {took}, as one after another does")
    } else {
        format!("the job took {took} instead of {alone}")
    }
}
