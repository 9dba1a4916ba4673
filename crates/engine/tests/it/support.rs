//! An engine, driven as the worker's script drives it.

use engine::Desk;
use model::message::encode;
use model::scenario::Draft;
use model::{Capabilities, Nanos, Reply, Request, RequestId, Scenario, Unpredicted, WorkloadKind};
use std::cell::RefCell;
use std::rc::Rc;

/// The engine and what it posted.
pub(crate) struct Bench {
    desk: Desk,
    posted: Rc<RefCell<Vec<Reply>>>,
}

impl Bench {
    /// An engine of a worker with so many threads, which has just said what it can do.
    pub(crate) fn new(pool: u32) -> Self {
        let capabilities = Capabilities { isolated: pool > 0, pool, processors: 2, clock_step: Nanos(100) };
        let posted = Rc::new(RefCell::new(Vec::new()));
        let post = posted.clone();
        Self { desk: Desk::new(capabilities, move |reply| post.borrow_mut().push(reply)), posted }
    }

    pub(crate) fn send(&mut self, request: &Request) {
        self.send_bytes(&encode(request).expect("a request can be encoded"));
    }

    pub(crate) fn send_bytes(&mut self, bytes: &[u8]) {
        self.desk.receive(bytes);
    }

    /// The meter asks for a prediction and waits for it.
    pub(crate) fn predict(&mut self, wanted: &Unpredicted) {
        self.desk.predict(&encode(wanted).expect("it can be encoded"));
        assert!(self.desk.is_predicting());
    }

    pub(crate) fn is_predicting(&self) -> bool {
        self.desk.is_predicting()
    }

    /// One turn; `false` when there is nothing more to do.
    pub(crate) fn turn(&mut self) -> bool {
        self.desk.turn(false)
    }

    /// One turn while something is measured.
    pub(crate) fn turn_beside(&mut self) -> bool {
        self.desk.turn(true)
    }

    /// Turns until there is nothing more to do.
    pub(crate) fn run(&mut self) -> Vec<Reply> {
        while self.turn() {}
        self.take()
    }

    /// What was posted since this was asked last.
    pub(crate) fn take(&self) -> Vec<Reply> {
        std::mem::take(&mut self.posted.borrow_mut())
    }

    /// What the meter is to do, of all that came since this was asked last.
    pub(crate) fn handed_on(&mut self) -> Vec<Request> {
        std::iter::from_fn(|| self.desk.handed_on()).collect()
    }
}

/// A short job of a kind.
pub(crate) fn short(kind: WorkloadKind) -> Scenario {
    let mut draft = Draft::of(kind);
    draft.workload.cpu = Nanos::millis(4);
    draft.workload.io = Nanos(draft.workload.io.0.min(4_000_000));
    draft.build().expect("the short job is valid")
}

pub(crate) fn simulate(id: u32, scenario: &Scenario) -> Request {
    Request::Simulate { id: RequestId(id), scenario: scenario.clone() }
}
