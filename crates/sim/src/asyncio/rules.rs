//! What differs between versions of asyncio, as far as order or time depend on it.

use model::PythonVersion;

/// How `asyncio.Semaphore` queues (Lib/asyncio/locks.py), each as in the version's last release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SemaphoreRule {
    /// Up to 3.8: whoever finds the counter above zero takes it, waiters or not.
    Barging,
    /// 3.9: nobody barges between a wake-up and the woken task's step.
    WakeupScheduled,
    /// 3.10 to 3.12: the releaser hands its unit to the first waiter.
    HandedOver,
    /// From 3.13: so too, and a woken waiter wakes as many as there are units for.
    HandedOverToAll,
}

/// How `asyncio.wait_for` waits (Lib/asyncio/tasks.py).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WaitForRule {
    /// Up to 3.8: in a task of its own; a time-out is one even if the task still came to a result.
    Task,
    /// 3.9 to 3.11: in a task of its own; a result that came after all counts.
    TaskOrResult,
    /// From 3.12: in the same task, under `asyncio.timeout`.
    Timeout,
}

/// The rules of one Python version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rules {
    pub(crate) semaphore: SemaphoreRule,
    pub(crate) wait_for: WaitForRule,
    /// Whether there is a `TaskGroup` (from 3.11).
    pub(crate) task_group: bool,
}

impl Rules {
    /// Those of a version: read in the sources of 3.8.18, 3.9.18, 3.10.13, 3.11.7, 3.12.1 and 3.13.0, and taken
    /// from the nearest of these for what is older or newer.
    pub(crate) const fn of(python: PythonVersion) -> Self {
        let minor = python.minor();
        let semaphore = match minor {
            ..=8 => SemaphoreRule::Barging,
            9 => SemaphoreRule::WakeupScheduled,
            10..=12 => SemaphoreRule::HandedOver,
            13.. => SemaphoreRule::HandedOverToAll,
        };
        let wait_for = match minor {
            ..=8 => WaitForRule::Task,
            9..=11 => WaitForRule::TaskOrResult,
            12.. => WaitForRule::Timeout,
        };
        Self { semaphore, wait_for, task_group: minor >= 11 }
    }
}
