//! The computer and the GILs: carries out the steps of threads on a virtual clock.
//!
//! In reading order: [`step`] (what a thread asks for), [`thread`], [`queue`] (what happens next), `cores`
//! (who may run), `gil` (who may run Python), `lock` (the program's own), `world` (who stops all others) and `counter` (a variable). A runtime decides what a thread does next, and is asked only
//! when the thread is on a core and its last step is over.

mod cores;
mod counter;
mod gil;
mod lock;
mod pace;
mod queue;
mod step;
mod thread;
mod through;
mod ticks;
mod world;

use step::{Hold, Work};
pub(crate) use step::{Look, Step};
pub(crate) use thread::ThreadId;

use crate::choices::{ChoiceKind, Choices};
use crate::costs::{Costs, Late};
use cores::Ready;
use counter::Count;
use gil::Gil;
use lock::Lock;
use model::scenario::Waking;
use model::trace::InstantKind;
use model::{Bytes, Cause, GilId, Lane, LaneId, Nanos, Scenario, State, TaskId, Trace, TraceRecorder};
use model::{Outcome, Provenance};
use pace::Pace;
use queue::Queue;
use std::collections::VecDeque;
use thread::{Phase, Thread};
use world::World;

#[derive(Clone, Debug)]
pub(crate) struct Machine {
    pub(crate) now: Nanos,
    pub(crate) costs: Costs,
    pub(crate) choices: Choices,
    /// CPU time booked, on all cores together.
    pub(crate) cpu_used: Nanos,
    interval: Nanos,
    waking: Waking,
    cores: usize,
    /// What slows threads down, if anything does.
    pace: Option<Pace>,
    /// The threads that have a core, in no order that matters.
    running: Vec<ThreadId>,
    ready: Ready,
    gils: Vec<Gil>,
    /// All threads without a GIL, which may be stopped.
    world: World,
    locks: Vec<Lock>,
    /// What the tasks count, if they do.
    count: Option<Count>,
    /// Whether a lock is handed to a waiter that has waited for long.
    fair_locks: bool,
    threads: Vec<Thread>,
    queue: Queue,
    /// Threads on a core whose next step is to be decided or carried out, in order.
    due: VecDeque<ThreadId>,
    trace: TraceRecorder,
}

impl Machine {
    pub(crate) fn new(scenario: &Scenario, provenance: Provenance, costs: Costs, choices: Choices) -> Self {
        Self {
            now: Nanos::ZERO,
            costs,
            choices,
            cpu_used: Nanos::ZERO,
            // As in take_gil: a wait is never shorter than a microsecond.
            interval: scenario.interval.max(Nanos::micros(1)),
            waking: scenario.waking,
            cores: scenario.cores.0.into(),
            pace: Pace::of(scenario, &costs),
            running: Vec::new(),
            ready: Ready::default(),
            gils: Vec::new(),
            world: World::default(),
            locks: Vec::new(),
            count: Count::of(scenario, provenance.python, &costs),
            fair_locks: provenance.python.minor() >= 13,
            threads: Vec::new(),
            queue: Queue::default(),
            due: VecDeque::new(),
            trace: TraceRecorder::new(model::Clock::Virtual, provenance),
        }
    }

    /// A new GIL.
    pub(crate) fn gil(&mut self) -> GilId {
        self.gils.push(Gil::default());
        GilId((self.gils.len() - 1) as u16)
    }

    /// A new row of the timeline.
    pub(crate) fn lane(&mut self, lane: Lane) -> LaneId {
        self.trace.lane(lane)
    }

    /// A new thread that shows on `lane` and can run at once.
    pub(crate) fn begin(&mut self, lane: LaneId, gil: Option<GilId>) -> ThreadId {
        let thread = self.thread(lane, gil);
        self.make_ready(thread);
        thread
    }

    /// A new thread that shows on `lane`; the system makes it while the caller goes on.
    pub(crate) fn spawn(&mut self, lane: LaneId, gil: Option<GilId>) -> ThreadId {
        let arrival = self.lateness(self.costs.arrival, Nanos::ZERO);
        self.spawn_in(arrival, lane, gil)
    }

    /// The same, of a thread that is on its way for that long.
    pub(crate) fn spawn_in(&mut self, arrival: Nanos, lane: LaneId, gil: Option<GilId>) -> ThreadId {
        let thread = self.thread(lane, gil);
        self.show(thread, Look::of(State::Start, Cause::Spawn), None);
        self.queue.set(thread, self.now + arrival);
        thread
    }

    /// Ends the wait of `thread`, or its next one if it does not wait.
    pub(crate) fn wake(&mut self, thread: ThreadId) {
        let state = &mut self.threads[thread.index()];
        if state.phase != Phase::Blocked {
            state.woken = true;
            return;
        }
        state.phase = Phase::Waking;
        state.step = Step::back_to_python(state.step.task());
        self.queue.set(thread, self.now + self.costs.wake);
    }

    /// `thread` has finished a task.
    pub(crate) fn task_done(&mut self, thread: ThreadId) {
        self.mark(thread, InstantKind::TaskDone);
    }

    /// The event loop on `thread` begins an iteration.
    pub(crate) fn loop_iteration(&mut self, thread: ThreadId) {
        self.mark(thread, InstantKind::LoopIteration);
    }

    /// Data was copied between interpreters or processes.
    pub(crate) fn copied(&mut self, data: Bytes) {
        self.trace.copied(data);
    }

    /// Takes the next event and lets it happen; false if there is none.
    pub(crate) fn advance(&mut self) -> bool {
        let Some((at, thread)) = self.queue.pop() else { return false };
        self.now = at;
        match self.threads[thread.index()].phase {
            Phase::Working => self.on_work_event(thread),
            Phase::GilWait => self.on_gil_timeout(thread),
            Phase::Asleep => {
                let state = &mut self.threads[thread.index()];
                state.step = Step::back_to_python(state.step.task());
                self.make_ready(thread);
            }
            Phase::Waking => self.make_ready(thread),
            phase => debug_assert!(false, "an event for a thread that is {phase:?}"),
        }
        true
    }

    /// The next thread on a core that needs attention.
    pub(crate) fn next_due(&mut self) -> Option<ThreadId> {
        self.due.pop_front()
    }

    /// The thread begins another step.
    pub(crate) fn give(&mut self, thread: ThreadId, step: Step) {
        let step = self.counting(thread, step);
        let state = &mut self.threads[thread.index()];
        (state.step, state.done, state.left) = (step, Nanos::ZERO, Nanos::ZERO);
        if let Step::Work(work) = step {
            state.left = work.cpu;
            if work.look.state.is_running() {
                self.trace.demand(work.cpu);
            }
        }
    }

    /// Carries the step of a thread on a core on; true if it is over and the thread still on its core.
    pub(crate) fn carry_on(&mut self, thread: ThreadId) -> bool {
        match self.threads[thread.index()].step {
            Step::Begin | Step::Count(..) => true,
            Step::Work(work) => self.work(thread, work),
            Step::Sleep(length, look) => {
                if self.release(thread) {
                    let until = self.now + length + self.lateness(self.costs.late, length);
                    self.suspend(thread, Phase::Asleep, look);
                    self.queue.set(thread, until);
                }
                false
            }
            Step::Block(look) => self.block(thread, look),
            Step::Lock(lock, task) => self.acquire(thread, lock, task),
            Step::Unlock(lock) => {
                self.unlock(thread, lock);
                true
            }
            Step::StopTheWorld(length, task) => self.stop_world(thread, length, task),
        }
    }

    /// Nothing will ever happen again: a quarter more of that goes on the record, so that it can be seen.
    pub(crate) fn linger(&mut self) {
        self.now += Nanos((self.now.0 / 4).max(1_000_000));
    }

    /// Closes the record.
    pub(crate) fn finish(mut self, outcome: Outcome) -> Trace {
        if let Some(count) = &self.count {
            self.trace.counter(count.result());
        }
        self.trace.finish(self.now, outcome)
    }

    fn thread(&mut self, lane: LaneId, gil: Option<GilId>) -> ThreadId {
        let thread = ThreadId(self.threads.len() as u32);
        self.threads.push(Thread::new(lane, gil, self.now, self.ready.least()));
        thread
    }

    fn work(&mut self, thread: ThreadId, work: Work) -> bool {
        let over = self.threads[thread.index()].left == Nanos::ZERO;
        let in_order = match work.gil {
            Hold::Held => self.take(thread, work.look.task),
            Hold::Dropped if over => self.take(thread, work.look.task),
            Hold::Dropped | Hold::Without => self.release(thread),
        };
        if !in_order {
            return false;
        }
        if over {
            self.start_world(thread);
            return true;
        }
        self.show(thread, work.look, None);
        self.begin_stretch(thread, work);
        let state = &mut self.threads[thread.index()];
        (state.phase, state.since) = (Phase::Working, self.now);
        self.repace();
        self.arm(thread);
        false
    }

    fn block(&mut self, thread: ThreadId, look: Look) -> bool {
        // What waits tries first without letting the GIL go.
        if std::mem::take(&mut self.threads[thread.index()].woken) {
            return true;
        }
        if !self.release(thread) {
            return false;
        }
        let state = &mut self.threads[thread.index()];
        if std::mem::take(&mut state.woken) {
            state.step = Step::back_to_python(look.task);
            return self.carry_on(thread);
        }
        self.suspend(thread, Phase::Blocked, look);
        false
    }

    fn suspend(&mut self, thread: ThreadId, phase: Phase, look: Look) {
        self.leave_core(thread, phase);
        self.show(thread, look, None);
    }

    /// How late a timer of `length` fires: more for longer ones, and a little by chance.
    fn lateness(&mut self, late: Late, length: Nanos) -> Nanos {
        let grown = length.permille(late.permille).min(late.most);
        let chance = self.choices.pick(ChoiceKind::Lateness, late.options);
        late.least + grown + Nanos::micros(chance.into())
    }

    fn show(&mut self, thread: ThreadId, look: Look, holder: Option<LaneId>) {
        let state = &self.threads[thread.index()];
        let without_gil = look.state == State::Run && state.gil.is_none();
        let shown = if without_gil { State::RunFree } else { look.state };
        self.trace.holds_gil(state.lane, state.holds);
        self.trace.enter(state.lane, self.now, shown, look.cause, holder, look.task);
    }

    fn mark(&mut self, thread: ThreadId, kind: InstantKind) {
        self.trace.instant(self.now, self.threads[thread.index()].lane, kind);
    }

    fn task_of(&self, thread: ThreadId) -> Option<TaskId> {
        self.threads[thread.index()].step.task()
    }
}
