//! Processes and interpreters: workers with a memory of their own, to which everything is copied.
//!
//! - `parent`: an executor that starts them, hands tasks out and takes results in; it never blocks;
//! - `child`: what each of them does; it blocks like any program;
//! - `message`: what they say to each other, as bytes;
//! - `line`: a child for a probe;
//! - `data`: what is sent to a task and comes back, checked at both ends.
//!
//! What is copied when, of a message: *pickle* writes it, in the sender's memory; *transfer* copies it out and
//! makes a structured clone of it; *unpickle* copies the clone into the receiver's memory and looks through it.

mod child;
mod data;
mod line;
mod message;
mod parent;

pub use child::ChildProgram;
pub(crate) use line::Line;
pub(crate) use parent::program;
