//! How tasks are put together for the way: a chunk is one message there, and one back.

use crate::program::{Op, Program};
use model::{Bytes, Scenario, TaskId};

/// Some of the tasks, one after another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chunk {
    first: u32,
    tasks: u32,
}

/// All tasks, in chunks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chunks {
    all: u32,
    size: u32,
}

impl Chunks {
    /// Of the size that a pool of so many workers hands out.
    pub(super) fn of(scenario: &Scenario, workers: usize) -> Self {
        Self { all: scenario.workload.all_tasks(), size: scenario.chunk_among(workers as u32) }
    }

    /// How many there are.
    pub(super) const fn count(&self) -> u32 {
        self.all.div_ceil(self.size)
    }

    /// The chunk of that number, from 0; the last one may be smaller.
    pub(super) fn get(&self, index: u32) -> Chunk {
        let first = index * self.size;
        Chunk { first, tasks: self.size.min(self.all - first) }
    }

    /// Which chunk it is.
    pub(super) const fn index(&self, chunk: Chunk) -> u32 {
        chunk.first / self.size
    }
}

impl Chunk {
    pub(super) const fn len(self) -> u32 {
        self.tasks
    }

    /// The task that it is shown as on its way.
    pub(super) const fn first(self) -> TaskId {
        TaskId(self.first)
    }

    /// Its task after `task`, if that was not the last.
    pub(super) fn after(self, task: TaskId) -> Option<TaskId> {
        (task.0 + 1 < self.first + self.tasks).then_some(TaskId(task.0 + 1))
    }

    /// What is sent to its tasks.
    pub(super) fn arguments(self, scenario: &Scenario) -> Bytes {
        let tasks = (self.first..self.first + self.tasks).map(TaskId);
        Bytes(tasks.map(|task| arguments(scenario, task).0).sum())
    }
}

/// What is sent to a task.
pub(super) fn arguments(scenario: &Scenario, task: TaskId) -> Bytes {
    match Program::new(scenario, task).next() {
        Some(Op::Receive(data)) => data,
        _ => Bytes(0),
    }
}

#[cfg(test)]
mod tests {
    use super::Chunks;
    use model::Scenario;
    use model::scenario::ProcessPool;

    fn chunks(pool: ProcessPool, tasks: u32, workers: usize, chunk: Option<u32>) -> Vec<u32> {
        let mut draft = Scenario::default().draft();
        (draft.pool, draft.workload.tasks, draft.chunk) = (pool, tasks, chunk);
        let Ok(scenario) = draft.build() else { return Vec::new() };
        let chunks = Chunks::of(&scenario, workers);
        let all = (0..chunks.count()).map(|index| chunks.get(index));
        all.inspect(|chunk| assert_eq!(chunks.get(chunks.index(*chunk)), *chunk))
            .map(|chunk| chunk.len())
            .collect()
    }

    #[test]
    fn an_executor_sends_one_by_one() {
        assert_eq!(chunks(ProcessPool::Executor, 5, 2, None), [1; 5]);
        assert_eq!(chunks(ProcessPool::Executor, 5, 2, Some(2)), [2, 2, 1]);
        assert_eq!(chunks(ProcessPool::Executor, 5, 2, Some(10)), [5]);
    }

    /// `divmod(len(iterable), len(self._pool) * 4)`, and one more if that leaves a rest.
    #[test]
    fn a_pool_makes_four_chunks_for_each_worker() {
        assert_eq!(chunks(ProcessPool::Pool, 16, 2, None), [2; 8]);
        assert_eq!(chunks(ProcessPool::Pool, 17, 2, None), [3, 3, 3, 3, 3, 2]);
        assert_eq!(chunks(ProcessPool::Pool, 7, 2, None), [1; 7]);
        assert_eq!(chunks(ProcessPool::Pool, 2000, 2, None), [250; 8]);
        assert_eq!(chunks(ProcessPool::Pool, 5, 2, Some(4)), [4, 1]);
    }
}
