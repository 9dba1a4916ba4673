//! Workers with a memory of their own, as measured runs have them (`live::processes`): a parent that never blocks
//! starts them one after the other, sends each its tasks and takes their results in.
//!
//! ```text
//!   main      |spawn|spawn|join |copy|           ...  |join    |copy|...
//!   worker-1        |boot       |queue |copy| task 0 |copy|queue |copy| task 2 ..
//! ```
//!
//! A child that has a chunk of tasks gets the next one ahead of time, as long as there is one for each child left. What
//! is waited for comes by message, which takes as long as a wake-up does here. Data is copied at both ends.

use super::sequential::step;
use crate::costs::per_byte;
use crate::machine::{Look, Machine, Step, ThreadId};
use crate::program::{Op, Program};
use model::{Bytes, Cause, GilId, Lane, LaneId, LaneKind, ProcessId, Runtime, Scenario, State, TaskId};
use std::collections::VecDeque;
use std::ops::Range;

/// Tasks that go to a child in one message.
type Chunk = Range<u32>;

#[derive(Clone, Debug)]
pub(crate) struct Children {
    scenario: Scenario,
    main: ThreadId,
    chunk: u32,
    /// The first task that was not handed out, and how many have no result.
    next: u32,
    left: u32,
    /// In the order of the machine's threads, which come after the main one.
    children: Vec<Child>,
    /// Results on their way to the parent.
    news: VecDeque<Chunk>,
    /// What the parent is copying, and to whom it goes.
    copying: Option<Copying>,
}

#[derive(Clone, Debug)]
enum Copying {
    /// To that child.
    There(usize, Chunk),
    /// From a child.
    Back(Chunk),
}

#[derive(Clone, Debug)]
struct Child {
    thread: ThreadId,
    is_up: bool,
    /// What was sent to it, and of that what it has not begun.
    given: u32,
    inbox: VecDeque<Chunk>,
    at: At,
}

/// What a child does next.
#[derive(Clone, Debug)]
enum At {
    Boot,
    /// Say that it is there.
    Booted,
    Wait,
    Run(Chunk, TaskId, Program),
    /// Send the results.
    Send(Chunk),
}

impl Children {
    pub(super) fn start(scenario: &Scenario, runtime: Runtime, machine: &mut Machine) -> Self {
        let gil = machine.gil();
        let lane = lane(machine, "main".into(), LaneKind::Main, (0, gil));
        let main = machine.begin(lane, Some(gil));
        Self {
            main,
            chunk: scenario.chunk_for(runtime),
            next: 0,
            left: scenario.workload.all_tasks(),
            children: Vec::with_capacity(scenario.workers_for(runtime) as usize),
            news: VecDeque::new(),
            copying: None,
            scenario: scenario.clone(),
        }
    }

    pub(super) fn next(&mut self, machine: &mut Machine, thread: ThreadId) -> Option<Step> {
        if thread == self.main {
            return self.parent(machine);
        }
        Some(self.child(machine, thread.index() - 1))
    }

    fn parent(&mut self, machine: &mut Machine) -> Option<Step> {
        match self.copying.take() {
            Some(Copying::There(child, chunk)) => {
                self.children[child].inbox.push_back(chunk);
                machine.wake(self.children[child].thread);
            }
            Some(Copying::Back(chunk)) => self.left -= chunk.len() as u32,
            None => {}
        }
        if self.left == 0 {
            return None;
        }
        if self.children.len() < self.children.capacity() {
            self.add(machine);
            return Some(Step::loose(machine.costs.thread_create, Look::of(State::Start, Cause::Spawn)));
        }
        if let Some(chunk) = self.news.pop_front() {
            let look = Look::of(State::Copy, Cause::Unpickle).with(TaskId(chunk.start));
            let step = Step::loose(per_byte(self.data(&chunk), machine.costs.process.unpickle), look);
            self.copying = Some(Copying::Back(chunk));
            return Some(step);
        }
        Some(self.hand_out(machine).unwrap_or(Step::Block(Look::of(State::Idle, Cause::Join))))
    }

    fn add(&mut self, machine: &mut Machine) {
        let (number, gil) = (self.children.len() as u16 + 1, machine.gil());
        let lane = lane(machine, format!("worker-{number}"), LaneKind::Worker, (number, gil));
        let thread = machine.spawn_in(machine.costs.thread_create, lane, Some(gil));
        self.children.push(Child { thread, is_up: false, given: 0, inbox: VecDeque::new(), at: At::Boot });
    }

    /// To a child that has nothing a chunk, and then to one that has one a second, while there are many.
    fn hand_out(&mut self, machine: &mut Machine) -> Option<Step> {
        let all = self.scenario.workload.all_tasks();
        let chunks_left = ((all - self.next).div_ceil(self.chunk)) as usize;
        let wants = |given: u32| self.children.iter().position(|child| child.is_up && child.given == given);
        let idle = wants(0).filter(|_| chunks_left > 0);
        let ahead = || wants(1).filter(|_| chunks_left >= self.children.len() && chunks_left > 0);
        let child = idle.or_else(ahead)?;
        let chunk = self.next..all.min(self.next + self.chunk);
        self.next = chunk.end;
        self.children[child].given += 1;
        let data = self.data(&chunk);
        machine.copied(data);
        let look = Look::of(State::Copy, Cause::Pickle).with(TaskId(chunk.start));
        self.copying = Some(Copying::There(child, chunk));
        Some(Step::loose(per_byte(data, machine.costs.process.pickle), look))
    }

    fn child(&mut self, machine: &mut Machine, child: usize) -> Step {
        loop {
            match std::mem::replace(&mut self.children[child].at, At::Wait) {
                At::Boot => {
                    self.children[child].at = At::Booted;
                    return Step::loose(machine.costs.thread_boot, Look::of(State::Start, Cause::Boot));
                }
                At::Booted => {
                    self.children[child].is_up = true;
                    machine.wake(self.main);
                }
                At::Wait => {
                    let Some(chunk) = self.children[child].inbox.pop_front() else {
                        return Step::Block(Look::of(State::Idle, Cause::Queue));
                    };
                    let look = Look::of(State::Copy, Cause::Unpickle).with(TaskId(chunk.start));
                    let copy = per_byte(self.data(&chunk), machine.costs.process.unpickle);
                    self.children[child].at = self.begin(chunk.clone(), chunk.start);
                    return Step::loose(copy, look);
                }
                At::Run(chunk, task, mut program) => match program.next() {
                    Some(op) => {
                        self.children[child].at = At::Run(chunk, task, program);
                        // Data goes with the chunk.
                        if !matches!(op, Op::Receive(_) | Op::Return(_))
                            && let Some(step) = step(op, task)
                        {
                            return step;
                        }
                    }
                    None if task.0 + 1 < chunk.end => {
                        self.children[child].at = self.begin(chunk, task.0 + 1);
                        machine.task_done(self.children[child].thread);
                    }
                    None => {
                        machine.task_done(self.children[child].thread);
                        let data = self.data(&chunk);
                        machine.copied(data);
                        let look = Look::of(State::Copy, Cause::Pickle).with(TaskId(chunk.start));
                        self.children[child].at = At::Send(chunk);
                        return Step::loose(per_byte(data, machine.costs.process.pickle), look);
                    }
                },
                At::Send(chunk) => {
                    self.children[child].given -= 1;
                    self.news.push_back(chunk);
                    machine.wake(self.main);
                }
            }
        }
    }

    fn begin(&self, chunk: Chunk, task: u32) -> At {
        let task = TaskId(task);
        At::Run(chunk, task, Program::new(&self.scenario, task))
    }

    /// What is sent with a chunk, one way.
    fn data(&self, chunk: &Chunk) -> Bytes {
        let job = &self.scenario.workload;
        let own = chunk.clone().filter(|task| !job.is_hog(TaskId(*task))).count() as u64;
        Bytes(job.data.0.saturating_mul(own))
    }
}

fn lane(machine: &mut Machine, name: String, kind: LaneKind, (process, gil): (u16, GilId)) -> LaneId {
    machine.lane(Lane { name, kind, process: ProcessId(process), gil: Some(gil) })
}
