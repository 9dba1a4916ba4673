//! Where the eval breaker is polled, by version, as data; and what falls out of it for a counter that
//! threads share.
//!
//! In reading order:
//!
//! - [`opcode`]: the instructions, by CPython's names, and about how long each takes;
//! - [`rules`]: after which of them each version polls: the table;
//! - [`assembler`]: loop bodies, in the instructions of each version;
//! - [`statement`]: the ways to write "add one", assembled;
//! - [`body`]: what the machine needs of one: its period, its polls, when it loads and when it stores.
//!
//! ```text
//!   c += 1, 3.9      FOR_ITER· STORE_FAST LOAD_GLOBAL· LOAD_CONST INPLACE_ADD· STORE_GLOBAL· JUMP_ABSOLUTE·
//!   c += 1, 3.12     FOR_ITER  STORE_FAST LOAD_GLOBAL  LOAD_CONST BINARY_OP    STORE_GLOBAL  JUMP_BACKWARD·
//!                                         ^ loads           · = polled         ^ stores
//! ```
//!
//! A thread can lose the GIL at a poll only. Where none lies between the load and the store, no update of
//! that statement can get lost under a GIL.

mod assembler;
mod body;
mod opcode;
#[cfg(test)]
mod preempted;
mod rules;
mod statement;

pub(crate) use body::Body;
pub(crate) use rules::Era;
