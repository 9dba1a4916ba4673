//! The requests that wait, where a newer one replaces an older one of its kind.

use crate::measured_sweep::SweepPlan;
use crate::profiling::ProfilePlan;
use model::lab::Knobs;
use model::{Reply, Request, RequestId, Scenario};

/// What waits to be begun.
#[derive(Debug, Default)]
pub(crate) struct Inbox {
    measure: Option<(RequestId, Wanted)>,
    lab: Option<(RequestId, Knobs)>,
}

/// What is to be measured; only one of them at a time, whatever it is.
#[derive(Debug)]
pub(crate) enum Wanted {
    /// Every runtime, once.
    Race(Scenario),
    /// Speedup against workers.
    Sweep(SweepPlan),
    /// The device's own figures.
    Profile(ProfilePlan),
}

impl Inbox {
    /// Takes a request in; returns the answer to a measurement that will not be made, if that ends one.
    pub(crate) fn put(&mut self, request: Request) -> Option<Reply> {
        match request {
            Request::Measure { id, scenario } => return self.replace(id, Wanted::Race(scenario)),
            Request::MeasureSweep { id, scenario, max_workers, rounds } => {
                return self.replace(id, Wanted::Sweep(SweepPlan { scenario, max_workers, rounds }));
            }
            Request::Profile { id, scenario, anew } => {
                return self.replace(id, Wanted::Profile(ProfilePlan { scenario, anew }));
            }
            Request::Lab { id, knobs } => {
                let (id, _) = self.lab.replace((id, knobs))?;
                return Some(Reply::Cancelled { id });
            }
            Request::LabKnobs { id, knobs } => {
                self.lab = self.lab.map(|(waiting, old)| (waiting, if waiting == id { knobs } else { old }));
            }
            Request::Cancel { id } => {
                let measure = self.measure.take_if(|(waiting, _)| *waiting == id).is_some();
                let lab = self.lab.take_if(|(waiting, _)| *waiting == id).is_some();
                return (measure || lab).then_some(Reply::Cancelled { id });
            }
            // The model's are the engine's.
            _ => {}
        }
        None
    }

    pub(crate) fn measure(&mut self) -> Option<(RequestId, Wanted)> {
        self.measure.take()
    }

    pub(crate) fn lab(&mut self) -> Option<(RequestId, Knobs)> {
        self.lab.take()
    }

    fn replace(&mut self, id: RequestId, wanted: Wanted) -> Option<Reply> {
        let (id, _) = self.measure.replace((id, wanted))?;
        Some(Reply::Cancelled { id })
    }
}
