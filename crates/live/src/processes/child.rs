//! What a worker with a memory of its own does: one message after the other, an answer to each.

use super::data;
use super::message::{Chunk, Kind, Message};
use crate::Error;
use crate::log::{Log, Record};
use crate::plan::{Act, Plan};
use crate::rate::Rate;
use crate::run::{Run, Shared};
use crate::sequential::running;
use crate::world::{ReadClock, Work};
use model::{Cause, Nanos, Scenario, State, TaskId};
use serde::{Deserialize, Serialize};

/// What is run, as it goes to a child at first.
#[derive(Serialize, Deserialize)]
pub(super) struct Begin {
    pub(super) scenario: Scenario,
    pub(super) rate: Rate,
    pub(super) workers: u32,
    pub(super) recording: bool,
    /// When the child was started, on the clock that it shares with its parent.
    pub(super) started: Nanos,
}

/// Why a child can't go on.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Failure {
    WrongResult(TaskId),
    WrongData(TaskId),
    /// The parent's fault: a message out of turn.
    Unread,
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::WrongResult(task) => Self::WrongResult { task },
            Failure::WrongData(task) => Self::WrongData { task },
            Failure::Unread => Self::Panicked("a message between workers could not be read".to_owned()),
        }
    }
}

/// The program of a worker with a memory of its own. It blocks: its thread has nothing else to do.
pub struct ChildProgram {
    clock: ReadClock,
    work: Work,
    /// When the newest message was there.
    arrived: Nanos,
    begun: Option<(Run, Log)>,
}

impl ChildProgram {
    /// One that has been told nothing yet; `clock` is the parent's too.
    #[must_use]
    pub fn new(clock: ReadClock, work: Work) -> Self {
        Self { clock, work, arrived: Nanos::ZERO, begun: None }
    }

    /// A message is there, and is about to be copied into this memory.
    pub fn arrived(&mut self) {
        self.arrived = (self.clock)();
    }

    /// Does what a message says, and returns the answer to be sent.
    #[must_use]
    pub fn hear(&mut self, message: Vec<u8>) -> Vec<u8> {
        let answer = self.answer(message);
        answer.unwrap_or_else(|failure| Message::about(Kind::Failed, &failure)).into_bytes()
    }

    /// The answer was sent.
    pub fn answered(&mut self) {
        if let Some((_, log)) = &mut self.begun {
            let at = log.now();
            log.busy(at, State::Idle, Cause::Queue, None);
        }
    }

    fn answer(&mut self, message: Vec<u8>) -> Result<Message, Failure> {
        let (kind, chunk, message) = Message::read(message).ok_or(Failure::Unread)?;
        match (kind, &mut self.begun) {
            (Kind::Begin, begun @ None) => {
                let order = message.what().ok_or(Failure::Unread)?;
                *begun = Some(begin(order, self.clock.clone(), self.work.clone()));
                Ok(Message::bare(Kind::Ready))
            }
            (Kind::Run, Some((run, log))) => Child { run, log }.chunk(chunk, message, self.arrived),
            (Kind::End, begun) => Ok(Message::about(Kind::Records, &records(begun.take()))),
            _ => Err(Failure::Unread),
        }
    }
}

/// Its start has taken until now.
fn begin(order: Begin, clock: ReadClock, work: Work) -> (Run, Log) {
    let plan = Plan::new(order.scenario, order.rate);
    let shared = Shared::of(clock, work, plan.nominal());
    let run = Run::new(shared, plan, order.recording);
    let mut log = Log::new(&run, order.workers);
    let at = log.not_before(order.started);
    log.busy(at, State::Start, Cause::Boot, None);
    (run, log)
}

fn records(begun: Option<(Run, Log)>) -> Vec<Record> {
    begun.map(|(_, log)| log.end().records).unwrap_or_default()
}

struct Child<'a> {
    run: &'a Run,
    log: &'a mut Log,
}

impl Child<'_> {
    fn chunk(&mut self, chunk: Chunk, mut message: Message, arrived: Nanos) -> Result<Message, Failure> {
        let at = self.log.not_before(arrived);
        self.copies(at, Cause::Unpickle, chunk);
        let plan = &self.run.plan;
        for (task, data) in message.data(chunk, plan) {
            if !data::is_sent(data, task, plan.data(task)) {
                return Err(Failure::WrongData(task));
            }
        }
        for task in chunk.tasks() {
            self.task(task).map_err(|_| Failure::WrongResult(task))?;
        }
        let at = self.log.now();
        self.copies(at, Cause::Pickle, chunk);
        message.data(chunk, plan).for_each(|(_, data)| data::turn(data));
        let at = self.log.now();
        self.copies(at, Cause::Transfer, chunk);
        Ok(message.turned(Kind::Done))
    }

    fn copies(&mut self, at: Nanos, cause: Cause, chunk: Chunk) {
        self.log.busy(at, State::Copy, cause, Some(chunk.first()));
    }

    /// Nobody stops a child but by ending it: all that can fail is a result.
    fn task(&mut self, task: TaskId) -> Result<(), Error> {
        for piece in self.run.plan.pieces(task) {
            let at = self.log.now();
            self.log.run(at, running(self.run, task), Some(task));
            for act in piece.acts() {
                let at = self.log.now();
                match act {
                    Act::Compute(units) => self.run.compute(task, units).until(|| false).map(drop)?,
                    // Nobody else is there who could have it.
                    Act::Acquire(lock) => self.log.acquired(at, lock),
                    Act::Release(lock) => self.log.released(at, lock),
                }
            }
            if piece.wait > Nanos::ZERO {
                let at = self.log.now();
                self.log.wait(at, State::WaitIo, Cause::Io, Some(task));
                self.run.shared.sleep_until(self.run.shared.now() + piece.wait)?;
            }
        }
        Ok(())
    }
}
