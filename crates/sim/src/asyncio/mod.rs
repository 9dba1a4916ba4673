//! `asyncio` as a pure state machine: CPython's event loop, futures, tasks and primitives, on a clock that is
//! passed in.
//!
//! In reading order:
//!
//! - `rules`: what differs between versions;
//! - `run`: the loop, one `_run_once` after another (Lib/asyncio/base_events.py);
//! - `timers` on `heap`: `call_later`, with heapq's order of ties;
//! - `future`, `task`, `waits`: what is awaited, who awaits, and how a wait ends;
//! - `sync`: Lock, Semaphore, Event, Queue;
//! - `combine`: gather, TaskGroup, wait_for, as_completed;
//! - `script`: coroutines as instructions, and [`Script`]'s text form.
//!
//! ```text
//!            next(now)                       carry out, charge
//!   runtime ----------> Loop --> Request --> machine step
//!      ^------------------------------------------'
//! ```
//!
//! The loop asks for nothing: a runtime calls `Loop::next` whenever the loop's thread is on a core, and
//! turns each `Request` into a step with its cost. Whatever needs time is a request, and all else
//! happens at the moment `now`.

mod combine;
mod future;
mod heap;
mod ids;
mod rules;
mod run;
mod script;
mod sync;
mod task;
mod timers;
mod value;
mod waits;

pub(crate) use rules::Rules;
pub(crate) use run::{Loop, Request};
pub use script::{BadScript, Script};
