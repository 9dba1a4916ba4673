//! The requests that wait, where a newer one replaces an older one of its kind.
//!
//! A reader who drags a slider makes a request for each step of it and looks at the last only.

use crate::measured_sweep::SweepPlan;
use crate::profiling::ProfilePlan;
use model::lab::Knobs;
use model::{Reply, Request, RequestId, Scenario};

/// What waits to be begun.
#[derive(Debug, Default)]
pub(crate) struct Inbox {
    simulate: Option<(RequestId, Scenario)>,
    sweep: Option<(RequestId, Scenario, u32)>,
    advise: Option<(RequestId, Scenario)>,
    measure: Option<(RequestId, Wanted)>,
    lab_model: Option<(RequestId, Knobs)>,
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
            Request::Simulate { id, scenario } => self.simulate = Some((id, scenario)),
            Request::Sweep { id, scenario, max_workers } => self.sweep = Some((id, scenario, max_workers)),
            Request::Advise { id, scenario } => self.advise = Some((id, scenario)),
            Request::Measure { id, scenario } => return self.replace(id, Wanted::Race(scenario)),
            Request::MeasureSweep { id, scenario, max_workers, rounds } => {
                return self.replace(id, Wanted::Sweep(SweepPlan { scenario, max_workers, rounds }));
            }
            Request::Profile { id, scenario, anew } => {
                return self.replace(id, Wanted::Profile(ProfilePlan { scenario, anew }));
            }
            Request::LabModel { id, knobs } => self.lab_model = Some((id, knobs)),
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
            Request::Hidden(_) => {}
        }
        None
    }

    pub(crate) fn simulate(&mut self) -> Option<(RequestId, Scenario)> {
        self.simulate.take()
    }

    pub(crate) fn sweep(&mut self) -> Option<(RequestId, Scenario, u32)> {
        self.sweep.take()
    }

    pub(crate) fn advise(&mut self) -> Option<(RequestId, Scenario)> {
        self.advise.take()
    }

    pub(crate) fn measure(&mut self) -> Option<(RequestId, Wanted)> {
        self.measure.take()
    }

    pub(crate) fn lab_model(&mut self) -> Option<(RequestId, Knobs)> {
        self.lab_model.take()
    }

    pub(crate) fn lab(&mut self) -> Option<(RequestId, Knobs)> {
        self.lab.take()
    }

    fn replace(&mut self, id: RequestId, wanted: Wanted) -> Option<Reply> {
        let (id, _) = self.measure.replace((id, wanted))?;
        Some(Reply::Cancelled { id })
    }
}
