//! The GIL laboratory while it runs: looked at a few times a second, and stopped in time.

use live::{Error, Lab, World};
use model::lab::Knobs;
use model::{Nanos, Reply, RequestId};

/// How often it tells what it reads.
const LOOK: Nanos = Nanos::millis(200);
/// How often it is looked whether its threads are gone.
const GONE: Nanos = Nanos::millis(4);
/// How long it runs: all of the device's processors are busy meanwhile.
const LIMIT: Nanos = Nanos::millis(60_000);

/// A laboratory that runs or stops.
pub(crate) struct Running {
    pub(crate) id: RequestId,
    lab: Lab,
    /// When it is stopped at the latest.
    until: Nanos,
    /// When it is looked at next.
    pub(crate) due: Nanos,
    /// What it answers at last, once it is stopped.
    last: Option<Reply>,
}

impl Running {
    /// Starts it, or says why it can't be.
    pub(crate) fn start(world: &World, id: RequestId, knobs: Knobs) -> Result<Self, Reply> {
        let now = (world.clock)();
        let lab = Lab::start(world, knobs).map_err(|error| failed(id, &error))?;
        Ok(Self { id, lab, until: now + LIMIT, due: now + LOOK, last: None })
    }

    /// Turns its knobs; the next reading is of the new ones alone.
    pub(crate) fn set(&mut self, knobs: Knobs, now: Nanos) {
        self.lab.turn(knobs);
        self.due = now + LOOK;
    }

    /// Stops it before its time is over.
    pub(crate) fn stop(&mut self) {
        self.stop_as(Reply::Cancelled { id: self.id });
    }

    /// What there is to tell at its due time; [`Self::is_over`] tells whether that was its last word.
    pub(crate) fn look(&mut self, now: Nanos) -> Option<Reply> {
        if let Some(error) = self.lab.end() {
            let last = self.last.take().filter(|_| error == Error::Cancelled);
            self.due = Nanos::MAX;
            return Some(last.unwrap_or_else(|| failed(self.id, &error)));
        }
        if self.last.is_none() && now >= self.until {
            self.stop_as(Reply::Finished { id: self.id });
        }
        if self.last.is_some() {
            self.due = now + GONE;
            return None;
        }
        self.due = now + LOOK;
        let (knobs, reading) = (self.lab.knobs(), Box::new(self.lab.read()));
        Some(Reply::LabSample { id: self.id, knobs, reading })
    }

    pub(crate) fn is_over(&self) -> bool {
        self.due == Nanos::MAX
    }

    fn stop_as(&mut self, last: Reply) {
        self.lab.stop();
        self.last.get_or_insert(last);
        self.due = Nanos::ZERO;
    }
}

fn failed(id: RequestId, error: &Error) -> Reply {
    Reply::Failed { id: Some(id), message: error.to_string() }
}
