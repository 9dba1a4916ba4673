//! `InterpreterPoolExecutor` (PEP 734, 3.14): a thread pool whose threads have an interpreter and a GIL each.
//!
//! A worker boots its interpreter before its first task; arguments and results are shared as bytes, cheaply.
//! Where we differ: a worker's bookkeeping between tasks, which CPython does in the main interpreter under
//! its GIL, happens under the worker's own here; it is microseconds, and the main interpreter is idle by then.

use super::pool::{Flavour, Pool};
use crate::machine::Machine;
use model::{Runtime, Scenario};

pub(super) fn start(scenario: &Scenario, machine: &mut Machine) -> Pool {
    let gil = machine.gil();
    Pool::start(scenario, Runtime::Interpreters, Flavour::GilEach(gil), machine)
}
