//! Awaiting `list(pool.map(...))`: the main thread waits for the results one by one, in the order in which
//! the tasks were submitted (Lib/concurrent/futures/_base.py, `Executor.map`), and needs the GIL after each
//! wait.

use model::TaskId;

#[derive(Clone, Debug)]
pub(super) struct Results {
    done: Vec<bool>,
    /// The first task whose result the main thread has not seen.
    awaited: usize,
}

impl Results {
    pub(super) fn new(tasks: u32) -> Self {
        Self { done: vec![false; tasks as usize], awaited: 0 }
    }

    /// The task's future is set; true if that is the one awaited.
    pub(super) fn set(&mut self, task: TaskId) -> bool {
        self.done[task.index()] = true;
        task.index() == self.awaited
    }

    /// The main thread takes the results that are there; true if it has them all.
    pub(super) fn take(&mut self) -> bool {
        while self.done.get(self.awaited) == Some(&true) {
            self.awaited += 1;
        }
        self.awaited == self.done.len()
    }
}
