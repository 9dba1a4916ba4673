//! `ThreadPoolExecutor` on a build without a GIL (PEP 703): threads run side by side, each a little slower.
//!
//! The job's tasks share no objects, so that reference counts and object locks are not contended; what
//! sharing would cost is not modelled.

use super::pool::{Flavour, Pool};
use crate::machine::Machine;
use model::{Runtime, Scenario};

pub(super) fn start(scenario: &Scenario, machine: &mut Machine) -> Pool {
    Pool::start(scenario, Runtime::FreeThreads, Flavour::NoGil, machine)
}
