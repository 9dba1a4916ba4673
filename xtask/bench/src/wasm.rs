//! What `js/program.js` and `js/check.mjs` call: everything by number, on one thread.

use crate::{DenseRun, Nobody, compute};
use live::World;
use live::world::{self, Pause};
use model::{Capabilities, Nanos, Runtime};
use std::cell::OnceCell;
use std::rc::Rc;
use std::sync::Arc;
use workloads::{Form, Kernel};

#[link(wasm_import_module = "env")]
unsafe extern "C" {
    /// `performance.now()`.
    safe fn now() -> f64;
}

/// How many kernels there are.
#[unsafe(no_mangle)]
pub extern "C" fn kernels() -> u32 {
    Kernel::ALL.len() as u32
}

/// Computes units of a kernel in a form, by their places in [`Kernel::ALL`] and [`Form::ALL`]; 1 for a right result.
#[unsafe(no_mangle)]
pub extern "C" fn compute_numbered(kernel: u32, form: u32, units: u32) -> u32 {
    u32::from(compute(Kernel::ALL[kernel as usize], Form::ALL[form as usize], units))
}

thread_local! {
    static DENSE: OnceCell<DenseRun> = const { OnceCell::new() };
}

/// Runs [`DenseRun`] sequentially; the first time that is set up before.
#[unsafe(no_mangle)]
pub extern "C" fn run_dense(recorded: u32) -> u32 {
    DENSE.with(|dense| {
        let dense =
            dense.get_or_init(|| DenseRun::new(worker(), Runtime::Sequential).expect("a way to compute"));
        u32::from(dense.run(recorded == 1).is_ok())
    })
}

/// This worker, which has no pool.
fn worker() -> World {
    World {
        capabilities: Capabilities { isolated: true, pool: 0, processors: 1, clock_step: Nanos(5000) },
        clock: Arc::new(|| Nanos((now() * 1e6) as u64)),
        spawn: Arc::new(|_| unreachable!("there is no pool")),
        staff: Rc::new(Nobody),
        pause: Rc::new(|_| -> Pause { Box::pin(std::future::ready(())) }),
        work: world::kernels(),
    }
}
