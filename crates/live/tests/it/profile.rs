//! A device's own figures: never without sense, whatever the machine is doing.

use crate::support::{POOL, world, world_of};
use live::profile::probe;
use live::world::{Work, kernels};
use live::{Cancel, Error, Rate, Watch, World};
use model::{DeviceProfile, Kernel, Nanos};
use std::sync::{Arc, Mutex};
use workloads::Progress;

fn probed(world: &World, kernel: Kernel) -> Result<DeviceProfile, Error> {
    let watch = Watch { cancel: &Cancel::default(), progress: &|_| {} };
    let rate = futures::executor::block_on(live::calibrate(world, kernel, watch))?;
    futures::executor::block_on(probe(world, kernel, rate, watch))
}

#[test]
fn every_kernel_can_be_probed_with() {
    for kernel in Kernel::ALL {
        let profile = probed(&world(POOL), kernel).unwrap();
        assert_eq!((profile.processors, profile.pool), (2, POOL));
        assert_eq!(profile.speeds.len(), 2, "a speed for each number of processors");
        assert!(profile.speeds.iter().all(|speed| (1..=1000).contains(speed)), "{:?}", profile.speeds);
        assert!(profile.speeds.is_sorted_by(|fewer, more| fewer >= more), "{:?}", profile.speeds);
        assert!(profile.wake > Nanos::ZERO, "to wake a thread takes time");
        assert!(profile.timer.least > Nanos::ZERO, "no timer is on time to the nanosecond");
        for child in [profile.process, profile.interpreter] {
            let child = child.expect("children are threads here, which can be started");
            assert!(child.boot > Nanos::ZERO && child.message > Nanos::ZERO, "{child:?}");
        }
        assert!(profile.poll > Nanos::ZERO && profile.poll < Nanos::millis(1), "{:?}", profile.poll);
    }
}

#[test]
fn without_a_pool_there_is_one_thread_and_nobody_to_wake() {
    let profile = probed(&world(0), Kernel::Sieve).unwrap();
    assert_eq!((profile.pool, profile.speeds.len()), (0, 1));
    assert_eq!((profile.arrival, profile.wake), (Nanos::ZERO, Nanos::ZERO));
}

/// Work that only one thread can do at a time.
fn one_at_a_time() -> Work {
    let (kernels, turn) = (kernels(), Arc::new(Mutex::new(())));
    Arc::new(move |kernel, units| {
        let (mut steps, turn) = (kernels(kernel, units), turn.clone());
        Box::new(move || {
            let turn = turn.lock();
            let progress = steps();
            drop(turn);
            progress
        })
    })
}

/// The best of a few, since a busy machine may have no second processor for a while.
#[test]
fn threads_that_hold_each_other_up_show_as_slow_ones() {
    let halved = |profile: &DeviceProfile| profile.speeds[1] * 10 <= profile.speeds[0] * 7;
    let profiles = (0..6).map(|_| probed(&world_of(POOL, one_at_a_time()), Kernel::Sha256).unwrap());
    assert!(
        profiles.into_iter().any(|profile| halved(&profile)),
        "two threads were as fast as one each time"
    );
}

#[test]
fn a_wrong_result_gives_no_figures() {
    let kernels = kernels();
    let wrong: Work = Arc::new(move |kernel, units| {
        let mut steps = kernels(kernel, units);
        Box::new(move || match steps() {
            Progress::Done(checksum) => Progress::Done(checksum ^ 1),
            progress => progress,
        })
    });
    let watch = Watch { cancel: &Cancel::default(), progress: &|_| {} };
    let rate = Rate::new(64, Nanos::millis(1));
    let result = futures::executor::block_on(probe(&world_of(POOL, wrong), Kernel::Sieve, rate, watch));
    assert!(matches!(result, Err(Error::WrongResult { .. })), "{result:?}");
}

#[test]
fn a_probe_can_be_cancelled_at_any_time() {
    for pool in [0, POOL] {
        for after in [0, 40, 120, 250] {
            let cancel = Cancel::default();
            let canceller = cancel.clone();
            let watch = Watch { cancel: &cancel, progress: &|_| {} };
            let handle = std::thread::spawn(move || {
                std::thread::sleep(std::time::Duration::from_millis(after));
                canceller.cancel();
            });
            let rate = Rate::new(64, Nanos::millis(1));
            let result = futures::executor::block_on(probe(&world(pool), Kernel::Sieve, rate, watch));
            handle.join().expect("the canceller does not panic");
            // A quick machine may be done before the last of them.
            assert!(result == Err(Error::Cancelled) || after > 0 && result.is_ok(), "{after}: {result:?}");
        }
    }
}
