//! The parent's manager thread, which passes tasks on and collects results, and its feeder thread, which
//! pickles tasks and writes them to the workers.

use super::{Message, Processes, blocked_write};
use crate::machine::{Look, Machine, Step, ThreadId};
use model::{Cause, GilId, LaneId, State, TaskId};
use std::collections::VecDeque;

#[derive(Clone, Debug)]
pub(super) struct Helpers {
    gil: GilId,
    lanes: [LaneId; 2],
    /// The manager's and the feeder's, once they run.
    threads: Option<[ThreadId; 2]>,
    manager: Manager,
    feeder: Feeder,
    /// Submitted, not yet passed on.
    pub(super) pending: VecDeque<TaskId>,
    /// Passed on, not yet pickled.
    to_feed: VecDeque<TaskId>,
    /// Passed on and not yet taken by a worker.
    pub(super) ahead: usize,
    /// The feeder waits for a worker to read its message.
    pub(super) writing: bool,
}

/// What the manager thread does next.
#[derive(Clone, Copy, Debug)]
enum Manager {
    Boot,
    PassOn,
    Passed(TaskId),
    Look,
    Read(Message),
    Collected(TaskId),
}

/// What the feeder thread does next.
#[derive(Clone, Copy, Debug)]
enum Feeder {
    Boot,
    Take,
    Write(TaskId),
    Written(TaskId),
}

impl Helpers {
    pub(super) const fn new(gil: GilId, lanes: [LaneId; 2]) -> Self {
        Self {
            gil,
            lanes,
            threads: None,
            manager: Manager::Boot,
            feeder: Feeder::Boot,
            pending: VecDeque::new(),
            to_feed: VecDeque::new(),
            ahead: 0,
            writing: false,
        }
    }

    pub(super) const fn are_started(&self) -> bool {
        self.threads.is_some()
    }

    /// The manager starts with the first submit, and the feeder with the first task passed on: at once.
    pub(super) fn start(&mut self, machine: &mut Machine) {
        self.threads = Some(self.lanes.map(|lane| machine.spawn(lane, Some(self.gil))));
    }

    /// Both run already.
    pub(super) fn start_warm(&mut self, machine: &mut Machine) {
        (self.manager, self.feeder) = (Manager::PassOn, Feeder::Take);
        self.start(machine);
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

impl Processes {
    pub(super) fn manager_next(&mut self, machine: &mut Machine, thread: ThreadId) -> Step {
        loop {
            match self.helpers.manager {
                Manager::Boot => {
                    self.helpers.manager = Manager::PassOn;
                    return boot(machine);
                }
                Manager::PassOn => match self.pass_on() {
                    Some(task) => {
                        self.helpers.manager = Manager::Passed(task);
                        return Step::python(machine.costs.process.pass_on, Some(task));
                    }
                    None => self.helpers.manager = Manager::Look,
                },
                Manager::Passed(task) => {
                    self.helpers.to_feed.push_back(task);
                    self.helpers.wake_feeder(machine);
                    self.helpers.manager = Manager::PassOn;
                }
                Manager::Look => return self.look(machine),
                Manager::Read(message) => {
                    self.was_read(machine, message);
                    self.helpers.manager = Manager::Collected(message.task);
                    let process = &machine.costs.process;
                    return self.pack(process.collect, process.unpickle, Cause::Unpickle, message.task);
                }
                Manager::Collected(task) => self.collected(machine, thread, task),
            }
        }
    }

    /// The next task to pass on, unless enough are ahead: one more than there are workers.
    fn pass_on(&mut self) -> Option<TaskId> {
        if self.helpers.ahead > self.most_workers {
            return None;
        }
        let task = self.helpers.pending.pop_front()?;
        self.helpers.ahead += 1;
        Some(task)
    }

    /// Reads the next result, or waits for one and then sees first whether more tasks can be passed on.
    fn look(&mut self, machine: &Machine) -> Step {
        let Some(message) = self.results.pop_front() else {
            self.helpers.manager = Manager::PassOn;
            return Step::Block(Look::of(State::Idle, Cause::Queue));
        };
        self.helpers.manager = Manager::Read(message);
        self.read(machine, message)
    }

    fn collected(&mut self, machine: &mut Machine, thread: ThreadId, task: TaskId) {
        machine.task_done(thread);
        self.parent.idle += 1;
        self.parent.set(machine, task);
        self.helpers.manager = Manager::PassOn;
    }

    pub(super) fn feeder_next(&mut self, machine: &mut Machine, thread: ThreadId) -> Step {
        loop {
            match self.helpers.feeder {
                Feeder::Boot => {
                    self.helpers.feeder = Feeder::Take;
                    return boot(machine);
                }
                Feeder::Take => {
                    let Some(task) = self.helpers.to_feed.pop_front() else {
                        return Step::Block(Look::of(State::Idle, Cause::Queue));
                    };
                    self.helpers.feeder = Feeder::Write(task);
                    let process = &machine.costs.process;
                    return self.pack(process.feed, process.pickle, Cause::Pickle, task);
                }
                Feeder::Write(task) => {
                    let message = self.message(machine, task, thread);
                    self.helpers.writing = message.writer.is_some();
                    self.tasks.push_back(message);
                    self.wake_worker(machine);
                    self.helpers.feeder = Feeder::Written(task);
                }
                Feeder::Written(task) if self.helpers.writing => return blocked_write(task),
                Feeder::Written(_) => self.helpers.feeder = Feeder::Take,
            }
        }
    }
}

fn boot(machine: &Machine) -> Step {
    Step::held(machine.costs.thread_boot, Look::of(State::Start, Cause::ThreadStart))
}
