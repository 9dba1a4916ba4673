//! A resumable run of a kernel: units one after the other, in short steps.

use crate::inputs::{VARIANTS, fold};
use crate::kernel::{Form, Kernel};
use crate::lanes::{Lanes, Plain, Simd};
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
    ///
    /// The kernel is in its fastest form: [`Form::Simd`].
    pub fn new(kernel: Kernel, units: u32) -> Job {
        // Not `in_form`: a program that never names a form carries the plain ones only if this does.
        Job::of(state::<Simd>(kernel), units)
    }

    /// The same with the kernel in a form of one's choice: the same steps and results, in another time.
    pub fn in_form(kernel: Kernel, form: Form, units: u32) -> Job {
        Job::of(if form == Form::Plain { state::<Plain>(kernel) } else { state::<Simd>(kernel) }, units)
    }

    fn of(unit: Box<dyn Unit>, units: u32) -> Job {
        Job { unit, units, units_done: 0, begun: false, checksum: 0 }
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

    /// Computes what is left in one call that can't be interrupted, and returns the checksum over all units.
    pub fn run(mut self) -> u64 {
        loop {
            if let Progress::Done(checksum) = self.step() {
                return checksum;
            }
        }
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
    Job::new(kernel, units).run()
}

fn state<L: Lanes>(kernel: Kernel) -> Box<dyn Unit> {
    match kernel {
        Kernel::Sieve => Box::new(Sieve::new()),
        Kernel::Mandelbrot => Box::new(Mandelbrot::<L>::new()),
        Kernel::Sha256 => Box::new(Sha256::<L>::new()),
        Kernel::Nbody => Box::new(Nbody::<L>::new()),
        Kernel::Matmul => Box::new(Matmul::<L>::new()),
        Kernel::Mergesort => Box::new(Mergesort::new()),
    }
}
