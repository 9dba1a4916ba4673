//! The executor's manager thread, which passes chunks on and collects results, and its feeder thread, which
//! pickles chunks and writes them to the workers.

use super::chunks::Chunk;
use super::crew::{Crew, Way, boot};
use super::executor::Executor;
use super::pipe::Message;
use crate::machine::{Look, Machine, Step, ThreadId};
use model::{Cause, LaneId, State};
use std::collections::VecDeque;

#[derive(Clone, Debug)]
pub(super) struct Helpers {
    lanes: [LaneId; 2],
    /// The manager's and the feeder's, once they run.
    threads: Option<[ThreadId; 2]>,
    manager: Manager,
    feeder: Feeder,
    /// Submitted, not yet passed on.
    pub(super) pending: VecDeque<Chunk>,
    /// Passed on, not yet pickled.
    to_feed: VecDeque<Chunk>,
    /// How many chunks were passed on.
    passed: u32,
}

/// What the manager thread does next.
#[derive(Clone, Copy, Debug)]
enum Manager {
    Boot,
    PassOn,
    Passed(Chunk),
    Wait,
    Round,
    Look,
    Read(Message),
    Collected(Chunk),
}

/// What the feeder thread does next.
#[derive(Clone, Copy, Debug)]
enum Feeder {
    Boot,
    Take,
    Write(Chunk),
    Written(Chunk),
}

impl Helpers {
    pub(super) const fn new(lanes: [LaneId; 2]) -> Self {
        Self {
            lanes,
            threads: None,
            manager: Manager::Boot,
            feeder: Feeder::Boot,
            pending: VecDeque::new(),
            to_feed: VecDeque::new(),
            passed: 0,
        }
    }

    pub(super) const fn are_started(&self) -> bool {
        self.threads.is_some()
    }

    /// Both have been running for long.
    pub(super) const fn are_warm(&mut self) {
        (self.manager, self.feeder) = (Manager::PassOn, Feeder::Take);
    }

    pub(super) fn wake_manager(&self, machine: &mut Machine) {
        if let Some([manager, _]) = self.threads {
            machine.wake(manager);
        }
    }

    fn wake_feeder(&self, machine: &mut Machine) {
        if let Some([_, feeder]) = self.threads {
            machine.wake(feeder);
        }
    }
}

impl Executor {
    /// The manager starts with the first submit, and the feeder with the first chunk passed on: at once.
    pub(super) fn start_helpers(&mut self, machine: &mut Machine) {
        let [manager, feeder] = self.helpers.lanes;
        let manager = self.crew.add_helper(machine, manager, 0);
        let feeder = self.crew.add_helper(machine, feeder, 1);
        self.helpers.threads = Some([manager, feeder]);
        self.crew.reader = Some(manager);
    }

    pub(super) fn manager_next(&mut self, machine: &mut Machine, thread: ThreadId) -> Step {
        loop {
            match self.helpers.manager {
                Manager::Boot => {
                    self.helpers.manager = Manager::PassOn;
                    return boot(machine);
                }
                Manager::PassOn => match self.pass_on() {
                    Some(chunk) => {
                        self.helpers.manager = Manager::Passed(chunk);
                        return Step::python(machine.costs.process.pass_on, Some(chunk.first()));
                    }
                    None => self.helpers.manager = Manager::Wait,
                },
                Manager::Passed(chunk) => {
                    self.helpers.to_feed.push_back(chunk);
                    self.helpers.wake_feeder(machine);
                    self.helpers.manager = Manager::PassOn;
                }
                Manager::Wait => {
                    self.helpers.manager = Manager::Round;
                    if self.crew.results.is_empty() {
                        return Step::Block(Look::of(State::Idle, Cause::Queue));
                    }
                }
                Manager::Round => {
                    self.helpers.manager = Manager::Look;
                    return Step::held(machine.costs.process.round, Look::of(State::Copy, Cause::Transfer));
                }
                Manager::Look => match self.look(machine) {
                    Some(step) => return step,
                    None => self.helpers.manager = Manager::PassOn,
                },
                Manager::Read(message) => return self.collect(machine, message),
                Manager::Collected(chunk) => {
                    Crew::done(machine, thread, chunk);
                    self.parent.idle += 1;
                    self.set(machine, chunk);
                    self.helpers.manager = Manager::PassOn;
                }
            }
        }
    }

    /// The next chunk to pass on, unless enough are ahead: one more than there are workers.
    fn pass_on(&mut self) -> Option<Chunk> {
        let ahead = self.helpers.passed - self.crew.taken;
        if ahead as usize > self.crew.size {
            return None;
        }
        let chunk = self.helpers.pending.pop_front()?;
        self.helpers.passed += 1;
        Some(chunk)
    }

    /// Reads the next result, if it was one that ended the wait.
    fn look(&mut self, machine: &Machine) -> Option<Step> {
        let message = self.crew.results.read()?;
        self.helpers.manager = Manager::Read(message);
        Some(Crew::read(machine, message))
    }

    fn collect(&mut self, machine: &mut Machine, message: Message) -> Step {
        self.crew.was_read(machine, Way::Back, message);
        self.helpers.manager = Manager::Collected(message.chunk);
        let costs = &machine.costs.process;
        let fixed = costs.collect + costs.item.times(message.chunk.len().into());
        self.crew.pack(fixed, costs.unpickle, Cause::Unpickle, (message.chunk, message.data))
    }

    pub(super) fn feeder_next(&mut self, machine: &mut Machine, thread: ThreadId) -> Step {
        loop {
            match self.helpers.feeder {
                Feeder::Boot => {
                    self.helpers.feeder = Feeder::Take;
                    return boot(machine);
                }
                Feeder::Take => {
                    let Some(chunk) = self.helpers.to_feed.pop_front() else {
                        return Step::Block(Look::of(State::Idle, Cause::Queue));
                    };
                    self.helpers.feeder = Feeder::Write(chunk);
                    let costs = &machine.costs.process;
                    let data = chunk.arguments(&self.crew.scenario);
                    let fixed = costs.feed + costs.item.times(chunk.len().into());
                    return self.crew.pack(fixed, costs.pickle, Cause::Pickle, (chunk, data));
                }
                Feeder::Write(chunk) => {
                    let data = chunk.arguments(&self.crew.scenario);
                    self.crew.write(machine, Way::There, chunk, data, thread);
                    self.helpers.feeder = Feeder::Written(chunk);
                }
                Feeder::Written(chunk) => match self.crew.stuck(thread, chunk) {
                    Some(step) => return step,
                    None => self.helpers.feeder = Feeder::Take,
                },
            }
        }
    }
}
