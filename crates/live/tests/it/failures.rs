//! A run that went wrong gives a sentence, never a number, and never hangs.

use crate::support::{POOL, measure, scenario, world, world_of};
use live::Error;
use live::world::{Work, kernels};
use model::{Runtime, TaskId, WorkloadKind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use workloads::Progress;

/// The real kernels, but what the `which`-th piece of work (from 0) does at its end is `then`.
fn spoiled(which: u32, then: fn(u64) -> u64) -> Work {
    let (kernels, begun) = (kernels(), AtomicU32::new(0));
    Arc::new(move |kernel, units| {
        let mut steps = kernels(kernel, units);
        if begun.fetch_add(1, Ordering::Relaxed) != which {
            return steps;
        }
        Box::new(move || match steps() {
            Progress::More => Progress::More,
            Progress::Done(checksum) => Progress::Done(then(checksum)),
        })
    })
}

#[test]
fn one_wrong_bit_in_one_result_is_caught() {
    let job = scenario(WorkloadKind::Cpu, |draft| draft.workload.segments = 1);
    for runtime in Runtime::ALL {
        for pool in [0, POOL] {
            let world = world_of(pool, spoiled(2, |checksum| checksum ^ 1));
            let result = measure(&world, &job, runtime);
            if world.capabilities.can_measure(&job, runtime).is_ok() {
                assert!(matches!(result, Err(Error::WrongResult { .. })), "{runtime}: {result:?}");
            }
        }
    }
}

#[test]
fn the_wrong_task_is_named() {
    let job = scenario(WorkloadKind::Cpu, |draft| draft.workload.segments = 1);
    let result = measure(&world_of(POOL, spoiled(2, |checksum| checksum ^ 1)), &job, Runtime::Sequential);
    let error = result.unwrap_err();
    assert_eq!(error, Error::WrongResult { task: TaskId(2) });
    assert_eq!(error.to_string(), "Task 2 computed a wrong result, so its time would mean nothing.");
}

#[test]
fn unspoiled_work_passes_the_same_check() {
    let job = scenario(WorkloadKind::Cpu, |draft| draft.workload.segments = 1);
    for runtime in Runtime::ALL {
        assert!(
            measure(&world_of(POOL, spoiled(2, |checksum| checksum)), &job, runtime).is_ok(),
            "{runtime}"
        );
    }
}

#[test]
fn every_kernel_passes_the_check() {
    for kernel in model::Kernel::ALL {
        let job = scenario(WorkloadKind::Cpu, |draft| draft.workload.kernel = kernel);
        assert!(measure(&world(POOL), &job, Runtime::FreeThreads).is_ok(), "{}", kernel.name());
    }
}

#[test]
fn a_worker_that_panics_stops_the_run_and_says_why() {
    let job = scenario(WorkloadKind::Mixed, |draft| draft.workers = Some(3));
    for runtime in Runtime::ALL {
        let world = world_of(POOL, spoiled(3, |_| panic!("as this test asked for")));
        let error = measure(&world, &job, runtime).unwrap_err();
        assert_eq!(error, Error::Panicked("as this test asked for".to_owned()), "{runtime}");
    }
}
