//! The measuring engine: the same scenario on real threads, one real lock, futures and workers with a memory of their own; its
//! clock, sleep and spawners are passed in.
//!
//! In reading order:
//!
//! - [`world`]: what the engine is given, since it may ask the world for nothing itself; [`staff`]: workers
//!   beside the pool's threads;
//! - [`rate`]: how much of a kernel makes a millisecond here, so that a scenario's CPU time becomes work;
//! - [`profile`](mod@profile): this device's own figures, by a short probe, for the model to predict it;
//! - [`measure`]: one runtime of one scenario, run and checked;
//! - `plan`: the scenario as work for this device;
//! - `run`: what the workers of one run share, and how they are stopped;
//! - `pool`, `annex`, `solo`: jobs on the pool's threads; more threads; and the program of a runtime that has one thread;
//! - `gil`: one real lock that speaks CPython's protocol; `mutex`: the lock of the job's critical sections;
//! - `threads`, `free_threads`, `sequential`, `asyncio`: one runtime each; `processes`: two;
//! - [`lab`]: the GIL laboratory: threads that want one GIL, with knobs that are turned while it runs;
//! - [`shared_work`]: fixed work to compare devices by, for benchmarks;
//! - `log`, `merge`: what each worker writes down, and how that becomes one trace.
//!
//! Start with [`measure::measure`].
//! Nothing here knows the web; a thread here may sleep, so none of it but [`measure::measure`] and
//! [`rate::calibrate`], which are futures, may be called where an event loop has to stay awake.
#![warn(missing_docs)]

mod annex;
mod asyncio;
mod error;
mod free_threads;
mod gil;
pub mod lab;
mod log;
pub mod measure;
mod merge;
mod mutex;
mod plan;
mod pool;
mod processes;
pub mod profile;
pub mod rate;
mod run;
mod sequential;
pub mod shared_work;
mod solo;
pub mod staff;
mod threads;
pub mod world;

pub use error::Error;
pub use lab::Lab;
pub use measure::{measure, run_unrecorded};
pub use processes::ChildProgram;
pub use rate::{Rate, calibrate};
pub use world::{Cancel, Watch, World};
