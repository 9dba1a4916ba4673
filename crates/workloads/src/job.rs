//! A resumable run of a kernel: units one after the other, in short steps.

use crate::inputs::{VARIANTS, fold};
use crate::kernel::Kernel;
use crate::mandelbrot::Mandelbrot;
use crate::matmul::Matmul;
use crate::mergesort::Mergesort;
use crate::nbody::Nbody;
use crate::sha256::Sha256;
use crate::sieve::Sieve;

/// One kernel's state, allocated once and used again for every unit.
pub(crate) trait Unit: Send {
    /// Forgets the unit before and prepares for the input called `variant`, below [`VARIANTS`].
    ///
    /// This is a step of its own, so it must be as short as one.
    fn begin(&mut self, variant: u32);

    /// Works for at most 12 µs (on a machine of 2024), then answers the unit's checksum if that was the end of it.
    fn step(&mut self) -> Option<u64>;
}

/// What [`Job::step`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Progress {
    /// There is more to do.
    More,
    /// All units are computed; this is the checksum over all of them, to be compared with [`expected`](crate::expected()).
    Done(u64),
}

/// A computation that can be left between any two steps and taken up again, on another thread too.
///
/// All memory is taken by [`Job::new`] (less than 300 KiB); a step allocates nothing.
pub struct Job {
    unit: Box<dyn Unit>,
    units: u32,
    units_done: u32,
    /// Whether unit `units_done` has begun.
    begun: bool,
    checksum: u64,
}

impl Job {
    /// A job of `units` units of `kernel`, none of them begun; with 0 units the first step is the last.
    pub fn new(kernel: Kernel, units: u32) -> Job {
        Job { unit: state(kernel), units, units_done: 0, begun: false, checksum: 0 }
    }

    /// Computes for at most 12 µs on a machine of 2024, at most about 50 µs on a slow one, and says whether that was the end.
    ///
    /// A finished job answers [`Progress::Done`] again, with the same checksum.
    pub fn step(&mut self) -> Progress {
        if self.units_done == self.units {
            return Progress::Done(self.checksum);
        }
        if !self.begun {
            self.unit.begin(self.units_done % VARIANTS);
            self.begun = true;
        } else if let Some(unit_checksum) = self.unit.step() {
            self.finish_unit(unit_checksum);
        }
        if self.units_done == self.units { Progress::Done(self.checksum) } else { Progress::More }
    }

    /// How many units are computed, from 0 to the number given to [`Job::new`].
    pub fn units_done(&self) -> u32 {
        self.units_done
    }

    fn finish_unit(&mut self, unit_checksum: u64) {
        self.checksum = fold(self.checksum, unit_checksum);
        self.units_done += 1;
        self.begun = false;
    }
}

/// Computes `units` units of `kernel` in one call that can't be interrupted, and returns the checksum over all of them.
///
/// This is what a C extension does between `Py_BEGIN_ALLOW_THREADS` and `Py_END_ALLOW_THREADS`.
pub fn run_block(kernel: Kernel, units: u32) -> u64 {
    let mut job = Job::new(kernel, units);
    loop {
        if let Progress::Done(checksum) = job.step() {
            return checksum;
        }
    }
}

fn state(kernel: Kernel) -> Box<dyn Unit> {
    match kernel {
        Kernel::Sieve => Box::new(Sieve::new()),
        Kernel::Mandelbrot => Box::new(Mandelbrot::new()),
        Kernel::Sha256 => Box::new(Sha256::new()),
        Kernel::Nbody => Box::new(Nbody::new()),
        Kernel::Matmul => Box::new(Matmul::new()),
        Kernel::Mergesort => Box::new(Mergesort::new()),
    }
}
