//! A child for a probe: started for one small job, sent its chunk again and again.

use super::child::Begin;
use super::data;
use super::message::{Chunk, Kind, Message};
use crate::plan::Plan;
use crate::staff::{Birth, Child};
use crate::{Rate, World};
use model::{Bytes, Nanos, Scenario};

/// What a child needs beside its data.
const MEMORY: Bytes = Bytes(64 << 20);

/// The way to a child; it ends when this is dropped.
pub(crate) struct Line {
    child: Box<dyn Child>,
    plan: Plan,
}

impl Line {
    /// Starts a child for `job`; it answers when it is up.
    pub(crate) fn open(world: &World, birth: Birth, (job, rate): (&Scenario, Rate), now: Nanos) -> Self {
        let child = world.staff.child(birth, MEMORY);
        let begin = Begin { scenario: job.clone(), rate, workers: 1, recording: false, started: now };
        child.send(Message::about(Kind::Begin, &begin).bytes());
        Self { child, plan: Plan::new(job.clone(), rate) }
    }

    /// Sends the first so many of the job's tasks with their data; the answer brings as much back.
    pub(crate) fn run(&self, tasks: u32) {
        let chunk = Chunk { first: 0, tasks };
        let bytes = Bytes(chunk.tasks().map(|task| self.plan.data(task).0).sum());
        let mut message = Message::run(chunk, bytes);
        message.data(chunk, &self.plan).for_each(|(task, data)| data::write(data, task));
        self.child.send(message.bytes());
    }

    /// Whether there is an answer.
    pub(crate) fn has_news(&self) -> bool {
        self.child.has_news()
    }

    /// Takes an answer, and looks through its data; `Some(false)` where the child is of no use.
    pub(crate) fn hear(&self) -> Option<bool> {
        let Ok(answer) = self.child.receive()? else { return Some(false) };
        let Some((kind, chunk, mut answer)) = Message::read(answer) else { return Some(false) };
        let plan = &self.plan;
        let right =
            answer.data(chunk, plan).all(|(task, data)| data::is_returned(data, task, plan.data(task)));
        Some(right && matches!(kind, Kind::Ready | Kind::Done))
    }
}
