//! The vocabulary: units, ids, scenario, trace, metrics, the share link.
//!
//! One [`Scenario`] goes in, one kind of [`Trace`] comes out, whoever ran it.
//! In reading order:
//!
//! - [`units`] and [`ids`]: what is counted, and in what;
//! - [`python`] and [`runtime`]: which CPython, and which way to run a job on it;
//! - [`scenario`]: what is run; refused when it is built, so that a run cannot fail;
//! - [`trace`]: what happened, span by span, written through [`TraceRecorder`] only;
//! - [`metrics`]: what a trace adds up to; [`blame`](mod@blame): who kept whom waiting in it;
//!   [`advice`]: what would help;
//! - [`repeated`]: runs that were measured again and again, and how they spread;
//! - [`link`]: a scenario as one readable query string, for ever;
//! - [`preset`](mod@preset): the library of scenarios, by name;
//! - [`lab`]: the GIL laboratory: its knobs, and what a trace of it adds up to;
//! - [`listing`](mod@listing): a scenario as the Python program that it means;
//! - [`device`]: what a measured run costs here, for the model to predict it;
//! - [`script`](mod@script): a program that times the job on the reader's own Python;
//!   [`measurements`](mod@measurements): what it found, as a file and in a link;
//! - [`export`](mod@export): what a reader takes away, for other tools;
//! - [`capabilities`], [`message`]: what the engine can do here, and how page and engine talk;
//!   [`viewer`]: how page and the painter of a brought trace do.
//!
//! Nothing here reads a clock, draws a random number, starts a thread or knows the web.
#![warn(missing_docs)]

pub mod advice;
pub mod blame;
pub mod capabilities;
pub mod device;
pub mod export;
pub mod ids;
pub mod lab;
pub mod link;
pub mod listing;
pub mod measurements;
pub mod message;
pub mod metrics;
pub mod preset;
pub mod python;
pub mod repeated;
pub mod result;
pub mod runtime;
pub mod scenario;
pub mod script;
pub mod trace;
pub mod units;
pub mod viewer;

pub use advice::{Advice, Change, Remedy};
pub use blame::{Blame, BlameEntry, Kept, Obstacle};
pub use capabilities::{Capabilities, Unable};
pub use device::{DeviceProfile, Lateness};
pub use ids::{GilId, LaneId, LockId, ProcessId, TaskId};
pub use link::ShareLink;
pub use measurements::Measurements;
pub use message::{Reply, Request, RequestId, Unpredicted};
pub use metrics::Metrics;
pub use preset::Preset;
pub use python::PythonVersion;
pub use repeated::{MeasuredSweep, Prediction, Repeated, Spread, Timed};
pub use result::{Curve, Race, RunKind, RunResult};
pub use runtime::{Runtime, RuntimeSet};
pub use scenario::{Kernel, Scenario, ScenarioError, Statement, Workload, WorkloadKind};
pub use trace::{
    Cause, Clock, Lane, LaneKind, LockWait, Outcome, Provenance, Span, State, Trace, TraceRecorder,
};
pub use units::{Bytes, Cores, Nanos};
