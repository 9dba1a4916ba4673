//! What a thread does next: made by a runtime, carried out by the machine.

use model::{Cause, LockId, Nanos, State, TaskId};

/// One step of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Uses a core.
    Work(Work),
    /// Waits that long, and late as timers are; holds no GIL meanwhile, and takes it back.
    Sleep(Nanos, Look),
    /// Waits to be woken; holds no GIL meanwhile, and takes it back. Not at all, if it was woken since it last
    /// waited.
    Block(Look),
    /// Acquires a lock; if it must wait for it, holds no GIL meanwhile, and takes it back.
    Lock(LockId, Option<TaskId>),
    /// Releases a lock.
    Unlock(LockId),
    /// Adds one to the shared variable so many times; uses a core.
    Count(u32, TaskId),
    /// Collects garbage for that long: uses a core, with all other threads that have no GIL standing still.
    StopTheWorld(Nanos, TaskId),
    /// The thread is new: nothing is asked of it yet.
    Begin,
}

/// CPU time to be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Work {
    /// How much.
    pub(crate) cpu: Nanos,
    /// How it looks on the timeline.
    pub(crate) look: Look,
    /// What it does with the thread's GIL; nothing, for a thread without one.
    pub(crate) gil: Hold,
    /// Where the eval breaker is polled meanwhile.
    pub(crate) polls: Polls,
}

/// Where work polls the eval breaker: there, and nowhere else, it can lose the GIL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Polls {
    /// Nowhere: one long C call.
    Never,
    /// As often as the plain Python loop of the version does ([`crate::costs::Costs::poll`]).
    Loop,
    /// At the poll points of the loop that counts (`bytecode::Body`).
    Body,
}

/// What work does with the GIL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hold {
    /// Holds it.
    Held,
    /// Drops it, and takes it back at the end.
    Dropped,
    /// Goes without, also afterwards.
    Without,
}

/// How a step looks on the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) state: State,
    pub(crate) cause: Cause,
    pub(crate) task: Option<TaskId>,
}

impl Look {
    /// A state with its cause, for no task.
    pub(crate) const fn of(state: State, cause: Cause) -> Self {
        Self { state, cause, task: None }
    }

    /// The same, for `task`.
    pub(crate) const fn with(self, task: TaskId) -> Self {
        Self { task: Some(task), ..self }
    }
}

impl Step {
    /// Python that computes, holding the GIL and polling the eval breaker.
    pub(crate) const fn python(cpu: Nanos, task: Option<TaskId>) -> Self {
        let look = Look { state: State::Run, cause: Cause::None, task };
        Self::Work(Work { cpu, look, gil: Hold::Held, polls: Polls::Loop })
    }

    /// The same, polling there.
    pub(crate) const fn polling(self, polls: Polls) -> Self {
        match self {
            Self::Work(work) => Self::Work(Work { polls, ..work }),
            step => step,
        }
    }

    /// C that computes with the GIL dropped.
    pub(crate) const fn free(cpu: Nanos, task: TaskId) -> Self {
        let look = Look { state: State::RunFree, cause: Cause::None, task: Some(task) };
        Self::Work(Work { cpu, look, gil: Hold::Dropped, polls: Polls::Never })
    }

    /// C of the job's that keeps the GIL and can't be interrupted.
    pub(crate) const fn call(cpu: Nanos, task: TaskId) -> Self {
        Self::held(cpu, Look::of(State::Run, Cause::None).with(task))
    }

    /// A garbage collection in the thread that it came due in, which keeps the GIL meanwhile (Python/gc.c).
    pub(crate) const fn collection(length: Nanos, task: TaskId) -> Self {
        Self::held(length, Look::of(State::Run, Cause::Collection).with(task))
    }

    /// C that holds the GIL and can't be interrupted: pickling, starting a thread.
    pub(crate) const fn held(cpu: Nanos, look: Look) -> Self {
        Self::Work(Work { cpu, look, gil: Hold::Held, polls: Polls::Never })
    }

    /// Work of the system or of C code without a GIL.
    pub(crate) const fn loose(cpu: Nanos, look: Look) -> Self {
        Self::Work(Work { cpu, look, gil: Hold::Without, polls: Polls::Never })
    }

    /// Only takes the GIL: what ends a wait.
    pub(crate) const fn back_to_python(task: Option<TaskId>) -> Self {
        Self::python(Nanos::ZERO, task)
    }

    /// The task that the step is for.
    pub(crate) const fn task(&self) -> Option<TaskId> {
        match self {
            Self::Work(work) => work.look.task,
            Self::Sleep(_, look) | Self::Block(look) => look.task,
            Self::Lock(_, task) => *task,
            Self::Count(_, task) | Self::StopTheWorld(_, task) => Some(*task),
            Self::Unlock(_) | Self::Begin => None,
        }
    }
}
