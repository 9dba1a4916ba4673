//! A meter on this machine's own threads, driven as the worker's script drives it.

use crate::staff::Threads;
use live::World;
use live::world::{PoolJob, ReadClock, kernels};
use meter::{Desk, Next, Pauses};
use model::message::encode;
use model::scenario::Draft;
use model::{Capabilities, Nanos, Reply, Request, RequestId, Scenario, Unpredicted, WorkloadKind};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// A browser's clock has been running for long, too.
const DAWN: Nanos = Nanos::millis(1_000_000);

/// The meter and what it posted.
pub(crate) struct Bench {
    desk: Desk,
    clock: ReadClock,
    posted: Rc<RefCell<Vec<Reply>>>,
    spawned: Arc<AtomicU32>,
}

impl Bench {
    /// A meter with so many threads.
    pub(crate) fn new(pool: u32) -> Self {
        let mut bench = Self::starting(pool);
        bench.desk.pool_started(pool);
        bench
    }

    /// The same, but its threads are not there yet.
    pub(crate) fn starting(pool: u32) -> Self {
        let begin = Instant::now();
        let clock: ReadClock = Arc::new(move || DAWN + Nanos(begin.elapsed().as_nanos() as u64));
        let pauses = Pauses::default();
        let spawned = Arc::new(AtomicU32::new(0));
        let count = spawned.clone();
        let world = World {
            capabilities: Capabilities { isolated: pool > 0, pool, processors: 2, clock_step: Nanos(100) },
            spawn: Arc::new(move |job: PoolJob| {
                count.fetch_add(1, Ordering::Relaxed);
                drop(std::thread::spawn(job));
            }),
            staff: Rc::new(Threads { clock: clock.clone(), work: kernels() }),
            pause: pauses.maker(clock.clone()),
            clock: clock.clone(),
            work: kernels(),
        };
        let posted = Rc::new(RefCell::new(Vec::new()));
        let post = posted.clone();
        let desk = Desk::new(world, pauses, move |reply| post.borrow_mut().push(reply));
        Self { desk, clock, posted, spawned }
    }

    pub(crate) fn send(&mut self, request: &Request) {
        let bytes = encode(request).expect("a request can be encoded");
        self.desk.receive(&bytes);
    }

    pub(crate) fn pool_started(&mut self, threads: u32) {
        self.desk.pool_started(threads);
    }

    /// One turn, and the pause that it asks for; `false` when there is nothing more to do.
    pub(crate) fn turn(&mut self) -> bool {
        match self.desk.turn() {
            Next::Idle => return false,
            Next::Now => {}
            Next::At(time) => {
                let pause = time.saturating_sub((self.clock)());
                std::thread::sleep(Duration::from_nanos(pause.0));
            }
        }
        true
    }

    /// Whether a run is being measured, which has the machine to itself.
    pub(crate) fn is_alone(&self) -> bool {
        self.desk.is_alone()
    }

    /// Whether there is a measurement under way.
    pub(crate) fn is_measuring(&self) -> bool {
        self.desk.is_measuring()
    }

    /// What the model is asked.
    pub(crate) fn unpredicted(&mut self) -> Option<Unpredicted> {
        self.desk.unpredicted()
    }

    /// Turns until there is nothing more to do.
    pub(crate) fn run(&mut self) -> Vec<Reply> {
        while self.turn() {}
        self.take()
    }

    /// How many jobs its threads were given since this was asked last.
    pub(crate) fn spawned(&self) -> u32 {
        self.spawned.swap(0, Ordering::Relaxed)
    }

    /// What was posted since this was asked last.
    pub(crate) fn take(&self) -> Vec<Reply> {
        std::mem::take(&mut self.posted.borrow_mut())
    }
}

/// A short job of a kind.
pub(crate) fn short(kind: WorkloadKind) -> Scenario {
    let mut draft = Draft::of(kind);
    draft.workload.cpu = Nanos::millis(4);
    draft.workload.io = Nanos(draft.workload.io.0.min(4_000_000));
    draft.build().expect("the short job is valid")
}

pub(crate) fn measure(id: u32, scenario: &Scenario) -> Request {
    Request::Measure { id: RequestId(id), scenario: scenario.clone() }
}
