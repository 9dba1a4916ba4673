//! The three helper threads of a `multiprocessing.Pool` (Lib/multiprocessing/pool.py: `_handle_workers`,
//! `_handle_tasks`, `_handle_results`).

use super::chunks::Chunk;
use super::crew::{Crew, Way, boot};
use super::pipe::Message;
use super::pool::Pool;
use super::starts::starting;
use crate::machine::{Look, Machine, Step, ThreadId};
use model::{Cause, LaneId, State};

/// Their numbers, in the order in which they are started.
const WORKERS: usize = 0;
const TASKS: usize = 1;
const RESULTS: usize = 2;

#[derive(Clone, Debug)]
pub(super) struct Handlers {
    lanes: [LaneId; 3],
    threads: Vec<ThreadId>,
    at: [At; 3],
    /// Chunks of the map that are to be sent: all or, before it, none.
    mapped: u32,
    /// How many of them the tasks' handler has taken.
    sent: u32,
    /// How many results are set.
    set: u32,
}

/// What a handler does next.
#[derive(Clone, Copy, Debug)]
enum At {
    Boot,
    /// The workers' handler sees to the workers.
    Maintain,
    Wait,
    Write(Chunk),
    Written(Chunk),
    Read(Message),
    Set(Chunk),
}

impl Handlers {
    pub(super) const fn new(lanes: [LaneId; 3]) -> Self {
        Self { lanes, threads: Vec::new(), at: [At::Boot; 3], mapped: 0, sent: 0, set: 0 }
    }

    /// They have been running for long.
    pub(super) const fn are_warm(&mut self) {
        self.at = [At::Wait; 3];
    }

    pub(super) const fn are_started(&self) -> bool {
        self.threads.len() == self.lanes.len()
    }
}

impl Pool {
    /// The next handler's thread is there.
    pub(super) fn add_handler(&mut self, machine: &mut Machine) {
        let number = self.handlers.threads.len();
        let thread = self.crew.add_helper(machine, self.handlers.lanes[number], number);
        self.handlers.threads.push(thread);
        if number == RESULTS {
            self.crew.reader = Some(thread);
        }
    }

    /// The map is in the queue of the tasks' handler.
    pub(super) fn put(&mut self, machine: &mut Machine) {
        self.handlers.mapped = self.crew.chunks.count();
        machine.wake(self.handlers.threads[TASKS]);
    }

    /// Whether all results are set.
    pub(super) const fn have_all(&self) -> bool {
        self.handlers.set == self.crew.chunks.count()
    }

    pub(super) fn handler_next(&mut self, machine: &mut Machine, thread: ThreadId, number: usize) -> Step {
        loop {
            let (next, step) = match (number, self.handlers.at[number]) {
                (WORKERS, At::Boot) => (At::Maintain, Some(boot(machine))),
                (_, At::Boot) => (At::Wait, Some(boot(machine))),
                (WORKERS, At::Maintain) => {
                    (At::Wait, Some(Step::held(machine.costs.process.mp_pool.maintain, starting())))
                }
                (WORKERS, _) => (At::Maintain, Some(idle())),
                (TASKS, at) => self.handle_tasks(machine, thread, at),
                (_, at) => self.handle_results(machine, thread, at),
            };
            self.handlers.at[number] = next;
            if let Some(step) = step {
                return step;
            }
        }
    }

    fn handle_tasks(&mut self, machine: &mut Machine, thread: ThreadId, at: At) -> (At, Option<Step>) {
        match at {
            At::Write(chunk) => {
                let data = chunk.arguments(&self.crew.scenario);
                self.crew.write(machine, Way::There, chunk, data, thread);
                (At::Written(chunk), None)
            }
            At::Written(chunk) => match self.crew.stuck(thread, chunk) {
                Some(step) => (at, Some(step)),
                None => (At::Wait, None),
            },
            _ if self.handlers.sent < self.handlers.mapped => {
                let chunk = self.crew.chunks.get(self.handlers.sent);
                self.handlers.sent += 1;
                let costs = &machine.costs.process;
                let data = chunk.arguments(&self.crew.scenario);
                let fixed = costs.mp_pool.put + costs.item.times(chunk.len().into());
                (At::Write(chunk), Some(self.crew.pack(fixed, costs.pickle, Cause::Pickle, (chunk, data))))
            }
            _ => (At::Wait, Some(idle())),
        }
    }

    fn handle_results(&mut self, machine: &mut Machine, thread: ThreadId, at: At) -> (At, Option<Step>) {
        match at {
            At::Read(message) => {
                self.crew.was_read(machine, Way::Back, message);
                let (costs, chunk) = (&machine.costs.process, message.chunk);
                let fixed = costs.mp_pool.get + costs.item.times(chunk.len().into());
                let message = (chunk, message.data);
                (At::Set(chunk), Some(self.crew.pack(fixed, costs.unpickle, Cause::Unpickle, message)))
            }
            At::Set(chunk) => {
                self.set(machine, thread, chunk);
                (At::Wait, None)
            }
            _ => match self.crew.results.read() {
                Some(message) => (At::Read(message), Some(Crew::read(machine, message))),
                None => (At::Wait, Some(idle())),
            },
        }
    }

    /// With the last result the map leaves the pool's cache, which wakes the workers' handler, and only then is
    /// its event set (`MapResult._set`, `_PoolCache.__delitem__`).
    fn set(&mut self, machine: &mut Machine, thread: ThreadId, chunk: Chunk) {
        Crew::done(machine, thread, chunk);
        self.handlers.set += 1;
        if self.have_all() {
            machine.wake(self.handlers.threads[WORKERS]);
            machine.wake(self.crew.main);
        }
    }
}

const fn idle() -> Step {
    Step::Block(Look::of(State::Idle, Cause::Queue))
}
