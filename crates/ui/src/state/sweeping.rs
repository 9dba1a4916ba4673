//! A speedup curve measured on this device, as far as it is.

use super::Measurement;
use charts::Sweep;
use model::{MeasuredSweep, Prediction, Runtime, RuntimeSet, Timed};
use yew::AttrValue;

/// What was measured of the scenario on the page, and what the model said of it beforehand.
#[derive(Clone, Debug, PartialEq)]
pub struct Sweeping {
    /// Every run so far.
    pub measured: MeasuredSweep,
    /// What the model says of it; empty until that is known.
    pub predicted: Vec<Prediction>,
    /// The runtimes that are not measured, and why, in one sentence.
    pub unmeasured: Vec<(Runtime, AttrValue)>,
    /// Whether it is under way.
    pub progress: Measurement,
    /// Whether the page was hidden meanwhile.
    pub hidden: bool,
}

impl Default for Sweeping {
    fn default() -> Self {
        Self {
            measured: MeasuredSweep::default(),
            predicted: Vec::new(),
            unmeasured: Vec::new(),
            progress: Measurement::None,
            hidden: false,
        }
    }
}

impl Sweeping {
    /// One that was just asked for.
    #[must_use]
    pub fn asked() -> Self {
        Self { progress: Measurement::Running { runtime: None, permille: 0 }, ..Self::default() }
    }

    /// Takes some more runs in.
    pub fn put(&mut self, runs: Vec<Timed>) {
        runs.into_iter().for_each(|run| self.measured.put(run));
    }

    /// The runtimes `shown`, on a device with so many processors.
    #[must_use]
    pub fn of(&self, shown: RuntimeSet, processors: u32) -> Sweep<'_> {
        Sweep { measured: &self.measured, shown, predicted: &self.predicted, processors }
    }
}
