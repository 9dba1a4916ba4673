//! What the model says of curves that are about to be measured: with this device's own costs where its probe tells
//! them, else with CPython's on as many cores.

use crate::breaks::{Breaks, Cancelled};
use model::scenario::{EVENT_LIMIT, Field};
use model::{Curve, DeviceProfile, Nanos, Prediction, Runtime, RuntimeSet, Scenario};

/// The model on this device.
pub(crate) struct Predictor<'a> {
    scenario: &'a Scenario,
    /// The device's figures, where they could be found out.
    profile: Option<&'a DeviceProfile>,
    /// The scenario on the device's number of cores; `None` where that is more than the model simulates.
    plain: Option<Scenario>,
}

impl<'a> Predictor<'a> {
    pub(crate) fn new(
        scenario: &'a Scenario,
        processors: u32,
        runtimes: RuntimeSet,
        profile: Option<&'a DeviceProfile>,
    ) -> Self {
        let mut draft = scenario.draft();
        Field::Cores.set(&mut draft, processors.clamp(1, *Field::Cores.range().end() as u32).into());
        draft.runtimes = runtimes;
        Self { scenario, profile, plain: draft.build().ok() }
    }

    /// The curve of `runtime` up to so many workers, a point a turn; `None` where the model says nothing of it.
    pub(crate) async fn curve(
        &self,
        runtime: Runtime,
        workers: u32,
        breaks: &Breaks,
    ) -> Result<Option<Prediction>, Cancelled> {
        for of_device in [true, false] {
            let Some(baseline) = self.point(of_device, Runtime::Sequential, 1) else { continue };
            let mut walls = Vec::new();
            for workers in 1..=workers.min(self.affordable()) {
                breaks.pause(Nanos::ZERO).await?;
                let Some(wall) = self.point(of_device, runtime, workers) else { break };
                walls.push(wall);
            }
            if !walls.is_empty() {
                return Ok(Some(Prediction { curve: Curve { runtime, walls }, baseline, of_device }));
            }
        }
        Ok(None)
    }

    fn point(&self, of_device: bool, runtime: Runtime, workers: u32) -> Option<Nanos> {
        if of_device {
            return sim::point_on(self.profile?, self.scenario, runtime, workers);
        }
        sim::point(self.plain.as_ref()?, runtime, workers)
    }

    /// So many points of each curve take no longer than about two seconds in a browser, all together.
    fn affordable(&self) -> u32 {
        let events = self.plain.as_ref().map_or(EVENT_LIMIT, |plain| plain.estimated_events());
        (2 * EVENT_LIMIT / events.max(1)).clamp(1, 1_000) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::Predictor;
    use model::{Cores, DeviceProfile, Runtime, RuntimeSet, Scenario};

    /// No probe could start a process here: its costs are CPython's, on the device's processors.
    #[test]
    fn what_the_probe_does_not_tell_is_as_in_cpython() {
        let (scenario, profile) = (Scenario::default(), DeviceProfile::default());
        let processes = RuntimeSet::EMPTY.with(Runtime::Processes);
        let model = Predictor::new(&scenario, 2, processes, Some(&profile));
        assert_eq!(model.point(true, Runtime::Processes, 3), None);
        let mut draft = scenario.draft();
        (draft.cores, draft.runtimes) = (Cores(2), processes);
        let here = draft.build().expect("two cores are few");
        assert_eq!(model.point(false, Runtime::Processes, 3), sim::point(&here, Runtime::Processes, 3));
    }
}
