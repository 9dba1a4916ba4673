//! The requests that wait, where a newer one replaces an older one of its kind.
//!
//! A reader who drags a slider makes a request for each step of it and looks at the last only.

use model::lab::Knobs;
use model::{Request, RequestId, Scenario};

/// What waits to be begun.
#[derive(Debug, Default)]
pub(crate) struct Inbox {
    simulate: Option<(RequestId, Scenario)>,
    sweep: Option<(RequestId, Scenario, u32)>,
    advise: Option<(RequestId, Scenario)>,
    lab_model: Option<(RequestId, Knobs)>,
}

impl Inbox {
    /// Takes a request to the model in.
    pub(crate) fn put(&mut self, request: Request) {
        match request {
            Request::Simulate { id, scenario } => self.simulate = Some((id, scenario)),
            Request::Sweep { id, scenario, max_workers } => self.sweep = Some((id, scenario, max_workers)),
            Request::Advise { id, scenario } => self.advise = Some((id, scenario)),
            Request::LabModel { id, knobs } => self.lab_model = Some((id, knobs)),
            _ => {}
        }
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

    pub(crate) fn lab_model(&mut self) -> Option<(RequestId, Knobs)> {
        self.lab_model.take()
    }
}
