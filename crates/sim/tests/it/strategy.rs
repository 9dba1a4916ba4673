//! Random scenarios.

use model::scenario::{Choice, Draft, Locking};
use model::{Bytes, Cores, Nanos, PythonVersion, RuntimeSet, Scenario, WorkloadKind};
use proptest::prelude::*;
use proptest::sample::select;

/// [`plain_scenario`] with everything else that a scenario can say, but for what may end in a deadlock.
pub(crate) fn scenario() -> impl Strategy<Value = Scenario> {
    any_scenario().prop_map(|scenario| {
        let mut draft = scenario.draft();
        if draft.workload.locking == Locking::Opposed {
            draft.workload.locking = Locking::Ordered;
        }
        draft.build().unwrap()
    })
}

/// [`plain_scenario`] with everything else that a scenario can say.
pub(crate) fn any_scenario() -> impl Strategy<Value = Scenario> {
    (plain_scenario(), more()).prop_map(|(scenario, more)| {
        let mut draft = scenario.draft();
        let (hogs, locked, limit, chunk, siblings, collection, choices) = more;
        (draft.workload.hogs, draft.workload.locked, draft.limit) = (hogs, locked, limit);
        (draft.chunk, draft.siblings, draft.workload.collection) = (chunk, siblings, collection);
        for (choice, index) in Choice::ALL.into_iter().zip(choices) {
            choice.set(&mut draft, index);
        }
        draft.build().unwrap_or(scenario)
    })
}

/// What beside the job's numbers there is to a scenario.
fn more() -> impl Strategy<Value = (u32, u32, u32, Option<u32>, u32, Nanos, [usize; 9])> {
    let locked = prop_oneof![Just(0), 0_u32..=100];
    let limit = prop_oneof![Just(0), 1_u32..6];
    let chunk = proptest::option::of(1_u32..6);
    let siblings = prop_oneof![Just(100), 50_u32..100];
    let collection = prop_oneof![Just(Nanos::ZERO), (1_u64..5_000_000).prop_map(Nanos)];
    (0_u32..3, locked, limit, chunk, siblings, collection, proptest::array::uniform9(0_usize..13))
}

/// Small jobs of every kind, on every Python, with pools and cores that are too few, just enough and too many.
pub(crate) fn plain_scenario() -> impl Strategy<Value = Scenario> {
    let job = (select(&WorkloadKind::ALL[..]), 1_u32..12, time(), time(), 1_u32..6, 0_u32..=100, data());
    let machine = (1_u16..6, proptest::option::of(1_u32..9), select(&PythonVersion::MODELLED[..]));
    (job, machine, interval(), any::<u64>()).prop_map(|(job, machine, interval, seed)| {
        let (kind, tasks, cpu, io, segments, spread, data) = job;
        let mut draft = Draft::of(kind);
        let workload = &mut draft.workload;
        (workload.tasks, workload.segments, workload.spread) = (tasks, segments, spread);
        (workload.cpu, workload.io, workload.data) = (cpu, io, data);
        if cpu + io == Nanos::ZERO {
            workload.cpu = Nanos(1);
        }
        if kind == WorkloadKind::Count {
            // Few enough for random scenarios of every size; what `cpu` says is not done.
            (workload.updates, workload.cpu) = (1 + cpu.0 as u32 / 1_000, Nanos::ZERO);
        }
        (draft.cores, draft.workers, draft.python) = (Cores(machine.0), machine.1, machine.2);
        (draft.interval, draft.seed, draft.runtimes) = (interval, seed, RuntimeSet::ALL);
        draft.build().unwrap()
    })
}

fn time() -> impl Strategy<Value = Nanos> {
    prop_oneof![Just(Nanos::ZERO), (1_u64..50_000).prop_map(Nanos), (1_u64..40_000_000).prop_map(Nanos)]
}

fn interval() -> impl Strategy<Value = Nanos> {
    prop_oneof![Just(Nanos::millis(5)), (1_000_u64..20_000_000).prop_map(Nanos)]
}

fn data() -> impl Strategy<Value = Bytes> {
    prop_oneof![Just(Bytes(0)), (1_u64..3_000_000).prop_map(Bytes)]
}

/// Many tasks in short pieces on many workers, at intervals down to a microsecond.
pub(crate) fn big_scenario() -> impl Strategy<Value = Scenario> {
    let more = (1_u32..60, 1_u32..40, proptest::option::of(1_u32..60), 1_u16..20, 1_000_u64..200_000);
    (scenario(), more).prop_map(|(scenario, (tasks, segments, workers, cores, interval))| {
        let mut draft = scenario.draft();
        (draft.workload.tasks, draft.workload.segments) = (tasks, segments);
        (draft.workers, draft.cores, draft.interval) = (workers, Cores(cores), Nanos(interval));
        let limited = draft.clone().build();
        limited.unwrap_or(scenario)
    })
}
