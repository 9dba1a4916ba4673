//! What the worker's script calls; the only place that knows of JavaScript.

mod child;
mod staff;

use crate::{Desk, Next, Pauses};
use live::World;
use live::shared_work::SharedWork;
use live::world::{PoolJob, ReadClock, Spawn, kernels};
use model::message::encode;
use model::{Capabilities, Kernel, Nanos, Reply};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use wasm_bindgen::prelude::wasm_bindgen;
pub use wasm_bindgen_rayon::init_thread_pool;

#[wasm_bindgen]
extern "C" {
    /// Milliseconds since this worker's time origin.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;

    /// This worker's time origin, in milliseconds since 1970.
    #[wasm_bindgen(thread_local_v2, js_namespace = performance, js_name = timeOrigin)]
    static TIME_ORIGIN: f64;
}

/// The last words of the thread that panicked first.
static LAST_WORDS: Mutex<Option<String>> = Mutex::new(None);

/// The bytes that could not be allocated. Whoever can't have them can't panic either: a message takes memory.
static MISSING: AtomicUsize = AtomicUsize::new(0);

/// The engine, as the worker's script holds it.
#[wasm_bindgen]
pub struct Engine {
    desk: Desk,
    replies: Rc<RefCell<VecDeque<Reply>>>,
}

#[wasm_bindgen]
impl Engine {
    /// Starts the engine; its first reply is there at once.
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

    /// The bytes of the next `Reply` to be posted, if there is one.
    pub fn reply(&mut self) -> Option<Vec<u8>> {
        let reply = self.replies.borrow_mut().pop_front()?;
        let bytes = encode(&reply);
        bytes.or_else(|error| encode(&failed(error.to_string()))).ok()
    }
}

fn remember_panics() {
    std::alloc::set_alloc_error_hook(|layout| MISSING.store(layout.size(), Ordering::Relaxed));
    std::panic::set_hook(Box::new(|info| {
        let mut words = LAST_WORDS.lock().unwrap_or_else(PoisonError::into_inner);
        words.get_or_insert_with(|| info.to_string());
    }));
}

/// What the thread that panicked first in this memory said, once.
#[wasm_bindgen(js_name = panicWords)]
pub fn panic_words() -> Option<String> {
    LAST_WORDS.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// The bytes of a `Reply` that says how a thread died, once; the engine is to be replaced then.
#[wasm_bindgen(js_name = lastWords)]
pub fn last_words() -> Option<Vec<u8>> {
    encode(&failed(panic_words()?)).ok()
}

/// How many bytes could not be had any more, if that is how a thread died: then nothing is said by [`last_words`].
#[wasm_bindgen(js_name = outOfMemory)]
pub fn out_of_memory() -> usize {
    MISSING.load(Ordering::Relaxed)
}

/// For tests of the page: breaks the engine in one of some ways, on its own thread or on one of the pool's.
#[wasm_bindgen(js_name = breakOnPurpose)]
pub fn break_on_purpose(how: &str) {
    let way: fn() = match how {
        _ if how.starts_with("trap") => || core::arch::wasm32::unreachable(),
        _ if how.starts_with("use up memory") => || loop {
            std::mem::forget(std::hint::black_box(Vec::<u8>::with_capacity(16_000_000)));
        },
        _ => || panic!("on purpose"),
    };
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

fn failed(message: String) -> Reply {
    Reply::Failed { id: None, message }
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

/// Time since 1970: each worker has its own origin, so only the sum can be compared between them.
fn now() -> Nanos {
    let nanos = |millis: f64| Nanos((millis * 1e6) as u64);
    nanos(TIME_ORIGIN.with(|origin| *origin)) + nanos(performance_now())
}

/// The smallest step that the clock makes in a few.
fn clock_step() -> Nanos {
    let step = |_| {
        let begin = performance_now();
        let mut end = begin;
        while end <= begin {
            end = performance_now();
        }
        Nanos(((end - begin) * 1e6).round() as u64)
    };
    (0..5).map(step).min().unwrap_or(Nanos::millis(1))
}
