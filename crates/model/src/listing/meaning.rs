//! What of a scenario its program has to say, and for which Python.

use super::number::Digits;
use crate::scenario::{Awaiting, Draft, ProcessPool, Sharing, StartMethod, Via};
use crate::{Bytes, Nanos, PythonVersion, Runtime, Scenario, Workload, WorkloadKind};

/// A scenario as one runtime's program sees it.
pub(super) struct Meaning<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) job: &'a Workload,
    pub(super) runtime: Runtime,
    /// The Python that the runtime has.
    pub(super) python: PythonVersion,
    /// The `y` of the 3.y that the program is for; 0 for 2.7.
    pub(super) minor: u8,
}

impl<'a> Meaning<'a> {
    pub(super) fn of(scenario: &'a Scenario, runtime: Runtime) -> Self {
        let python = runtime.python_for(scenario.python);
        let mut meaning = Self { scenario, job: &scenario.workload, runtime, python, minor: python.minor() };
        meaning.minor = meaning.needs().map_or(meaning.minor, |(minor, _)| minor);
        meaning
    }

    /// The scenario as a program for any Python from 3.8 on sees it.
    pub(super) fn for_any(scenario: &'a Scenario) -> Self {
        let python = PythonVersion::V3_12;
        let (job, runtime, minor) = (&scenario.workload, Runtime::Sequential, 8);
        Self { scenario, job, runtime, python, minor }
    }

    /// The first Python that has what the scenario asks of processes, and what that is, if theirs is older.
    pub(super) fn needs(&self) -> Option<(u8, &'static str)> {
        if self.runtime != Runtime::Processes {
            return None;
        }
        let executor = self.scenario.pool == ProcessPool::Executor;
        let needs = [
            (8, "multiprocessing.shared_memory", self.shares_memory()),
            (7, "mp_context of ProcessPoolExecutor", executor && self.start().is_some()),
            (7, "initializer of ProcessPoolExecutor", executor && self.locks()),
            (5, "chunksize of ProcessPoolExecutor", executor && self.scenario.chunk.is_some()),
            (3, "with multiprocessing.Pool", !executor),
        ];
        let needed = needs.into_iter().find(|(minor, _, needed)| *needed && *minor > self.python.minor());
        needed.map(|(minor, what, _)| (minor, what))
    }

    pub(super) fn digits(&self) -> Digits {
        if self.minor >= 6 { Digits::Grouped } else { Digits::Plain }
    }

    pub(super) fn integer(&self, number: u64) -> String {
        self.digits().integer(number)
    }

    /// So many zero bytes.
    pub(super) fn bytes(&self, size: &str) -> String {
        if self.python.is_2() { format!("b\"\\0\" * {size}") } else { format!("bytes({size})") }
    }

    /// Whether threads share a GIL.
    pub(super) fn shares_gil(&self) -> bool {
        self.runtime == Runtime::Threads || self.to_thread()
    }

    pub(super) fn to_thread(&self) -> bool {
        self.runtime == Runtime::Asyncio && self.scenario.awaiting == Awaiting::Thread
    }

    /// Whether tasks are coroutines.
    pub(super) fn coroutines(&self) -> bool {
        self.runtime == Runtime::Asyncio && !self.to_thread()
    }

    /// Whether tasks wait by `await`.
    pub(super) fn awaits(&self) -> bool {
        self.runtime == Runtime::Asyncio && self.scenario.awaiting == Awaiting::Loop
    }

    /// Whether the main module is imported again by the workers.
    pub(super) fn guarded(&self) -> bool {
        matches!(self.runtime, Runtime::Processes | Runtime::Interpreters)
    }

    /// The way to start processes, where it is not the version's own.
    pub(super) fn start(&self) -> Option<StartMethod> {
        let processes = self.runtime == Runtime::Processes;
        self.scenario.start.filter(|method| processes && *method != self.python.start_method())
    }

    pub(super) fn computes(&self) -> bool {
        self.job.cpu > Nanos::ZERO && !self.counts()
    }

    /// Whether tasks add one to a variable instead of computing.
    pub(super) fn counts(&self) -> bool {
        self.job.kind == WorkloadKind::Count
    }

    pub(super) fn in_c(&self) -> bool {
        self.computes() && self.job.kind == WorkloadKind::C
    }

    pub(super) fn waits(&self) -> bool {
        self.job.io > Nanos::ZERO
    }

    pub(super) fn data(&self) -> bool {
        self.job.data > Bytes(0)
    }

    pub(super) fn locks(&self) -> bool {
        (self.computes() || self.counts()) && self.job.locked > 0
    }

    /// Whether each piece of a task ends with a garbage collection.
    pub(super) fn collects(&self) -> bool {
        self.job.collections() > 0
    }

    pub(super) fn shares_memory(&self) -> bool {
        self.runtime == Runtime::Processes && self.data() && self.scenario.via == Via::Shared
    }

    /// Nothing but a loop in Python: its count is the argument.
    pub(super) fn is_loop(&self) -> bool {
        let more = self.waits() || self.data() || self.locks() || self.collects();
        self.computes() && !self.in_c() && !more
    }

    /// Whether any task computes in Python, and so touches what the tasks share.
    pub(super) fn shares(&self) -> bool {
        let loops = self.computes() && !self.in_c() || self.job.hogs > 0;
        loops && self.job.sharing != Sharing::Nothing
    }

    /// Whether the switch interval says something: where threads share a GIL, and 5 ms is not meant, which is
    /// Python's own. Python 2.7 counts bytecodes instead.
    pub(super) fn sets_interval(&self) -> bool {
        let usual = Draft::of(WorkloadKind::Cpu).interval;
        self.shares_gil() && !self.python.is_2() && self.scenario.interval != usual
    }

    /// The pieces of a task that its program tells apart.
    pub(super) fn pieces(&self) -> u64 {
        if self.waits() || self.locks() || self.collects() { self.job.segments.into() } else { 1 }
    }
}
