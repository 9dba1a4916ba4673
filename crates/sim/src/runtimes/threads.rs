//! `ThreadPoolExecutor` under one GIL: threads take turns, whatever the number of cores.

use super::pool::{Flavour, Pool};
use crate::machine::Machine;
use model::{Runtime, Scenario};

pub(super) fn start(scenario: &Scenario, machine: &mut Machine) -> Pool {
    let gil = machine.gil();
    Pool::start(scenario, Runtime::Threads, Flavour::OneGil(gil), machine)
}
