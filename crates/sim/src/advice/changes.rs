//! Which changes a run's figures suggest. Each is a guess; whether it helps is for a run to say.

use super::figures::Figures;
use model::scenario::{Awaiting, Call, Field, Locking, Sharing, StartMethod, Via};
use model::{Bytes, Change, Nanos, PythonVersion, Runtime, Scenario, WorkloadKind};

/// The changes worth trying, each once; none that leaves all as it is.
pub(super) fn changes(scenario: &Scenario, runtime: Runtime, figures: &Figures) -> Vec<Change> {
    let run = Run { scenario, runtime, figures };
    let mut changes = Vec::new();
    // A deadlock that another timing happens to avoid is still there: only what can't deadlock is worth trying.
    if !figures.finished {
        changes.extend(run.locks().into_iter().filter(|change| matches!(change, Change::Locking(_))));
        changes.push(Change::Locking(Locking::One));
        changes.push(Change::Runtime(Runtime::Sequential));
        return changes;
    }
    let guesses = [run.loops(), run.locks(), run.gil(), run.data(), run.pool(), run.runtimes(), run.python()];
    for change in guesses.into_iter().flatten() {
        let same = change.runtime(runtime) == runtime
            && change.made(scenario, runtime).is_ok_and(|made| made == *scenario);
        if !same && !changes.contains(&change) {
            changes.push(change);
        }
    }
    changes
}

/// What a guess is made from.
struct Run<'a> {
    scenario: &'a Scenario,
    runtime: Runtime,
    figures: &'a Figures,
}

/// The changes of which the condition holds.
fn those<const N: usize>(guesses: [(bool, Change); N]) -> Vec<Change> {
    guesses.into_iter().filter(|(plausible, _)| *plausible).map(|(_, change)| change).collect()
}

impl Run<'_> {
    /// What the event loop does while tasks wait or compute.
    fn loops(&self) -> Vec<Change> {
        let Figures { io, gil, computes, .. } = *self.figures;
        if self.runtime != Runtime::Asyncio {
            return Vec::new();
        }
        let awaiting = self.scenario.awaiting;
        let limited = (1..self.scenario.workload.tasks).contains(&self.scenario.limit);
        those([
            (awaiting != Awaiting::Loop && (io || gil), Change::Awaiting(Awaiting::Loop)),
            (awaiting != Awaiting::Thread && (io || computes), Change::Awaiting(Awaiting::Thread)),
            (limited, Change::Unlimited),
        ])
    }

    /// Who keeps whom from a lock, or from an object.
    fn locks(&self) -> Vec<Change> {
        let job = &self.scenario.workload;
        let held = job.locked > 0 && (self.figures.lock || !self.figures.finished);
        let shared = self.runtime == Runtime::FreeThreads && job.sharing != Sharing::Nothing;
        those([
            (held && job.locking == Locking::Opposed, Change::Locking(Locking::Ordered)),
            (held && job.locking == Locking::Ordered, Change::Locking(Locking::One)),
            (held && job.locked > 1, Change::Locked(job.locked / 2)),
            (held, Change::Locked(0)),
            (shared, Change::Unshared),
        ])
    }

    /// Who holds the GIL, for how long, and what for.
    fn gil(&self) -> Vec<Change> {
        let (job, interval) = (&self.scenario.workload, self.scenario.interval);
        let Figures { gil, core, computes, one_gil, .. } = *self.figures;
        let waits = gil && one_gil;
        // 2.7 counts bytecodes, not time.
        let timed = waits && !self.runtime.python_for(self.scenario.python).is_2();
        let keeps = job.kind == WorkloadKind::C && !job.call.drops_gil();
        let in_the_way = job.hogs > 0 && job.hog_cpu > Nanos::ZERO && (gil || core || computes);
        those([
            (timed, Change::Interval(self.interval(interval.0 / 10))),
            (timed, Change::Interval(self.interval(interval.0.saturating_mul(10)))),
            (waits && keeps, Change::Call(dropping(job.call))),
            (in_the_way, Change::NoHogs),
        ])
    }

    fn interval(&self, nanos: u64) -> Nanos {
        let range = Field::Interval.range();
        Nanos(nanos.clamp(*range.start(), *range.end()))
    }

    /// How processes are made, and how data gets there.
    fn data(&self) -> Vec<Change> {
        if self.runtime != Runtime::Processes {
            return Vec::new();
        }
        let job = &self.scenario.workload;
        let Figures { starts, copies, .. } = *self.figures;
        let (tasks, workers) = (job.all_tasks(), self.scenario.workers_for(self.runtime));
        let chunk = self.scenario.chunk.unwrap_or(1);
        // What `Pool.map` takes by default (Lib/multiprocessing/pool.py, `_map_async`), and one chunk a worker.
        let [usual, each] = [tasks.div_ceil(4 * workers), tasks.div_ceil(workers)];
        let forks = self.scenario.start_method() == StartMethod::Fork;
        those([
            (copies && job.data > Bytes(0) && self.scenario.via == Via::Pickle, Change::SharedMemory),
            (copies && usual > chunk, Change::Chunk(usual)),
            (copies && each > chunk, Change::Chunk(each)),
            (starts && !forks, Change::Start(StartMethod::Fork)),
        ])
    }

    /// How many workers: as many as there are tasks or cores, or fewer.
    fn pool(&self) -> Vec<Change> {
        let pooled = !matches!(self.runtime, Runtime::Sequential | Runtime::Asyncio) || self.figures.one_gil;
        if !pooled {
            return Vec::new();
        }
        let Figures { io, gil, lock, core, starts, copies, one_gil, .. } = *self.figures;
        let executor = if one_gil { Runtime::Threads } else { self.runtime };
        let workers = self.scenario.workers_for(executor);
        let tasks = self.scenario.workload.all_tasks();
        let most = u32::try_from(*Field::Workers.range().end()).unwrap_or(u32::MAX);
        let (tasks, cores) = (tasks.min(most), u32::from(self.scenario.cores.0));
        // Under one GIL more threads help only what waits, or computes without it.
        let parallel = io || !one_gil || self.scenario.workload.drops_gil();
        let crowded = core || gil || lock || starts || copies;
        those([
            (parallel && workers < cores.min(tasks), Change::Workers(cores.min(tasks))),
            (parallel && workers < tasks, Change::Workers(tasks)),
            (crowded && workers > cores, Change::Workers(cores)),
        ])
    }

    /// Another way altogether.
    fn runtimes(&self) -> Vec<Change> {
        let others = Runtime::ALL.into_iter().filter(|other| *other != self.runtime);
        others.filter(|other| self.suits(*other)).map(Change::Runtime).collect()
    }

    fn suits(&self, other: Runtime) -> bool {
        let Figures { io, gil, lock, core, computes, starts, copies, .. } = *self.figures;
        let job = &self.scenario.workload;
        let several = job.all_tasks() > 1;
        let overhead = starts || copies;
        let bound = matches!(self.runtime, Runtime::Sequential | Runtime::Threads | Runtime::Asyncio);
        match other {
            Runtime::Sequential => self.runtime != Runtime::Asyncio && (gil || lock || core || overhead),
            Runtime::Threads => several && (io || overhead || job.drops_gil()),
            Runtime::Asyncio => several && io,
            // They would count in a variable each, or lose updates, which is another job.
            _ if job.kind == WorkloadKind::Count => false,
            Runtime::Processes | Runtime::Interpreters | Runtime::FreeThreads => {
                let stops = self.runtime == Runtime::FreeThreads && job.collection > Nanos::ZERO;
                let busy = if bound { gil || computes } else { overhead || stops };
                several && busy && self.scenario.cores.0 > 1
            }
        }
    }

    /// The newest release, or where that is it already, the one after it.
    fn python(&self) -> Vec<Change> {
        let Figures { gil, lock, starts, .. } = *self.figures;
        let chosen = self.scenario.python;
        let newer = if chosen.with_gil() < PythonVersion::V3_14 {
            PythonVersion::V3_14
        } else {
            PythonVersion::V3_15
        };
        let newer = if chosen.is_free_threaded() { newer.without_gil().unwrap_or(newer) } else { newer };
        let plausible = gil || lock || starts || self.runtime == Runtime::FreeThreads;
        those([(plausible && newer > chosen, Change::Python(newer))])
    }
}

/// A C function that computes with the GIL dropped, in the place of one that keeps it: the same one on bigger
/// buffers where there is such, else NumPy's.
const fn dropping(call: Call) -> Call {
    match call {
        Call::Sha256Small => Call::Sha256,
        _ => Call::Numpy,
    }
}
