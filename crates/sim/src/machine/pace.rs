//! How fast threads go that get in each other's way: hardware threads of one core, and free threads that touch
//! one object.
//!
//! A core's two hardware threads are each slower while both work; the scheduler fills idle cores first, and here
//! every thread at work has the mean pace, as if threads moved between the cores for nothing.
//!
//! Without a GIL, reference counts and object locks of a shared object go back and forth between the cores'
//! caches (PEP 703). Measured were two threads; that each further one adds as much again is our assumption.
//!
//! On a device whose speeds were measured (`Costs::speeds`), those are taken in place of the hardware threads'.
//!
//! A slower thread uses more CPU time for the same work, so that what the run was given to do grows with it.

use super::step::Polls;
use super::{Machine, Phase, Step, ThreadId};
use crate::costs::{Costs, Speeds};
use model::scenario::Sharing;
use model::{Nanos, Scenario, Statement, WorkloadKind};

/// What slows this run's threads down, and by how much at the moment.
#[derive(Clone, Debug)]
pub(super) struct Pace {
    cores: u64,
    /// How fast threads are that compute at the same time, where that was measured.
    speeds: Option<Speeds>,
    /// How fast a hardware thread is while its sibling works, in percent.
    siblings: u64,
    /// What the second thread at a shared object adds to the time of each, in thousandths.
    contention: u64,
    hogs: u32,
    /// Threads on a core, and those of them that work on shared objects.
    busy: u64,
    sharers: u64,
}

impl Pace {
    /// What slows threads down, if anything does.
    pub(super) fn of(scenario: &Scenario, costs: &Costs) -> Option<Self> {
        let (siblings, contention) = (scenario.siblings.into(), contention(shared(scenario)));
        let hogs = scenario.workload.hogs;
        let (cores, speeds) = (scenario.cores.0.into(), costs.speeds);
        let pace = Self { cores, speeds, siblings, contention, hogs, busy: 0, sharers: 0 };
        (siblings < 100 || contention > 0 || speeds.is_some()).then_some(pace)
    }

    /// How long a thread takes for its work, in thousandths of the time alone.
    fn slowness(&self, shares: bool) -> u64 {
        let slowness = self.speeds.map_or_else(|| self.of_siblings(), |speeds| self.measured(&speeds));
        let others = if shares { self.sharers.saturating_sub(1) } else { 0 };
        slowness * (1000 + self.contention * others) / 1000
    }

    /// The same of threads that share nothing, on cores of two hardware threads.
    fn of_siblings(&self) -> u64 {
        let paired = 2 * self.busy.saturating_sub(self.cores.div_ceil(2));
        let paired = paired.min(self.busy);
        let pace = paired * self.siblings + (self.busy - paired) * 100;
        (self.busy * 100_000).checked_div(pace).unwrap_or(1000)
    }

    /// The same on cores whose speeds were measured.
    fn measured(&self, speeds: &Speeds) -> u64 {
        let place = (self.busy.max(1) as usize).min(speeds.len()) - 1;
        1_000_000 / u64::from(speeds[place].max(1))
    }
}

/// What the tasks touch together: a task that counts stores to a variable, and a global one is an entry of its
/// module's dictionary.
fn shared(scenario: &Scenario) -> Sharing {
    let job = &scenario.workload;
    match (job.kind, job.statement) {
        (WorkloadKind::Count, Statement::Attr | Statement::Property) => Sharing::AttributeStore,
        (WorkloadKind::Count, _) => Sharing::DictStore,
        _ => job.sharing,
    }
}

/// What a second thread adds to the time of each, in thousandths: crates/sim/data/README.md, "Free-threaded
/// builds", two threads at one object against one.
const fn contention(sharing: Sharing) -> u64 {
    match sharing {
        Sharing::Nothing => 0,
        Sharing::AttributeRead => 3_080,
        Sharing::ListRead => 2_220,
        Sharing::Append => 1_520,
        Sharing::DictStore => 1_320,
        Sharing::AttributeStore => 1_150,
    }
}

impl Machine {
    /// What `thread` has got done in `used` of CPU time: all of it, at full pace.
    pub(super) fn got_done(&self, thread: ThreadId, used: Nanos) -> Nanos {
        let Some(pace) = &self.pace else { return used };
        Nanos((u128::from(used.0) * 1000 / u128::from(pace.slowness(self.shares(thread)))) as u64)
    }

    /// The CPU time that `thread` needs to get `work` done.
    pub(super) fn needed_for(&self, thread: ThreadId, work: Nanos) -> Nanos {
        let Some(pace) = &self.pace else { return work };
        let slow = u128::from(work.0) * u128::from(pace.slowness(self.shares(thread)));
        Nanos(slow.div_ceil(1000) as u64)
    }

    /// Who is at work has changed: books what was done at the old pace and goes on at the new one.
    pub(super) fn repace(&mut self) {
        let Some(pace) = &self.pace else { return };
        let busy = self.running.len() as u64;
        let at_work = |id: &&ThreadId| self.threads[id.index()].phase == Phase::Working;
        let sharers = self.running.iter().filter(at_work).filter(|id| self.shares(**id)).count() as u64;
        if (pace.busy, pace.sharers) == (busy, sharers) {
            return;
        }
        let working: Vec<ThreadId> = self.running.iter().filter(at_work).copied().collect();
        working.iter().for_each(|thread| self.account(*thread));
        if let Some(pace) = &mut self.pace {
            (pace.busy, pace.sharers) = (busy, sharers);
        }
        working.into_iter().for_each(|thread| self.arm(thread));
    }

    /// Whether the thread's Python touches what other threads touch at the same time.
    fn shares(&self, thread: ThreadId) -> bool {
        let Some(pace) = self.pace.as_ref().filter(|pace| pace.contention > 0) else { return false };
        let state = &self.threads[thread.index()];
        let own = |task: model::TaskId| task.0 >= pace.hogs;
        state.gil.is_none()
            && matches!(state.step, Step::Work(work) if work.polls != Polls::Never && work.look.task.is_some_and(own))
    }
}

#[cfg(test)]
mod tests {
    use super::Pace;
    use model::device::MOST_BUSY;

    fn pace(busy: u64, sharers: u64) -> Pace {
        Pace { cores: 4, speeds: None, siblings: 60, contention: 1_520, hogs: 0, busy, sharers }
    }

    /// Four hardware threads are two cores: the third thread pairs up with one of the first two.
    #[test]
    fn siblings_slow_each_other_down() {
        let slowness = [0, 1, 2, 3, 4].map(|busy| pace(busy, 0).slowness(false));
        assert_eq!(slowness, [1000, 1000, 1000, 1363, 1666]);
    }

    /// As a probe may find two cores that other programs use too.
    #[test]
    fn measured_speeds_are_taken_as_they_are() {
        let mut speeds = [500; MOST_BUSY];
        (speeds[0], speeds[1]) = (1000, 800);
        let slow = |busy| Pace { speeds: Some(speeds), ..pace(busy, 0) }.slowness(false);
        assert_eq!([0, 1, 2, 3, 99].map(slow), [1000, 1000, 1250, 2000, 2000]);
    }

    #[test]
    fn every_thread_at_a_shared_object_slows_the_others_down() {
        let slowness = [1, 2].map(|sharers| pace(2, sharers).slowness(true));
        assert_eq!(slowness, [1000, 2520]);
        assert_eq!(pace(2, 2).slowness(false), 1000, "who shares nothing is not slowed");
    }
}
