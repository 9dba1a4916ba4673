//! A variable that tasks add one to, and what becomes of the updates.
//!
//! An iteration reads the variable and later writes the sum (`bytecode::Body`). A thread that loses the GIL in
//! between has a value in hand that the others don't wait for: when it goes on, its sum overwrites all that they
//! have written meanwhile. So what counts is only where in an iteration a slice ends, and a slice is booked as a
//! whole: its first store, with what was in hand, then one more for each other.
//!
//! Without a GIL threads really interleave. Whenever one of them begins or ends a stretch of work, all that
//! count are booked up to that moment, load by load and store by store, in the order of time. When within an
//! iteration a load and a store fall is drawn anew each time, since a cache miss makes any instruction many
//! times as long: one choice for each stretch seeds it, so that a run is still its choices.
//!
//! Processes and interpreters have a variable each.

use super::step::Polls;
use super::{Machine, Phase, Step, ThreadId, Work};
use crate::bytecode::{Body, Era};
use crate::choices::ChoiceKind;
use crate::costs::Costs;
use model::trace::Counter;
use model::{Nanos, PythonVersion, Scenario, WorkloadKind};
use rand_core::Rng;
use rand_pcg::Pcg32;

/// How many ways there are for the loads and stores of a stretch to fall.
const STRETCHES: u32 = 1_000;

/// The variables, and how far every thread is with its updates.
#[derive(Clone, Debug)]
pub(super) struct Count {
    pub(super) body: Body,
    /// What is in the variable of each interpreter, indexed by its GIL; without GILs there is one.
    variables: Vec<Option<u64>>,
    made: u64,
    threads: Vec<Progress>,
    /// Up to when threads without a GIL are booked.
    booked: Nanos,
}

/// How far a thread is with a step that counts.
#[derive(Clone, Debug)]
struct Progress {
    /// CPU time of the step that is booked here.
    done: u64,
    /// Ticks since a release of 2.7's GIL, when the step began.
    ticks: u64,
    /// What it read last.
    in_hand: u64,
    /// Where its next load or store falls, without a GIL.
    jitter: Pcg32,
    next: Access,
}

/// A load or store to come, in CPU time of the step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Access {
    Load(u64),
    Store(u64),
}

impl Access {
    const fn at(self) -> u64 {
        match self {
            Self::Load(at) | Self::Store(at) => at,
        }
    }
}

impl Count {
    /// What a scenario counts, if it does.
    pub(super) fn of(scenario: &Scenario, python: PythonVersion, costs: &Costs) -> Option<Self> {
        let job = &scenario.workload;
        let body = Body::new(job.statement, Era::of(python)).slowed(costs.free_threaded);
        let (variables, threads) = (Vec::new(), Vec::new());
        let counts = job.kind == WorkloadKind::Count;
        counts.then_some(Self { body, variables, made: 0, threads, booked: Nanos::ZERO })
    }

    /// What has become of the updates so far.
    pub(super) fn result(&self) -> Counter {
        let found = self.variables.iter().flatten().sum();
        let variables = self.variables.iter().flatten().count() as u32;
        Counter { expected: self.made, found, variables }
    }

    /// How much more of its step a thread that has got `done` of it has to do until it polls the eval breaker.
    pub(super) fn to_poll(&self, thread: ThreadId, done: u64) -> u64 {
        self.body.to_poll(done, self.threads[thread.index()].ticks)
    }

    /// A step that counts begins, with so many ticks gone since the last release.
    fn begin(&mut self, thread: ThreadId, ticks: u64) {
        let (jitter, next) = (Pcg32::new(0, 0), Access::Load(0));
        let fresh = Progress { done: 0, ticks, in_hand: 0, jitter, next };
        if self.threads.len() <= thread.index() {
            self.threads.resize(thread.index() + 1, fresh.clone());
        }
        self.threads[thread.index()] = fresh;
    }

    /// The thread, alone with its variable, comes to `done` of its step.
    fn slice(&mut self, thread: ThreadId, variable: usize, done: u64) {
        let progress = &mut self.threads[thread.index()];
        let body = &self.body;
        let (loads, stores) = (body.loads(progress.done), body.stores(progress.done));
        let (loads_then, stores_then) = (body.loads(done), body.stores(done));
        progress.done = done;
        let value = slot(&mut self.variables, variable);
        let written = stores_then - stores;
        if written > 0 {
            // The first of them adds to what is in hand, the others to what the thread itself wrote.
            let base = if loads > stores { progress.in_hand } else { *value };
            *value = base + written;
            self.made += written;
        }
        if loads_then > stores_then && (loads_then > loads || written > 0) {
            progress.in_hand = *value;
        }
    }

    /// The next load or store of a thread without a GIL is done.
    fn access(&mut self, thread: ThreadId) {
        let progress = &mut self.threads[thread.index()];
        let value = slot(&mut self.variables, 0);
        let (period, middle) = (self.body.period, self.body.middle());
        progress.next = match progress.next {
            Access::Load(at) => {
                progress.in_hand = *value;
                let begin = at / period * period;
                Access::Store(begin + middle + below(&mut progress.jitter, period - middle))
            }
            Access::Store(at) => {
                *value = progress.in_hand + 1;
                self.made += 1;
                Access::Load((at / period + 1) * period + below(&mut progress.jitter, middle))
            }
        };
    }
}

impl Machine {
    /// A step that counts, as work.
    pub(super) fn counting(&mut self, thread: ThreadId, step: Step) -> Step {
        let Step::Count(updates, task) = step else { return step };
        let Some(count) = &mut self.count else { return Step::back_to_python(Some(task)) };
        let ticks = self.choices.pick(ChoiceKind::Ticker, count.body.ticks as u32);
        count.begin(thread, ticks.into());
        Step::python(Nanos(count.body.period * u64::from(updates)), Some(task)).polling(Polls::Body)
    }

    /// Begins a stretch of work that counts without a GIL.
    pub(super) fn begin_stretch(&mut self, thread: ThreadId, work: Work) {
        if work.polls != Polls::Body || self.threads[thread.index()].gil.is_some() {
            return;
        }
        self.interleave();
        let pick = self.choices.pick(ChoiceKind::Stretch, STRETCHES);
        let Some(count) = &mut self.count else { return };
        let middle = count.body.middle();
        let progress = &mut count.threads[thread.index()];
        progress.jitter = Pcg32::new(pick.into(), thread.index() as u64);
        if progress.done == 0 {
            progress.next = Access::Load(below(&mut progress.jitter, middle));
        }
    }

    /// Books the updates that `thread` has made until now; its CPU time is not booked yet.
    pub(super) fn book_updates(&mut self, thread: ThreadId) {
        let state = &self.threads[thread.index()];
        if self.count.is_none() || !counts(state.step) {
            return;
        }
        let Some(gil) = state.gil else { return self.interleave() };
        let done = self.done_by_now(thread);
        if let Some(count) = &mut self.count {
            count.slice(thread, gil.index(), done);
        }
    }

    /// Books all loads and stores of threads without a GIL until now, in the order of time.
    fn interleave(&mut self) {
        let now = self.now;
        let at_work = |id: &&ThreadId| {
            let state = &self.threads[id.index()];
            state.phase == Phase::Working && state.gil.is_none() && counts(state.step)
        };
        let working: Vec<(ThreadId, u64)> =
            self.running.iter().filter(at_work).map(|id| (*id, self.done_by_now(*id))).collect();
        let Some(count) = &mut self.count else { return };
        let length = (now - count.booked).0;
        count.booked = now;
        let mut tracks: Vec<Track> =
            working.into_iter().filter_map(|(thread, done)| Track::of(count, thread, done, length)).collect();
        while let Some((place, _)) = tracks.iter().enumerate().min_by_key(|(_, track)| track.at) {
            count.access(tracks[place].thread);
            if !tracks[place].advance(count) {
                tracks.swap_remove(place);
            }
        }
    }

    /// CPU time of its step that a working thread has used until now, at the pace it goes.
    fn done_by_now(&self, thread: ThreadId) -> u64 {
        let state = &self.threads[thread.index()];
        let since = self.got_done(thread, self.now - state.since).min(state.left);
        (state.done + since).0
    }
}

/// A thread's way through the time that is being booked.
struct Track {
    thread: ThreadId,
    /// When its next access is, in nanoseconds from the beginning of that time.
    at: u64,
    from: u64,
    to: u64,
    length: u64,
}

impl Track {
    /// The way from what is booked up to `done`; none if nothing happens on it.
    fn of(count: &mut Count, thread: ThreadId, done: u64, length: u64) -> Option<Self> {
        let from = std::mem::replace(&mut count.threads[thread.index()].done, done);
        let mut track = Self { thread, at: 0, from, to: done, length };
        track.advance(count).then_some(track)
    }

    /// Goes to the thread's next access; false if it lies behind the end.
    fn advance(&mut self, count: &Count) -> bool {
        let next = count.threads[self.thread.index()].next.at();
        if next >= self.to {
            return false;
        }
        self.at = next.saturating_sub(self.from) * self.length / (self.to - self.from);
        true
    }
}

const fn counts(step: Step) -> bool {
    matches!(step, Step::Work(work) if matches!(work.polls, Polls::Body))
}

fn slot(variables: &mut Vec<Option<u64>>, place: usize) -> &mut u64 {
    if variables.len() <= place {
        variables.resize(place + 1, None);
    }
    variables[place].get_or_insert(0)
}

fn below(jitter: &mut Pcg32, bound: u64) -> u64 {
    (u64::from(jitter.next_u32()) * bound) >> 32
}
