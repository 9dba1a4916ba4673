//! Critical sections: a real lock, which the threads really wait for.

use crate::support::{POOL, measure, scenario, world_of};
use live::world::{Work, kernels};
use model::scenario::Call;
use model::{Nanos, PythonVersion, Runtime, Scenario, State, WorkloadKind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use workloads::Progress;

/// The real kernels, and how many pieces of work were under way at once.
fn counted() -> (Work, Arc<AtomicU32>) {
    let (kernels, inside, most) = (kernels(), Arc::new(AtomicU32::new(0)), Arc::new(AtomicU32::new(0)));
    let seen = most.clone();
    let work: Work = Arc::new(move |kernel, units| {
        let (mut steps, inside, most) = (kernels(kernel, units), inside.clone(), most.clone());
        let mut begun = units == 0;
        Box::new(move || {
            if !std::mem::replace(&mut begun, true) {
                most.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            }
            let progress = steps();
            if matches!(progress, Progress::Done(_)) && units > 0 {
                inside.fetch_sub(1, Ordering::SeqCst);
            }
            progress
        })
    });
    (work, seen)
}

fn locked(percent: u32, kind: WorkloadKind, python: PythonVersion) -> Scenario {
    scenario(kind, |draft| {
        let job = &mut draft.workload;
        (job.tasks, job.segments, job.locked) = (6, 4, percent);
        (job.cpu, job.io) = (Nanos::millis(16), Nanos::millis(2));
        (draft.python, draft.interval) = (python, Nanos::micros(200));
    })
}

const PYTHONS: [PythonVersion; 2] = [PythonVersion::V3_12, PythonVersion::V3_13];

#[test]
fn never_two_are_in_a_critical_section() {
    for kind in [WorkloadKind::Mixed, WorkloadKind::C] {
        for (python, runtime) in PYTHONS.into_iter().zip([Runtime::Threads, Runtime::FreeThreads]) {
            for (percent, alone) in [(100, true), (0, false)] {
                let (work, most) = counted();
                measure(&world_of(POOL, work), &locked(percent, kind, python), runtime).unwrap();
                let most = most.load(Ordering::SeqCst);
                assert_eq!(most == 1, alone, "{runtime}, {percent} %: {most} at once");
            }
        }
    }
}

#[test]
fn who_waits_for_the_lock_lets_the_gil_go() {
    // The holder drops the GIL and computes; the others wait for the lock, and nobody for long for the GIL.
    for python in PYTHONS {
        let (work, _) = counted();
        let job = locked(100, WorkloadKind::C, python);
        let run = measure(&world_of(POOL, work), &job, Runtime::Threads).unwrap();
        assert!(run.metrics.time_in(State::WaitLock) > run.metrics.time_in(State::WaitGil), "{python}");
    }
}

#[test]
fn a_lock_is_handed_on_whichever_way_threads_hold_the_gil() {
    for python in PYTHONS {
        for call in [Call::Sha256, Call::Pickle] {
            let mut draft = locked(50, WorkloadKind::C, python).draft();
            draft.workload.call = call;
            let (work, _) = counted();
            let run = measure(&world_of(POOL, work), &draft.build().unwrap(), Runtime::Threads).unwrap();
            assert_eq!(run.metrics.tasks, 6, "{python} {call:?}");
        }
    }
}
