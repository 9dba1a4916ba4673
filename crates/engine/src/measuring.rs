//! A measurement of all chosen runtimes, as one future.

use live::{Cancel, Error, Rate, Watch, World};
use model::{Nanos, Reply, RequestId, RunResult, Runtime, Scenario};
use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;

/// Where replies go.
pub(crate) type Post = Rc<dyn Fn(Reply)>;

/// A measurement under way.
pub(crate) struct Measuring {
    pub(crate) id: RequestId,
    pub(crate) cancel: Cancel,
    pub(crate) future: Pin<Box<dyn Future<Output = Reply>>>,
    /// Whether it is between two runs, where other work disturbs nothing.
    pub(crate) between: Rc<Cell<bool>>,
}

impl Measuring {
    /// Begins one; its future's output is its last reply.
    pub(crate) fn new(world: World, id: RequestId, scenario: Scenario, post: Post) -> Self {
        let (cancel, between) = (Cancel::default(), Rc::new(Cell::new(true)));
        let job = Job { world, id, scenario, post, cancel: cancel.clone(), between: between.clone() };
        Self { id, cancel, future: Box::pin(job.run()), between }
    }
}

struct Job {
    world: World,
    id: RequestId,
    scenario: Scenario,
    post: Post,
    cancel: Cancel,
    between: Rc<Cell<bool>>,
}

impl Job {
    async fn run(self) -> Reply {
        match self.all().await {
            Ok(()) => Reply::Finished { id: self.id },
            Err(_) => Reply::Cancelled { id: self.id },
        }
    }

    /// The sequential run comes first, shown or not: the others are held against it.
    async fn all(&self) -> Result<(), Cancelled> {
        let rate = self.rate().await;
        let sequential = self.one(Runtime::Sequential, rate.clone()).await;
        let baseline = sequential.as_ref().map(|run| run.metrics.wall).map_err(Clone::clone);
        for runtime in self.scenario.runtimes.iter() {
            let run = match runtime {
                Runtime::Sequential => sequential.clone(),
                _ => self.one(runtime, rate.clone()).await,
            };
            self.tell(runtime, run, baseline.clone())?;
        }
        baseline.map(drop).or_else(cancelled_only)
    }

    async fn rate(&self) -> Result<Rate, Error> {
        let watch = Watch { cancel: &self.cancel, progress: &|_| {} };
        live::calibrate(&self.world, self.scenario.workload.kernel, watch).await
    }

    async fn one(&self, runtime: Runtime, rate: Result<Rate, Error>) -> Result<RunResult, Error> {
        let rate = rate?;
        self.between.set(true);
        (self.world.pause)(Nanos::ZERO).await;
        self.between.set(false);
        let tell = |permille| (self.post)(Reply::Progress { id: self.id, runtime, permille });
        let watch = Watch { cancel: &self.cancel, progress: &tell };
        live::measure(&self.world, &self.scenario, runtime, rate, watch).await
    }

    fn tell(
        &self,
        runtime: Runtime,
        run: Result<RunResult, Error>,
        baseline: Result<Nanos, Error>,
    ) -> Result<(), Cancelled> {
        let id = self.id;
        match run.and_then(|run| Ok((run, baseline?))) {
            Ok((run, baseline)) => (self.post)(Reply::Measured { id, result: Box::new(run), baseline }),
            Err(Error::Cancelled) => return Err(Cancelled),
            Err(error) => (self.post)(Reply::Unmeasured { id, runtime, reason: error.to_string() }),
        }
        Ok(())
    }
}

/// The reader stopped it; every other failure is told where it happened.
struct Cancelled;

fn cancelled_only(error: Error) -> Result<(), Cancelled> {
    if error == Error::Cancelled { Err(Cancelled) } else { Ok(()) }
}
