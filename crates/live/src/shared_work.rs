//! A fixed amount of one kernel, shared by some workers and timed: what benchmarks compare machines and
//! engines by, since a measured scenario adapts its work to the device.

use crate::plan::kernel_of;
use crate::run::lock;
use crate::world::{ReadClock, Spawn};
use model::{Kernel, Nanos};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use workloads::{expected, run_block};

/// What a worker takes at a time: every variant of the input once.
const BATCH: u32 = 8;

/// Work that was handed to workers; clones watch the same.
#[derive(Clone)]
pub struct SharedWork(Arc<State>);

struct State {
    kernel: workloads::Kernel,
    batches: u32,
    taken: AtomicU32,
    clock: ReadClock,
    /// When each worker began and ended, and whether its results were right.
    shifts: Mutex<Vec<(Nanos, Nanos, bool)>>,
    workers: u32,
}

impl SharedWork {
    /// Hands so many batches of eight units to `workers` jobs, and returns at once.
    #[must_use]
    pub fn begin(spawn: &Spawn, clock: &ReadClock, kernel: Kernel, batches: u32, workers: u32) -> Self {
        let state = Arc::new(State {
            kernel: kernel_of(kernel),
            batches,
            taken: AtomicU32::new(0),
            clock: clock.clone(),
            shifts: Mutex::default(),
            workers,
        });
        for _ in 0..workers {
            let state = state.clone();
            spawn(Box::new(move || state.work()));
        }
        Self(state)
    }

    /// How long it took from the first worker's begin to the last one's end; `None` while it goes on, or
    /// where a result was wrong.
    #[must_use]
    pub fn time(&self) -> Option<Nanos> {
        let shifts = lock(&self.0.shifts);
        let right = shifts.len() == self.0.workers as usize && shifts.iter().all(|(_, _, right)| *right);
        let begin = shifts.iter().map(|(begin, _, _)| *begin).min();
        let end = shifts.iter().map(|(_, end, _)| *end).max();
        right.then_some(end?.saturating_sub(begin?))
    }
}

impl State {
    fn work(&self) {
        let (begin, expected) = ((self.clock)(), expected(self.kernel, BATCH));
        let mut right = true;
        while self.taken.fetch_add(1, Ordering::Relaxed) < self.batches {
            right &= run_block(self.kernel, BATCH) == expected;
        }
        lock(&self.shifts).push((begin, (self.clock)(), right));
    }
}
