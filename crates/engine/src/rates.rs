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
pub(crate) struct Rates(Rc<RefCell<Vec<(Kernel, Rate)>>>);

impl Rates {
    /// The kernel's rate, which is found out if it is not known.
    pub(crate) async fn of(&self, world: &World, kernel: Kernel, watch: Watch<'_>) -> Result<Rate, Error> {
        if let Some(rate) = self.known(kernel) {
            return Ok(rate);
        }
        let rate = live::calibrate(world, kernel, watch).await?;
        self.put(kernel, rate);
        Ok(rate)
    }

    /// Sequential runs of `scenario` computed for so long, the quickest of them for `took`: that is a calibration too.
    pub(crate) fn learn(&self, scenario: &Scenario, took: Nanos) {
        let (kernel, nominal) = (scenario.workload.kernel, scenario.workload.whole_cpu());
        let Some(rate) = self.known(kernel).filter(|_| nominal >= SHORTEST) else { return };
        if took.0.abs_diff(nominal.0).saturating_mul(1000) > nominal.0.saturating_mul(OFF) {
            self.put(kernel, rate.corrected(nominal, took));
        }
    }

    fn known(&self, kernel: Kernel) -> Option<Rate> {
        self.0.borrow().iter().find(|(known, _)| *known == kernel).map(|(_, rate)| *rate)
    }

    fn put(&self, kernel: Kernel, rate: Rate) {
        let mut rates = self.0.borrow_mut();
        rates.retain(|(known, _)| *known != kernel);
        rates.push((kernel, rate));
    }
}
