//! What the model has to know of a device to predict a measured run on it: figures that a short probe takes
//! there (`live::profile`), never a run that is predicted.
//!
//! The model's usual costs are CPython's. A measured run is our own threads under our own lock, so that what it
//! costs is the device's: how soon a sleeping thread wakes, how late a timer fires, how much threads that compute
//! at the same time slow each other down.

use crate::{Nanos, Runtime};
use serde::{Deserialize, Serialize};

/// The most numbers of busy threads that a profile tells apart.
pub const MOST_BUSY: usize = 32;

/// A device, as its probe found it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceProfile {
    /// Logical processors, as the browser tells them; at least 1.
    pub processors: u32,
    /// Threads of the pool, which a run that needs more adds to; 0 where there is none.
    pub pool: u32,
    /// How fast each of 1, 2, 3, ... threads is that compute at the same time, in thousandths of the best that one
    /// did alone; 1 to 1000 each, up to `processors` of them and [`MOST_BUSY`]. Probe: so many threads compute
    /// the same for a while, and what they got done is counted. Cores that are no whole ones, a clock that is
    /// turned down and other programs at work all show here.
    pub speeds: Vec<u32>,
    /// From the begin of one job of the pool to that of the next, when several are handed in at once. Probe: the
    /// median of several hand-ins.
    pub arrival: Nanos,
    /// From a thread's waking of another to that one going on. Probe: half the median round trip of two threads
    /// that wake each other.
    pub wake: Nanos,
    /// How late timed waits end. Probe: waits of a few milliseconds, with nobody to wake them.
    pub timer: Lateness,
    /// Between two looks at a drop request: a step of a kernel, in the middle of 10 to 50 µs. Probe: the kernel's
    /// steps in a row, over their number.
    pub poll: Nanos,
    /// For a worker to take the next task and write that down. Probe: many in a row, over their number.
    pub claim: Nanos,
    /// A worker that has a memory of its own and boots as a process does; `None` where none could be started. Probe:
    /// one is started, sent messages and ended.
    pub process: Option<ChildProfile>,
    /// The same of one that is given the compiled program.
    pub interpreter: Option<ChildProfile>,
    /// The smallest step of the clock, which none of the above is finer than.
    pub clock_step: Nanos,
}

/// A worker with a memory of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildProfile {
    /// What its start takes its parent.
    pub start: Nanos,
    /// From there until it says that it is up.
    pub boot: Nanos,
    /// A message to or from it, without data: half the usual round trip.
    pub message: Nanos,
    /// Copying a byte at one end of its way, in picoseconds: a quarter of what data adds to a round trip.
    pub copy: u64,
}

/// How late timers are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lateness {
    /// The least.
    pub least: Nanos,
    /// What comes on top by chance: as often as not, less than half of this.
    pub spread: Nanos,
}

impl Default for DeviceProfile {
    /// A device of one processor on which nothing takes any time; not a probe's.
    fn default() -> Self {
        Self {
            processors: 1,
            pool: 0,
            speeds: vec![1000],
            arrival: Nanos::ZERO,
            wake: Nanos::ZERO,
            timer: Lateness::default(),
            poll: Nanos::micros(1),
            claim: Nanos::ZERO,
            process: None,
            interpreter: None,
            clock_step: Nanos(1),
        }
    }
}

impl DeviceProfile {
    /// What is known of the workers of `runtime`, if they have a memory of their own.
    #[must_use]
    pub const fn child(&self, runtime: Runtime) -> Option<ChildProfile> {
        match runtime {
            Runtime::Processes => self.process,
            Runtime::Interpreters => self.interpreter,
            _ => None,
        }
    }

    /// How fast each of `busy` threads is, in thousandths of one alone at its best, 1 to 1000; of more threads
    /// than were probed, as of the most.
    #[must_use]
    pub fn speed(&self, busy: usize) -> u32 {
        let speed = self.speeds.get(busy.saturating_sub(1)).or(self.speeds.last());
        speed.map_or(1000, |speed| (*speed).clamp(1, 1000))
    }
}
