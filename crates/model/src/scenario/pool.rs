//! How many workers each executor really starts.

use super::{Draft, ProcessPool, StartMethod};
use crate::Runtime;

impl Draft {
    /// How many workers `runtime` starts: the pool size asked for or else the executor's default, and never
    /// more than there are tasks, since executors start a worker only for a task. Where all of a pool's processes
    /// are started at once, there may be more of them than tasks.
    ///
    /// Defaults: `ThreadPoolExecutor` and `InterpreterPoolExecutor` `min(32, cores + 4)` (concurrent/futures/
    /// thread.py, 3.8 and later), before that five per core (3.5 to 3.7; older ones want a number, and get the
    /// same here), `ProcessPoolExecutor` one per core (concurrent/futures/process.py). Sequential and asyncio have
    /// one thread.
    #[must_use]
    pub fn workers_for(&self, runtime: Runtime) -> u32 {
        let cores = u32::from(self.cores.0);
        let old = runtime.python_for(self.python).minor() < 8;
        let default = match runtime {
            Runtime::Sequential | Runtime::Asyncio => return 1,
            Runtime::Processes => cores,
            _ if old => 5 * cores,
            Runtime::Threads | Runtime::Interpreters | Runtime::FreeThreads => 32.min(cores + 4),
        };
        let most = match runtime {
            Runtime::Processes if self.starts_all_processes() => u32::MAX,
            _ => self.workload.all_tasks(),
        };
        self.workers.unwrap_or(default).min(most).max(1)
    }

    /// How many tasks `runtime` hands out at once; the executors other than a process pool do so one by one.
    #[must_use]
    pub fn chunk_for(&self, runtime: Runtime) -> u32 {
        if runtime == Runtime::Processes { self.chunk_among(self.workers_for(runtime)) } else { 1 }
    }

    /// How many tasks a pool of so many processes hands to one of them at once: as asked for, or else the pool's
    /// default: one task for `ProcessPoolExecutor.map` (concurrent/futures/process.py), for `Pool.map` a quarter of
    /// each worker's share, rounded up (multiprocessing/pool.py, `_map_async`).
    #[must_use]
    pub fn chunk_among(&self, workers: u32) -> u32 {
        let default = match self.pool {
            ProcessPool::Executor => 1,
            ProcessPool::Pool => self.workload.all_tasks().div_ceil(4 * workers),
        };
        self.chunk.unwrap_or(default)
    }

    /// Whether a pool's processes are all started at its first task or before: `multiprocessing.Pool` does so,
    /// the executor up to 3.8, and later on by fork (concurrent/futures/process.py, `_safe_to_dynamically_spawn_
    /// children`).
    fn starts_all_processes(&self) -> bool {
        self.pool == ProcessPool::Pool
            || self.start_method() == StartMethod::Fork
            || self.processes_python().minor() < 9
    }
}
