//! A speedup curve measured on this device: every point of it again and again, as one future.
//!
//! ```text
//!   round 1   sequential  1 thread  2 threads ...  1 free thread  2 free threads ...   -->
//!   round 2                                                                           <--
//!   round 3                                                                            -->
//! ```
//!
//! A device that warms up, is turned down or shares its processors changes while it is measured. So all points are
//! run in every round, there and back by turns: what changes slowly hits all of them alike. Rounds go on until the
//! medians have settled or the time is over; three are run in any case.

use crate::breaks::{Breaks, Cancelled};
use crate::measuring::{Means, Measuring, ended};
use crate::profiling;
use live::{Error, Rate, Watch};
use model::{
    Capabilities, MeasuredSweep, Nanos, Reply, RequestId, Runtime, RuntimeSet, Scenario, Timed, Unpredicted,
};
use std::cell::Cell;

/// What of which to measure.
#[derive(Debug)]
pub(crate) struct SweepPlan {
    pub(crate) scenario: Scenario,
    /// The last number of workers, if the device has so many and there are tasks for them.
    pub(crate) max_workers: u32,
    /// How often to run each at most.
    pub(crate) rounds: u32,
}

/// No fewer rounds than this, however long they take: less has no spread.
const LEAST_ROUNDS: u32 = 3;
/// No other round is begun that would not be over by then.
const TIME: Nanos = Nanos::millis(30_000);
/// A point has settled from so many repetitions on, once its median is known to so many thousandths.
const SETTLED: (usize, f64) = (7, 10.0);
/// How often the page is told at most, and how long it then has the processors to itself for drawing.
const TELL: Nanos = Nanos::millis(250);
const DRAW: Nanos = Nanos::millis(25);

/// One runtime with one number of workers.
#[derive(Clone)]
struct Point {
    runtime: Runtime,
    workers: u32,
    /// What is run: the scenario with that number.
    scenario: Scenario,
}

/// Begins one; its future's output is its last reply.
pub(crate) fn begin(means: Means, id: RequestId, plan: SweepPlan) -> Measuring {
    let breaks = means.breaks();
    let (cancel, between) = (breaks.cancel.clone(), breaks.between.clone());
    let told = Cell::new((means.world.clock)());
    let job = Job {
        points: points(&plan, &means.world.capabilities),
        means,
        id,
        plan,
        breaks,
        told,
        fresh: Vec::new(),
        sweep: MeasuredSweep::default(),
    };
    Measuring { id, cancel, future: Box::pin(job.run()), between, gives_way: false }
}

struct Job {
    means: Means,
    id: RequestId,
    plan: SweepPlan,
    breaks: Breaks,
    /// What a round runs, the sequential run first.
    points: Vec<Point>,
    /// When the page was told last.
    told: Cell<Nanos>,
    /// Runs that the page was not told of yet.
    fresh: Vec<Timed>,
    sweep: MeasuredSweep,
}

impl Job {
    async fn run(mut self) -> Option<Reply> {
        Some(ended(self.id, self.all().await))
    }

    async fn all(&mut self) -> Result<(), Cancelled> {
        self.refuse();
        let watch = Watch { cancel: &self.breaks.cancel, progress: &|_| {} };
        let (Means { world, rates, .. }, kernel) = (&self.means, self.plan.scenario.workload.kernel);
        match self.breaks.alone(async || rates.of(world, kernel, watch).await).await? {
            Ok(rate) => {
                // The probe is in parts of the rate.
                self.predict().await?;
                self.rounds(rate).await
            }
            Err(error) => {
                self.give_up(Runtime::Sequential, &error);
                Ok(())
            }
        }
    }

    /// Says which of the runtimes chosen will not be measured, and why.
    fn refuse(&self) {
        for runtime in self.plan.scenario.runtimes.iter().filter(|runtime| has_workers(*runtime)) {
            if let Err(reason) = point(&self.plan.scenario, &self.means.world.capabilities, runtime, 1) {
                (self.means.post)(Reply::Unmeasured { id: self.id, runtime, reason });
            }
        }
    }

    /// Has the page told what the model says of the curves.
    async fn predict(&self) -> Result<(), Cancelled> {
        let kernel = self.plan.scenario.workload.kernel;
        let profile = profiling::profile(&self.means, &self.breaks, kernel, false).await?.ok();
        let mut runtimes: Vec<(Runtime, u32)> = Vec::new();
        for point in self.points.iter().filter(|point| has_workers(point.runtime)) {
            runtimes.retain(|(runtime, _)| *runtime != point.runtime);
            runtimes.push((point.runtime, point.workers));
        }
        let scenario = self.plan.scenario.clone();
        (self.means.predict)(Unpredicted { id: self.id, scenario, profile, curves: true, runtimes });
        self.breaks.pause(Nanos::ZERO).await
    }

    async fn rounds(&mut self, rate: Rate) -> Result<(), Cancelled> {
        let begin = self.now();
        for round in 0..self.plan.rounds.max(1) {
            let so_far = self.now().saturating_sub(begin);
            let one = Nanos(so_far.0 / u64::from(round.max(1)));
            if round >= LEAST_ROUNDS && (so_far + one > TIME || self.has_settled()) {
                break;
            }
            let mut order = self.points.clone();
            if round % 2 == 1 {
                order.reverse();
            }
            let progress = Progress { round, rounds: self.plan.rounds, of: order.len(), begin };
            for (place, point) in order.iter().enumerate() {
                self.one(point, rate, |now| progress.permille(place, now)).await?;
            }
        }
        self.tell().await
    }

    /// Runs a point once; a runtime that fails is left out from then on.
    async fn one(
        &mut self,
        point: &Point,
        rate: Rate,
        permille: impl Fn(Nanos) -> u32,
    ) -> Result<(), Cancelled> {
        let (runtime, workers) = (point.runtime, point.workers);
        if self.points.iter().all(|left| left.runtime != runtime) {
            return Ok(());
        }
        let progress = |_| {
            let now = self.now();
            if now.saturating_sub(self.told.get()) >= TELL {
                self.told.set(now);
                (self.means.post)(Reply::Progress { id: self.id, runtime, permille: permille(now) });
            }
        };
        let watch = Watch { cancel: &self.breaks.cancel, progress: &progress };
        let (Means { world, .. }, scenario) = (&self.means, &point.scenario);
        let run = async || live::run_unrecorded(world, scenario, runtime, rate, watch).await;
        match self.breaks.alone(run).await? {
            Ok(wall) => self.put(Timed { runtime, workers, wall }, permille(self.now())).await,
            Err(error) => {
                self.give_up(runtime, &error);
                Ok(())
            }
        }
    }

    async fn put(&mut self, run: Timed, permille: u32) -> Result<(), Cancelled> {
        self.sweep.put(run);
        self.fresh.push(run);
        if self.now().saturating_sub(self.told.get()) < TELL {
            return Ok(());
        }
        (self.means.post)(Reply::Progress { id: self.id, runtime: run.runtime, permille });
        self.tell().await
    }

    async fn tell(&mut self) -> Result<(), Cancelled> {
        let runs = std::mem::take(&mut self.fresh);
        (self.means.post)(Reply::Timed { id: self.id, runs });
        self.breaks.pause(DRAW).await?;
        self.told.set(self.now());
        Ok(())
    }

    /// Without the sequential run there is nothing that the others could be held against.
    fn give_up(&mut self, runtime: Runtime, error: &Error) {
        self.points.retain(|point| point.runtime != runtime && runtime != Runtime::Sequential);
        (self.means.post)(Reply::Unmeasured { id: self.id, runtime, reason: error.to_string() });
    }

    fn now(&self) -> Nanos {
        (self.means.world.clock)()
    }

    /// Whether the median of every point is known well enough: the quartiles' distance shrinks with the root of the
    /// number of repetitions when it is that of the median.
    fn has_settled(&self) -> bool {
        self.points.iter().all(|point| {
            let measured = self.sweep.curve(point.runtime).find(|measured| measured.workers == point.workers);
            measured.is_some_and(|point| {
                let (count, spread) = (point.walls.walls().len(), point.walls.spread());
                let known = |permille: u64| permille as f64 / (count as f64).sqrt() <= SETTLED.1;
                count >= SETTLED.0 && spread.is_some_and(|spread| known(spread.permille()))
            })
        })
    }
}

/// How far a sweep is: in rounds, or in time where that will end it.
struct Progress {
    round: u32,
    rounds: u32,
    /// How many points a round has.
    of: usize,
    begin: Nanos,
}

impl Progress {
    /// In thousandths, at a place of this round.
    fn permille(&self, place: usize, now: Nanos) -> u32 {
        let done = self.round as usize * self.of + place;
        let share = |rounds: u32| done as u64 * 1000 / (self.of as u64 * u64::from(rounds.max(1)));
        let in_time = now.saturating_sub(self.begin).times(1000).0 / TIME.0;
        let least = LEAST_ROUNDS.min(self.rounds);
        share(self.rounds).max(in_time.min(share(least))).min(999) as u32
    }
}

/// What a round runs: the sequential run, and every number of workers of every runtime that can be measured.
fn points(plan: &SweepPlan, capabilities: &Capabilities) -> Vec<Point> {
    let scenario = &plan.scenario;
    // An executor starts no worker without a task for it.
    let most = plan.max_workers.min(scenario.workload.all_tasks());
    let curve =
        |runtime| (1..=most).map_while(move |workers| point(scenario, capabilities, runtime, workers).ok());
    let sequential = Point { runtime: Runtime::Sequential, workers: 1, scenario: scenario.clone() };
    let with_workers = scenario.runtimes.iter().filter(|runtime| has_workers(*runtime));
    [sequential].into_iter().chain(with_workers.flat_map(curve)).collect()
}

/// One point, or why it can't be measured.
fn point(
    scenario: &Scenario,
    capabilities: &Capabilities,
    runtime: Runtime,
    workers: u32,
) -> Result<Point, String> {
    let mut draft = scenario.draft();
    draft.workers = Some(workers);
    draft.runtimes = RuntimeSet::EMPTY.with(runtime);
    let scenario = draft.build().map_err(|error| error.to_string())?;
    scenario.measurable(runtime).map_err(|error| error.to_string())?;
    capabilities.can_measure(&scenario, runtime).map_err(|error| error.to_string())?;
    Ok(Point { runtime, workers, scenario })
}

const fn has_workers(runtime: Runtime) -> bool {
    !matches!(runtime, Runtime::Sequential | Runtime::Asyncio)
}
