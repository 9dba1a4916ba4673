//! How many workers each executor really starts.

use super::Draft;
use crate::Runtime;

impl Draft {
    /// How many workers `runtime` starts: the pool size asked for or else the executor's default, and
    /// never more than there are tasks, since executors start a worker only for a task.
    ///
    /// Defaults: `ThreadPoolExecutor` and `InterpreterPoolExecutor` `min(32, cores + 4)`
    /// (concurrent/futures/thread.py, 3.8 and later), `ProcessPoolExecutor` one per core
    /// (concurrent/futures/process.py). Sequential and asyncio have one thread.
    #[must_use]
    pub fn workers_for(&self, runtime: Runtime) -> u32 {
        let cores = u32::from(self.cores.0);
        let default = match runtime {
            Runtime::Sequential | Runtime::Asyncio => return 1,
            Runtime::Processes => cores,
            Runtime::Threads | Runtime::Interpreters | Runtime::FreeThreads => 32.min(cores + 4),
        };
        self.workers.unwrap_or(default).min(self.workload.tasks).max(1)
    }
}
