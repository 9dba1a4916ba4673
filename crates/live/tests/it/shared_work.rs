//! Fixed work for benchmarks.

use crate::support::{POOL, world};
use live::shared_work::SharedWork;
use model::{Kernel, Nanos};
use std::time::Duration;

#[test]
fn every_kernel_is_shared_and_timed() {
    let world = world(POOL);
    for kernel in Kernel::ALL {
        let work = SharedWork::begin(&world.spawn, &world.clock, kernel, 3, 2);
        while work.time().is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        assert!(work.time() > Some(Nanos::ZERO), "{}", kernel.name());
    }
}
