//! Data by `multiprocessing.shared_memory` (Lib/multiprocessing/shared_memory.py): only a block's name is
//! pickled.
//!
//! The main thread makes a block for each task and copies the arguments into it: `shm_open`, `ftruncate` and
//! `mmap` cost little, the page faults at the first touch much. The worker attaches the block, works on it in
//! place and copies its result over the arguments, at the speed of `memcpy`. The parent uses the result where
//! it is. All of that keeps the GIL of its process.

use super::chunks::arguments;
use super::crew::Crew;
use crate::costs::per_byte;
use crate::machine::{Look, Machine, Step};
use model::scenario::Via;
use model::{Bytes, Cause, State, TaskId};

const fn look(task: TaskId) -> Look {
    Look::of(State::Copy, Cause::Transfer).with(task)
}

impl Crew {
    /// Whether data goes through shared memory.
    pub(super) fn shares(&self) -> bool {
        self.scenario.via == Via::Shared
    }

    /// What of `data` goes through the pipe.
    pub(super) fn piped(&self, data: Bytes) -> Bytes {
        if self.shares() { Bytes(0) } else { data }
    }

    /// The main thread makes and fills the task's block, if the task has data.
    pub(super) fn fill(&self, machine: &mut Machine, task: TaskId) -> Option<Step> {
        let data = if self.shares() { arguments(&self.scenario, task) } else { Bytes(0) };
        machine.copied(data);
        let costs = &machine.costs.process.shared;
        (data.0 > 0).then(|| Step::held(costs.create + per_byte(data, costs.fill), look(task)))
    }

    /// The worker opens the task's block and maps it.
    pub(super) fn attach(&self, machine: &Machine, task: TaskId) -> Option<Step> {
        self.shares().then(|| Step::held(machine.costs.process.shared.attach, look(task)))
    }

    /// The worker copies the task's result into its block.
    pub(super) fn copy_result(&self, machine: &mut Machine, task: TaskId, data: Bytes) -> Option<Step> {
        if !self.shares() {
            return None;
        }
        machine.copied(data);
        Some(Step::held(per_byte(data, machine.costs.process.shared.copy), look(task)))
    }
}
