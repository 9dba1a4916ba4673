//! How fast each kernel is here: found out before its first measurement, and held against every one since.

use live::{Error, Rate, Watch, World};
use model::{Kernel, Nanos, Scenario};
use std::cell::RefCell;
use std::rc::Rc;

/// A rate is put right if sequential runs say that it is off by more than so many thousandths.
const OFF: u64 = 100;
/// Runs that should compute for less than this say nothing.
const SHORTEST: Nanos = Nanos::millis(20);

/// The rates known; clones know the same.
#[derive(Clone, Default)]
pub(crate) struct Rates(Rc<RefCell<Vec<Known>>>);

/// What is known of a kernel.
#[derive(Clone, Copy)]
struct Known {
    kernel: Kernel,
    rate: Rate,
    /// The rate of the last measurement, which may have been put right since.
    used: Rate,
}

impl Rates {
    /// The kernel's rate, which is found out if it is not known.
    pub(crate) async fn of(&self, world: &World, kernel: Kernel, watch: Watch<'_>) -> Result<Rate, Error> {
        let rate = match self.known(kernel) {
            Some(known) => known.rate,
            None => live::calibrate(world, kernel, watch).await?,
        };
        self.put(Known { kernel, rate, used: rate });
        Ok(rate)
    }

    /// The rate that the kernel was measured with last; as [`Self::of`] where it never was.
    pub(crate) async fn used(&self, world: &World, kernel: Kernel, watch: Watch<'_>) -> Result<Rate, Error> {
        match self.known(kernel) {
            Some(known) => Ok(known.used),
            None => self.of(world, kernel, watch).await,
        }
    }

    /// Sequential runs of `scenario` computed for so long, the quickest of them for `took`: that is a calibration too.
    pub(crate) fn learn(&self, scenario: &Scenario, took: Nanos) {
        let (kernel, nominal) = (scenario.workload.kernel, scenario.workload.whole_cpu());
        let Some(known) = self.known(kernel).filter(|_| nominal >= SHORTEST) else { return };
        if took.0.abs_diff(nominal.0).saturating_mul(1000) > nominal.0.saturating_mul(OFF) {
            self.put(Known { rate: known.rate.corrected(nominal, took), ..known });
        }
    }

    fn known(&self, kernel: Kernel) -> Option<Known> {
        self.0.borrow().iter().find(|known| known.kernel == kernel).copied()
    }

    fn put(&self, new: Known) {
        let mut all = self.0.borrow_mut();
        all.retain(|known| known.kernel != new.kernel);
        all.push(new);
    }
}
