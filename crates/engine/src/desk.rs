//! The engine itself: takes requests, decides which is next, does a little of it at each turn.

use crate::inbox::Inbox;
use crate::predicting::Predicting;
use crate::sweep::Sweep;
use model::{Capabilities, Reply, Request, RequestId, Unpredicted};
use sim::Advisor;
use std::collections::VecDeque;

/// The engine: answers requests through `post`, a turn at a time.
pub struct Desk {
    capabilities: Capabilities,
    post: Box<dyn Fn(Reply)>,
    inbox: Inbox,
    predicting: Option<Predicting>,
    advising: Option<(RequestId, Advisor)>,
    sweep: Option<Sweep>,
    /// For the meter.
    handed_on: VecDeque<Request>,
    /// Whether there is a meter: it is started for the first request handed on.
    has_meter: bool,
    hidden: bool,
}

impl Desk {
    /// An engine of a worker that can do this; its first reply tells it.
    pub fn new(capabilities: Capabilities, post: impl Fn(Reply) + 'static) -> Self {
        post(Reply::Ready(capabilities.clone()));
        Self {
            capabilities,
            post: Box::new(post),
            inbox: Inbox::default(),
            predicting: None,
            advising: None,
            sweep: None,
            handed_on: VecDeque::new(),
            has_meter: false,
            hidden: false,
        }
    }

    /// Takes a message in. One that can't be read is answered at once, and does no harm.
    pub fn receive(&mut self, bytes: &[u8]) {
        match model::message::decode::<Request>(bytes) {
            Ok(request) => self.take(request),
            Err(error) => (self.post)(Reply::Failed { id: None, message: error.to_string() }),
        }
    }

    fn take(&mut self, request: Request) {
        match request {
            Request::Measure { .. }
            | Request::MeasureSweep { .. }
            | Request::Profile { .. }
            | Request::Lab { .. } => self.hand_on(request),
            Request::Cancel { id } if self.drops(id) => (self.post)(Reply::Cancelled { id }),
            Request::Cancel { .. } | Request::LabKnobs { .. } => self.tell_meter(request),
            Request::Hidden(hidden) => {
                self.hidden = hidden;
                self.tell_meter(request);
            }
            request => self.inbox.put(request),
        }
    }

    /// The meter wants to know what the model says before it goes on.
    pub fn predict(&mut self, bytes: &[u8]) {
        match model::message::decode::<Unpredicted>(bytes) {
            Ok(wanted) => self.predicting = Some(Predicting::new(wanted, self.capabilities.processors)),
            Err(error) => (self.post)(Reply::Failed { id: None, message: error.to_string() }),
        }
    }

    /// Whether the meter is to wait for a prediction.
    #[must_use]
    pub const fn is_predicting(&self) -> bool {
        self.predicting.is_some()
    }

    /// The next request for the meter.
    pub fn handed_on(&mut self) -> Option<Request> {
        self.handed_on.pop_front()
    }

    /// Does what is to be done next, or some of it, and says whether there is more to do.
    ///
    /// The model's race comes first, then what a measurement waits for, then advice, then curves. These two wait
    /// while something is `measured`, so that its runs soon follow each other.
    pub fn turn(&mut self, measured: bool) -> bool {
        if let Some((id, scenario)) = self.inbox.simulate() {
            (self.post)(Reply::Raced { id, race: sim::race(&scenario) });
            return true;
        }
        if let Some((id, knobs)) = self.inbox.lab_model() {
            let reading = Box::new(sim::lab(knobs, self.capabilities.processors));
            (self.post)(Reply::LabModel { id, reading });
            return true;
        }
        self.predict_on() || (!measured && (self.advise_on() || self.sweep_on()))
    }

    /// Predicts some more of a measurement.
    fn predict_on(&mut self) -> bool {
        let Some(predicting) = &mut self.predicting else { return false };
        if let Some(reply) = predicting.step() {
            self.predicting = None;
            (self.post)(reply);
        }
        true
    }

    /// Tries one change of the newest scenario to be helped, if there is any.
    fn advise_on(&mut self) -> bool {
        if let Some((id, scenario)) = self.inbox.advise() {
            self.advising = Some((id, Advisor::new(&scenario)));
        }
        let Some((id, advisor)) = &mut self.advising else { return false };
        if let Some(advice) = advisor.step() {
            (self.post)(Reply::Advised { id: *id, advice });
            self.advising = None;
        }
        true
    }

    /// Computes one point of the newest sweep.
    fn sweep_on(&mut self) -> bool {
        if let Some((id, scenario, max_workers)) = self.inbox.sweep() {
            self.sweep = Some(Sweep::new(id, scenario, max_workers));
        }
        let Some(sweep) = &mut self.sweep else { return false };
        if let Some(reply) = sweep.step() {
            self.sweep = None;
            (self.post)(reply);
        }
        true
    }

    /// Whether that ends what the meter knows of no more.
    fn drops(&mut self, id: RequestId) -> bool {
        self.predicting.take_if(|predicting| predicting.is_all_of(id)).is_some()
    }

    fn hand_on(&mut self, request: Request) {
        if !self.has_meter && self.hidden {
            self.handed_on.push_back(Request::Hidden(true));
        }
        self.has_meter = true;
        self.handed_on.push_back(request);
    }

    fn tell_meter(&mut self, request: Request) {
        if self.has_meter {
            self.handed_on.push_back(request);
        }
    }
}
