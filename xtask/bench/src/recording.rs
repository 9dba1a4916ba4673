//! A run with many records, recorded and not.

use futures::executor::block_on;
use live::staff::{Birth, Child, Staff, Thread};
use live::{Cancel, Error, Rate, Watch, World};
use model::scenario::Draft;
use model::{Bytes, LockId, Nanos, Runtime, Scenario, WorkloadKind};

/// There are four records in each millisecond of its work, ten times as many as in the default scenario.
pub struct DenseRun {
    world: World,
    scenario: Scenario,
    runtime: Runtime,
    rate: Rate,
}

impl DenseRun {
    /// Every segment is a C call: by threads the GIL is dropped and taken again for each. One thread alone has nothing to
    /// write down of that, so it takes and releases a lock of the program's.
    ///
    /// # Errors
    /// If the world can't compute.
    pub fn new(world: World, runtime: Runtime) -> Result<Self, Box<dyn std::error::Error>> {
        let mut draft = Draft::of(WorkloadKind::C);
        draft.workload.cpu = Nanos::millis(25);
        draft.workload.segments = 25;
        draft.workload.locked = if runtime == Runtime::Sequential { 50 } else { 0 };
        draft.workers = Some(2);
        let scenario = draft.build()?;
        let rate = block_on(live::calibrate(&world, scenario.workload.kernel, watch(&Cancel::default())))?;
        Ok(Self { world, scenario, runtime, rate })
    }

    /// Runs it from the call to the checked result, and to the trace where it is `recorded`.
    ///
    /// # Errors
    /// If it fails, or left a trace with hardly a span.
    pub fn run(&self, recorded: bool) -> Result<(), Error> {
        let (cancel, Self { world, scenario, runtime, rate }) = (Cancel::default(), self);
        if recorded {
            let result = block_on(live::measure(world, scenario, *runtime, *rate, watch(&cancel)))?;
            let held = result.trace.lock_holds(LockId(0)).count();
            assert!(result.trace.span_count() + held >= 100, "a run leaves a trace");
        } else {
            block_on(live::run_unrecorded(world, scenario, *runtime, *rate, watch(&cancel)))?;
        }
        Ok(())
    }
}

/// What is measured here needs nobody beside the pool.
pub struct Nobody;

impl Staff for Nobody {
    fn child(&self, _: Birth, _: Bytes) -> Box<dyn Child> {
        unreachable!("only processes and interpreters have children")
    }

    fn thread(&self) -> Box<dyn Thread> {
        unreachable!("the pool is big enough")
    }
}

fn watch(cancel: &Cancel) -> Watch<'_> {
    Watch { cancel, progress: &|_| {} }
}
