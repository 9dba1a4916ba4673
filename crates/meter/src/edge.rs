//! What the worker's script calls; the only place that knows of JavaScript.

mod child;
mod staff;

use crate::{Desk, Next, Pauses};
use live::World;
use live::shared_work::SharedWork;
use live::world::{PoolJob, ReadClock, Spawn, kernels};
use model::message::encode;
use model::{Capabilities, Kernel, Reply};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::prelude::wasm_bindgen;
pub use wasm_bindgen_rayon::init_thread_pool;
use worker::{clock_step, failed, now, remember_panics};

/// The meter, as the worker's script holds it.
#[wasm_bindgen]
pub struct Meter {
    desk: Desk,
    replies: Rc<RefCell<VecDeque<Reply>>>,
}

#[wasm_bindgen]
impl Meter {
    /// Starts the meter.
    ///
    /// `pool` is how many threads `initThreadPool` is about to start, 0 where it can't be called, and
    /// `processors` is `navigator.hardwareConcurrency`.
    #[wasm_bindgen(constructor)]
    pub fn new(isolated: bool, pool: u32, processors: u32) -> Self {
        remember_panics();
        let capabilities = Capabilities { isolated, pool, processors, clock_step: clock_step() };
        let (pauses, replies) = (Pauses::default(), Rc::new(RefCell::new(VecDeque::new())));
        let post = replies.clone();
        let desk =
            Desk::new(world(capabilities, &pauses), pauses, move |reply| post.borrow_mut().push_back(reply));
        Self { desk, replies }
    }

    /// The pool is up, or with 0 threads it will never be.
    #[wasm_bindgen(js_name = poolStarted)]
    pub fn pool_started(&mut self, threads: u32) {
        self.desk.pool_started(threads);
    }

    /// Takes the bytes of a `Request` in.
    pub fn receive(&mut self, bytes: &[u8]) {
        self.desk.receive(bytes);
    }

    /// Does some work; returns in how many milliseconds the next turn is due, or -1 where it isn't before
    /// another message.
    pub fn turn(&mut self) -> f64 {
        match self.desk.turn() {
            Next::Now => 0.0,
            Next::At(time) => time.saturating_sub(now()).as_millis_f64(),
            Next::Idle => -1.0,
        }
    }

    /// Whether a run is being measured, which has the machine to itself.
    #[wasm_bindgen(js_name = isAlone)]
    pub fn is_alone(&self) -> bool {
        self.desk.is_alone()
    }

    /// Whether there is a measurement under way.
    #[wasm_bindgen(js_name = isMeasuring)]
    pub fn is_measuring(&self) -> bool {
        self.desk.is_measuring()
    }

    /// The bytes of the next `Unpredicted` for the engine, if there is one.
    pub fn unpredicted(&mut self) -> Option<Vec<u8>> {
        encode(&self.desk.unpredicted()?).ok()
    }

    /// The bytes of the next `Reply` to be posted, if there is one.
    pub fn reply(&mut self) -> Option<Vec<u8>> {
        let reply = self.replies.borrow_mut().pop_front()?;
        let bytes = encode(&reply);
        bytes.or_else(|error| encode(&failed(error.to_string()))).ok()
    }
}

/// For tests of the page: breaks the meter in one of the ways of [`worker::broken`], on its own thread or on one of the
/// pool's.
#[wasm_bindgen(js_name = breakOnPurpose)]
pub fn break_on_purpose(how: &str) {
    let way = worker::broken(how);
    if how.ends_with("in the pool") { rayon::spawn(way) } else { way() }
}

/// For benchmarks: work for so many threads of the pool.
#[wasm_bindgen]
pub struct TimedWork(SharedWork);

#[wasm_bindgen]
impl TimedWork {
    /// Begins so many batches of the kernel of that name, if there is one.
    pub fn begin(kernel: &str, batches: u32, workers: u32) -> Option<TimedWork> {
        let (spawn, clock): (Spawn, ReadClock) = (Arc::new(|job| rayon::spawn(job)), Arc::new(now));
        let kernel = Kernel::from_name(kernel)?;
        Some(Self(SharedWork::begin(&spawn, &clock, kernel, batches, workers)))
    }

    /// How many milliseconds it took, once it is done.
    pub fn time(&self) -> Option<f64> {
        Some(self.0.time()?.as_millis_f64())
    }
}

fn world(capabilities: Capabilities, pauses: &Pauses) -> World {
    let clock: ReadClock = Arc::new(now);
    World {
        capabilities,
        spawn: Arc::new(|job: PoolJob| rayon::spawn(job)),
        staff: Rc::new(staff::Workers),
        pause: pauses.maker(clock.clone()),
        clock,
        work: kernels(),
    }
}
