//! A scenario's CPU time becomes work.

use crate::support::{POOL, world};
use live::{Cancel, Error, Rate, Watch};
use model::{Kernel, Nanos};

#[test]
fn time_becomes_units_rounded_to_the_nearest() {
    let rate = Rate::new(3, Nanos::millis(2));
    assert_eq!(rate.units(Nanos::ZERO), 0);
    assert_eq!(rate.units(Nanos::millis(4)), 6);
    assert_eq!(rate.units(Nanos::micros(333)), 0);
    assert_eq!(rate.units(Nanos::micros(334)), 1);
    assert_eq!(rate.units(Nanos::MAX), u32::MAX);
}

#[test]
fn every_kernel_has_a_rate_with_and_without_a_pool() {
    let watch = Watch { cancel: &Cancel::default(), progress: &|_| {} };
    for kernel in Kernel::ALL {
        for pool in [0, POOL] {
            let rate = futures::executor::block_on(live::calibrate(&world(pool), kernel, watch)).unwrap();
            assert!(rate.units(Nanos::millis(1000)) > 0, "{}", kernel.name());
        }
    }
}

#[test]
fn calibrating_can_be_cancelled() {
    let cancel = Cancel::default();
    cancel.cancel();
    let watch = Watch { cancel: &cancel, progress: &|_| {} };
    let result = futures::executor::block_on(live::calibrate(&world(POOL), Kernel::Sieve, watch));
    assert_eq!(result, Err(Error::Cancelled));
}

#[test]
fn a_rate_is_put_right_by_what_its_work_took() {
    let rate = Rate::new(1_000, Nanos::millis(100));
    assert_eq!(rate.units(Nanos::millis(50)), 500);
    let slower = rate.corrected(Nanos::millis(50), Nanos::millis(100));
    assert_eq!(slower.units(Nanos::millis(50)), 250);
    assert_eq!(slower.corrected(Nanos::millis(50), Nanos::millis(25)).units(Nanos::millis(50)), 500);
    assert_eq!(rate.corrected(Nanos::ZERO, Nanos::ZERO).units(Nanos::ZERO), 0, "no numbers break it");
}
