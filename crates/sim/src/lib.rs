//! The deterministic engine: a scenario on a virtual clock, one file per runtime.
//!
//! In reading order:
//!
//! - [`race`], [`run`], [`sweep`]: whole runs;
//! - [`lab`](lab()): the GIL laboratory;
//! - [`advise`], [`Advisor`]: what would help a run, tried;
//! - [`Simulation`]: one run, event by event;
//! - [`run_on`], [`race_on`], [`point_on`]: whole runs as they would be measured on a device;
//! - [`Setup`]: the form of a run, where a scenario leaves it open;
//! - [`choices`]: all that a real system leaves open, through one door;
//! - `program`: what a task does, as a source of ops;
//! - `bytecode`: where Python can be stopped, by version, and what statements load and store;
//! - `runtimes`: what the threads of each runtime do next;
//! - [`asyncio`]: the event loop with its futures, tasks and primitives, and scripts for it;
//! - `machine`: carries their steps out: the queue of events, the cores, the GILs;
//! - [`costs`]: what things cost, and who measured that.
//!
//! ```text
//!   Scenario --> Program --Op--> runtime --Step--> machine --> TraceRecorder --> Trace
//!                                   ^-- "this thread's step is over" --'
//! ```
//!
//! Same scenario and same choices give the same trace, byte for byte, on every platform: time is in whole
//! nanoseconds, ties go by a sequence number, and no decision is made on a floating-point number. Nothing here
//! reads a clock, starts a thread or knows the web.
#![warn(missing_docs)]

mod advice;
pub mod asyncio;
mod bytecode;
pub mod choices;
pub mod costs;
mod device;
mod lab;
mod machine;
mod program;
mod race;
mod runtimes;
mod setup;
mod simulation;

pub use advice::{Advisor, advise};
pub use choices::{ChoiceKind, Choices, Question};
pub use device::{point_on, race_on, run_on};
pub use lab::lab;
pub use race::{point, race, run, sweep};
pub use setup::{Call, Form, Life, Setup};
pub use simulation::{Progress, RUN_LIMIT, Simulation, events_of};
