//! The parent's end: an executor that starts the children, hands chunks of tasks out and takes results in.
//!
//! ```text
//!   main      |spawn|spawn|join |pickle, transfer|  ...  |join     |unpickle|...
//!   worker-1        |boot       |queue           |unpickle| task 0 |pickle..|unpickle| task 2 ..
//! ```
//!
//! A child that has a chunk gets the next one ahead of time, as long as there is one for each child left: who
//! is done must not idle for the way there and back. CPython's call queue is one longer than its pool for that,
//! but any worker can take what waits in it; what was sent to a child here is that child's.

use super::child::{Begin, Failure};
use super::data;
use super::message::{Chunk, Kind, Message};
use crate::log::{Log, Record, Shift};
use crate::merge::Told;
use crate::pool::follow;
use crate::run::Run;
use crate::staff::{Birth, Child};
use crate::{Error, Watch, World};
use model::trace::InstantKind;
use model::{Bytes, Cause, Nanos, Runtime, Scenario, State};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::task::Poll;

/// How often a cancel is looked for where no child has news.
const LOOK: Nanos = Nanos::millis(10);
/// A child that has not said that it is up by then never will. Once all are up, so long and [`SLOWNESS`] times what
/// they have to do is how long none of them may say anything: browsers end workers without a word.
const PATIENCE: Nanos = Nanos::millis(20_000);
const SLOWNESS: u64 = 20;
/// What a child needs beside the data of its chunk.
const CHILD_MEMORY: u64 = 64 << 20;

/// Runs the job on children, and returns what they and the parent wrote down, the parent first.
pub(crate) async fn program(
    world: &World,
    watch: Watch<'_>,
    run: &Run,
    runtime: Runtime,
) -> Result<Told, Error> {
    let mut parent = Parent::start(world, run, runtime);
    let mut told = 0;
    loop {
        parent.hear()?;
        if parent.is_done() {
            break;
        }
        parent.feed();
        follow(watch, &run.shared, &mut told);
        run.shared.stop.check()?;
        parent.news(world).await;
    }
    parent.end(world, watch).await
}

struct Parent<'a> {
    run: &'a Run,
    runtime: Runtime,
    log: Log,
    seats: Vec<Seat>,
    chunks: Chunks,
    /// Tasks whose results are not there.
    left: u32,
    copied: u64,
    /// When a child last said something.
    heard: Nanos,
}

/// A child and what it has been given.
struct Seat {
    child: Box<dyn Child>,
    is_up: bool,
    given: VecDeque<Chunk>,
    records: Option<Vec<Record>>,
}

/// The chunks to be handed out.
struct Chunks {
    next: u32,
    all: u32,
    size: u32,
}

impl Chunks {
    fn of(scenario: &Scenario, runtime: Runtime) -> Self {
        let size = scenario.chunk_for(runtime);
        Self { next: 0, all: scenario.workload.all_tasks(), size }
    }

    fn left(&self) -> usize {
        (self.all - self.next).div_ceil(self.size) as usize
    }
}

impl Iterator for Chunks {
    type Item = Chunk;
    fn next(&mut self) -> Option<Chunk> {
        let (first, tasks) = (self.next, self.size.min(self.all - self.next));
        self.next += tasks;
        (tasks > 0).then_some(Chunk { first, tasks })
    }
}

impl<'a> Parent<'a> {
    /// Starts all children, one after the other.
    fn start(world: &World, run: &'a Run, runtime: Runtime) -> Self {
        let scenario = run.plan.scenario();
        let mut parent = Self {
            run,
            runtime,
            log: Log::new(run, 1),
            seats: Vec::new(),
            chunks: Chunks::of(scenario, runtime),
            left: run.plan.tasks(),
            copied: 0,
            heard: run.shared.now(),
        };
        for _ in 0..scenario.workers_for(runtime) {
            parent.add_child(world);
        }
        parent.joins();
        parent
    }

    fn add_child(&mut self, world: &World) {
        let birth = if self.runtime == Runtime::Processes { Birth::Process } else { Birth::Interpreter };
        let at = self.log.now();
        self.log.busy(at, State::Start, Cause::Spawn, None);
        let plan = &self.run.plan;
        let memory = CHILD_MEMORY + 2 * plan.scenario().workload.data.0 * u64::from(self.chunks.size);
        let child = world.staff.child(birth, Bytes(memory));
        let begin = Begin {
            scenario: plan.scenario().clone(),
            rate: plan.rate,
            workers: plan.scenario().workers_for(self.runtime),
            recording: self.run.recording,
            started: self.run.shared.now(),
        };
        child.send(Message::about(Kind::Begin, &begin).bytes());
        self.seats.push(Seat { child, is_up: false, given: VecDeque::new(), records: None });
    }

    fn joins(&mut self) {
        let at = self.log.now();
        self.log.busy(at, State::Idle, Cause::Join, None);
    }

    fn is_done(&self) -> bool {
        self.left == 0
    }

    /// Takes in what the children have to say.
    fn hear(&mut self) -> Result<(), Error> {
        for seat in 0..self.seats.len() {
            while self.seats[seat].child.has_news() {
                let at = self.log.now();
                match self.seats[seat].child.receive() {
                    Some(Ok(answer)) => self.take(seat, answer, at)?,
                    Some(Err(death)) => return Err(Error::Panicked(death)),
                    None => break,
                }
            }
        }
        let quiet = self.run.shared.now().saturating_sub(self.heard);
        if quiet > self.patience() {
            return Err(Error::Panicked("it has not answered for too long".to_owned()));
        }
        Ok(())
    }

    fn patience(&self) -> Nanos {
        let given = self.seats.iter().flat_map(|seat| &seat.given).flat_map(|chunk| chunk.tasks());
        let nominal: Nanos = given.map(|task| self.run.plan.nominal_of(task)).sum();
        PATIENCE + nominal.times(SLOWNESS)
    }

    /// Takes an answer in that began to be copied here at `at`.
    fn take(&mut self, seat: usize, answer: Vec<u8>, at: Nanos) -> Result<(), Error> {
        self.heard = self.run.shared.now();
        let (kind, chunk, answer) = Message::read(answer).ok_or(Failure::Unread)?;
        let seat = &mut self.seats[seat];
        match kind {
            Kind::Ready => seat.is_up = true,
            Kind::Done if seat.given.front() == Some(&chunk) => {
                seat.given.pop_front();
                self.collect(chunk, answer, at)?;
            }
            Kind::Records => seat.records = Some(answer.what().ok_or(Failure::Unread)?),
            Kind::Failed => return Err(answer.what::<Failure>().unwrap_or(Failure::Unread).into()),
            _ => return Err(Failure::Unread.into()),
        }
        Ok(())
    }

    /// A chunk's results are there.
    fn collect(&mut self, chunk: Chunk, mut answer: Message, at: Nanos) -> Result<(), Error> {
        let plan = &self.run.plan;
        self.log.busy(at, State::Copy, Cause::Unpickle, Some(chunk.first()));
        for (task, data) in answer.data(chunk, plan) {
            if !data::is_returned(data, task, plan.data(task)) {
                return Err(Error::WrongData { task });
            }
            self.copied += data.len() as u64;
        }
        for task in chunk.tasks() {
            let at = self.log.now();
            self.log.instant(at, InstantKind::TaskDone);
            self.run.shared.advance(plan.nominal_of(task));
        }
        self.left -= chunk.tasks;
        self.joins();
        Ok(())
    }

    /// Gives each child that has nothing a chunk, and then each that has one a second, while there are many.
    fn feed(&mut self) {
        for (given, least_left) in [(0, 1), (1, self.seats.len())] {
            for seat in 0..self.seats.len() {
                let can_take = self.seats[seat].is_up && self.seats[seat].given.len() == given;
                if can_take && self.chunks.left() >= least_left {
                    self.hand_out(seat);
                }
            }
        }
    }

    fn hand_out(&mut self, seat: usize) {
        let Some(chunk) = self.chunks.next() else { return };
        let plan = &self.run.plan;
        let at = self.log.now();
        self.log.busy(at, State::Copy, Cause::Pickle, Some(chunk.first()));
        let bytes = Bytes(chunk.tasks().map(|task| plan.data(task).0).sum());
        let mut message = Message::run(chunk, bytes);
        message.data(chunk, plan).for_each(|(task, data)| data::write(data, task));
        let at = self.log.now();
        self.log.busy(at, State::Copy, Cause::Transfer, Some(chunk.first()));
        let seat = &mut self.seats[seat];
        seat.child.send(message.bytes());
        seat.given.push_back(chunk);
        self.copied += bytes.0;
        self.joins();
    }

    /// Waits until a child has news, or for a while.
    async fn news(&self, world: &World) {
        let mut pause = (world.pause)(LOOK);
        let news = |seat: &Seat| seat.child.has_news();
        poll_fn(
            |context| {
                if self.seats.iter().any(news) { Poll::Ready(()) } else { pause.as_mut().poll(context) }
            },
        )
        .await;
    }

    /// The run is over: the children tell what they wrote down, and end.
    async fn end(mut self, world: &World, watch: Watch<'_>) -> Result<Told, Error> {
        let at = self.log.now();
        self.log.leave(at);
        let own = std::mem::replace(&mut self.log, Log::new(self.run, 1)).end();
        if !self.run.recording {
            return Ok(Told { lanes: vec![own], copied: Bytes(self.copied) });
        }
        let (begin, end) = (own.begin, own.end);
        self.seats.iter().for_each(|seat| seat.child.send(Message::bare(Kind::End).bytes()));
        while self.seats.iter().any(|seat| seat.records.is_none()) {
            self.hear()?;
            if watch.cancel.is_cancelled() {
                return Err(Error::Cancelled);
            }
            self.news(world).await;
        }
        let children = self.seats.into_iter().filter_map(|seat| seat.records);
        let children = children.map(|records| Shift { begin, end, records });
        let lanes = [own].into_iter().chain(children).collect();
        Ok(Told { lanes, copied: Bytes(self.copied) })
    }
}
