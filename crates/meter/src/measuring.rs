//! A measurement of all chosen runtimes, as one future: round after round, so that every figure is a median.
//!
//! ```text
//!   round 1   sequential  threads  asyncio  free threads  -->   told at once
//!   round 2                                               <--
//!   round 3                                               -->   told: the runs in the middle
//! ```

use crate::breaks::{Breaks, Cancelled};
use crate::profiling::Profiles;
use crate::rates::Rates;
use crate::sight::Sight;
use live::{Cancel, Error, Rate, Watch, World};
use model::{Nanos, Reply, RequestId, RunResult, Runtime, Scenario, Unpredicted};
use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;

/// Where replies go.
pub(crate) type Post = Rc<dyn Fn(Reply)>;

/// All rounds together take about this long.
const TIME: Nanos = Nanos::millis(5_000);
/// Three rounds are worth waiting for if one takes no longer than this.
const WORTH_THREE: Nanos = Nanos::millis(4_000);
/// Nobody waits longer than this for a sequential run that is not shown: ten thousand waits in a row.
const LONGEST_UNSHOWN: Nanos = Nanos::millis(20_000);
/// The most rounds.
const MOST: u64 = 9;
/// How often the page is told how far it is, and how long it has the processors to itself for drawing a result.
const TELL: Nanos = Nanos::millis(100);
const DRAW: Nanos = Nanos::millis(25);

/// A measurement under way.
pub(crate) struct Measuring {
    pub(crate) id: RequestId,
    pub(crate) cancel: Cancel,
    pub(crate) future: Pin<Box<dyn Future<Output = Option<Reply>>>>,
    /// Whether it is between two runs, where other work disturbs nothing.
    pub(crate) between: Rc<Cell<bool>>,
    /// Whether it is stopped for any that is asked later.
    pub(crate) gives_way: bool,
}

/// What a measurement is given by the meter.
#[derive(Clone)]
pub(crate) struct Means {
    pub(crate) world: World,
    pub(crate) post: Post,
    pub(crate) rates: Rates,
    pub(crate) profiles: Profiles,
    pub(crate) sight: Sight,
    /// Asks the engine what the model says.
    pub(crate) predict: Rc<dyn Fn(Unpredicted)>,
}

impl Means {
    /// The breaks of a measurement that begins.
    pub(crate) fn breaks(&self) -> Breaks {
        let (cancel, between) = (Cancel::default(), Rc::new(Cell::new(true)));
        Breaks { world: self.world.clone(), sight: self.sight.clone(), cancel, between }
    }
}

impl Measuring {
    /// Begins one; its future's output is its last reply.
    pub(crate) fn new(means: Means, id: RequestId, scenario: Scenario) -> Self {
        let breaks = means.breaks();
        let (cancel, between) = (breaks.cancel.clone(), breaks.between.clone());
        let shown = scenario.runtimes.contains(Runtime::Sequential);
        let sequential = shown || alone(&scenario) <= LONGEST_UNSHOWN;
        let others = scenario.runtimes.iter().filter(|runtime| *runtime != Runtime::Sequential);
        let job = Job {
            // The sequential runs are made even if they are not shown: the others are held against them.
            ways: sequential.then_some(Runtime::Sequential).into_iter().chain(others).map(Way::new).collect(),
            means,
            breaks,
            id,
            scenario,
            told: RefCell::default(),
        };
        Self { id, cancel, future: Box::pin(job.run()), between, gives_way: false }
    }
}

struct Job {
    means: Means,
    id: RequestId,
    scenario: Scenario,
    ways: Vec<Way>,
    breaks: Breaks,
    /// When the page was last told how far it is, and how far that was, in thousandths.
    told: RefCell<(Nanos, u32)>,
}

/// One runtime, and what came of it so far.
struct Way {
    runtime: Runtime,
    runs: Vec<RunResult>,
    /// Why there are no more of them.
    failed: Option<Error>,
}

impl Way {
    const fn new(runtime: Runtime) -> Self {
        Self { runtime, runs: Vec::new(), failed: None }
    }

    /// The run with the median wall time; of an even number the quicker one in the middle.
    fn median(&self) -> Result<&RunResult, Error> {
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        let mut runs: Vec<_> = self.runs.iter().collect();
        runs.sort_by_key(|run| run.metrics.wall);
        runs.get(runs.len().saturating_sub(1) / 2).copied().ok_or(Error::Cancelled)
    }
}

impl Job {
    async fn run(mut self) -> Option<Reply> {
        Some(ended(self.id, self.all().await))
    }

    async fn all(&mut self) -> Result<(), Cancelled> {
        let rate = match self.rate().await? {
            Ok(rate) => rate,
            Err(error) => {
                self.ways.iter_mut().for_each(|way| way.failed = Some(error.clone()));
                self.tell();
                return Ok(());
            }
        };
        let begin = self.now();
        self.round(0, self.expected_rounds(), rate).await?;
        self.tell();
        let rounds = rounds(self.now().saturating_sub(begin));
        for round in 1..rounds {
            self.breaks.pause(if round == 1 { DRAW } else { Nanos::ZERO }).await?;
            self.round(round, rounds, rate).await?;
        }
        if rounds > 1 {
            self.tell();
        }
        self.learn();
        Ok(())
    }

    async fn rate(&self) -> Result<Result<Rate, Error>, Cancelled> {
        let watch = Watch { cancel: &self.breaks.cancel, progress: &|_| {} };
        let (Means { world, rates, .. }, kernel) = (&self.means, self.scenario.workload.kernel);
        self.breaks.alone(async || rates.of(world, kernel, watch).await).await
    }

    /// Runs every way once, there and back by turns: what changes slowly hits all of them alike.
    async fn round(&mut self, round: u64, rounds: u64, rate: Rate) -> Result<(), Cancelled> {
        let ways = self.ways.len();
        for place in 0..ways {
            let way = if round.is_multiple_of(2) { place } else { ways - 1 - place };
            if self.ways[way].failed.is_some() {
                continue;
            }
            let before = (round as usize * ways + place) as u32 * 1000;
            let share = |permille: u32| (before + permille) / (rounds as u32 * ways as u32);
            match self.one(self.ways[way].runtime, rate, &share).await? {
                Ok(run) => self.ways[way].runs.push(run),
                Err(error) => self.ways[way].failed = Some(error),
            }
        }
        Ok(())
    }

    async fn one(
        &self,
        runtime: Runtime,
        rate: Rate,
        share: &dyn Fn(u32) -> u32,
    ) -> Result<Result<RunResult, Error>, Cancelled> {
        let progress = |permille| self.progress(runtime, share(permille));
        let watch = Watch { cancel: &self.breaks.cancel, progress: &progress };
        let Means { world, .. } = &self.means;
        self.breaks.alone(async || live::measure(world, &self.scenario, runtime, rate, watch).await).await
    }

    fn progress(&self, runtime: Runtime, permille: u32) {
        let (mut told, now) = (self.told.borrow_mut(), self.now());
        if now.saturating_sub(told.0) >= TELL && permille >= told.1 {
            *told = (now, permille);
            (self.means.post)(Reply::Progress { id: self.id, runtime, permille });
        }
    }

    /// Tells what came of every way chosen.
    fn tell(&self) {
        let baseline =
            self.sequential().map_or(Ok(Nanos::ZERO), |way| way.median().map(|run| run.metrics.wall));
        for way in self.ways.iter().filter(|way| self.scenario.runtimes.contains(way.runtime)) {
            let (id, runtime) = (self.id, way.runtime);
            (self.means.post)(match way.median().and_then(|run| Ok((run, baseline.clone()?))) {
                Ok((run, baseline)) => {
                    let walls = way.runs.iter().map(|run| run.metrics.wall).collect();
                    Reply::Measured { id, result: Box::new(run.clone()), baseline, walls }
                }
                Err(error) => Reply::Unmeasured { id, runtime, reason: error.to_string() },
            });
        }
    }

    /// As many rounds as there will be if the processors do one thing at a time.
    fn expected_rounds(&self) -> u64 {
        rounds(alone(&self.scenario).times(self.ways.len() as u64))
    }

    /// The way that the others are held against, if it is run.
    fn sequential(&self) -> Option<&Way> {
        self.ways.first().filter(|way| way.runtime == Runtime::Sequential)
    }

    fn learn(&self) {
        let quickest = self.sequential().and_then(|way| way.runs.iter().map(|run| run.metrics.cpu).min());
        if let Some(took) = quickest {
            self.means.rates.learn(&self.scenario, took);
        }
    }

    fn now(&self) -> Nanos {
        (self.means.world.clock)()
    }
}

/// How long all tasks take one after the other, as the scenario says.
fn alone(scenario: &Scenario) -> Nanos {
    let job = &scenario.workload;
    job.whole_cpu() + job.io.times(job.tasks.into())
}

/// The last reply of a measurement.
pub(crate) fn ended(id: RequestId, how: Result<(), Cancelled>) -> Reply {
    how.map_or(Reply::Cancelled { id }, |()| Reply::Finished { id })
}

/// How many rounds there are if the first took so long: an odd number, so that one run is in the middle.
fn rounds(first: Nanos) -> u64 {
    let least = if first <= WORTH_THREE { 3 } else { 1 };
    let fit = (TIME.0 / first.0.max(1)).clamp(least, MOST);
    fit - (fit + 1) % 2
}
