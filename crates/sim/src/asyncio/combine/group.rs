//! `asyncio.TaskGroup` (Lib/asyncio/taskgroups.py, 3.11): the first exception cancels the rest and the body.
//!
//! Where we differ: SystemExit and KeyboardInterrupt are exceptions like others.

use crate::asyncio::future::Callback;
use crate::asyncio::ids::{FutureId, GroupId, Tid};
use crate::asyncio::run::Loop;
use crate::asyncio::value::{Exception, Value};
use crate::asyncio::waits::{Wait, Waited};

#[derive(Clone, Debug)]
pub(in crate::asyncio) struct Group {
    parent: Tid,
    /// Those not seen to be done, in the order in which they were made. CPython's set has none.
    tasks: Vec<FutureId>,
    errors: Vec<Exception>,
    aborting: bool,
    parent_cancel_requested: bool,
    /// `_on_completed_fut`.
    completed: Option<FutureId>,
    /// A CancelledError that goes on out of the group.
    propagate: bool,
}

impl Loop {
    /// `TaskGroup().__aenter__`.
    pub(in crate::asyncio) fn enter_group(&mut self, parent: Tid) -> GroupId {
        self.groups.push(Group {
            parent,
            tasks: Vec::new(),
            errors: Vec::new(),
            aborting: false,
            parent_cancel_requested: false,
            completed: None,
            propagate: false,
        });
        GroupId((self.groups.len() - 1) as u32)
    }

    /// `TaskGroup.create_task`, of a task just made.
    pub(in crate::asyncio) fn add_to_group(&mut self, id: GroupId, task: FutureId) {
        self.groups[id.index()].tasks.push(task);
        self.when_done(task, Callback::Grouped(id));
    }

    /// `__aexit__`.
    pub(in crate::asyncio) fn leave_group(
        &mut self,
        task: Tid,
        id: GroupId,
        raised: Option<Exception>,
    ) -> Waited {
        self.groups[id.index()].propagate = raised == Some(Exception::Cancelled);
        if self.groups[id.index()].parent_cancel_requested && self.uncancel(task) == 0 {
            self.groups[id.index()].propagate = false;
        }
        if raised.is_some() && !self.groups[id.index()].aborting {
            self.abort_group(id);
        }
        self.await_group(task, id, raised)
    }

    /// The wait in `__aexit__` goes on.
    pub(in crate::asyncio) fn end_leave(
        &mut self,
        task: Tid,
        id: GroupId,
        raised: Option<Exception>,
        thrown: Option<Exception>,
    ) -> Waited {
        let group = &mut self.groups[id.index()];
        if let Some(future) = group.completed.take() {
            self.futures.drop(future);
        }
        if thrown.is_some() && !group.aborting {
            group.propagate = true;
            self.abort_group(id);
        }
        self.await_group(task, id, raised)
    }

    fn await_group(&mut self, task: Tid, id: GroupId, raised: Option<Exception>) -> Waited {
        if self.groups[id.index()].tasks.is_empty() {
            return self.close_group(id, raised);
        }
        let future = self.waiter();
        self.groups[id.index()].completed = Some(future);
        self.wait_at(task, Wait::Leave(id, raised.map(Box::new)), future)
    }

    fn close_group(&mut self, id: GroupId, raised: Option<Exception>) -> Waited {
        let group = &mut self.groups[id.index()];
        if group.propagate && group.errors.is_empty() {
            return Waited::Is(Err(Exception::Cancelled));
        }
        group.errors.extend(raised.filter(|error| *error != Exception::Cancelled));
        let errors = std::mem::take(&mut group.errors);
        Waited::Is(if errors.is_empty() { Ok(Value::None) } else { Err(Exception::Group(errors.into())) })
    }

    /// `_on_task_done`.
    pub(in crate::asyncio) fn grouped(&mut self, id: GroupId, task: FutureId) {
        let group = &mut self.groups[id.index()];
        group.tasks.retain(|other| *other != task);
        if let Some(completed) = group.completed.filter(|_| group.tasks.is_empty()) {
            self.set_result(completed, Value::Bool(true));
        }
        let Some(error) = self.futures.error(task).filter(|error| *error != Exception::Cancelled) else {
            return;
        };
        let group = &mut self.groups[id.index()];
        group.errors.push(error);
        let (parent, aborted) = (group.parent, group.aborting || group.parent_cancel_requested);
        if !aborted && !self.futures.is_done(self.tasks[parent.index()].future) {
            self.abort_group(id);
            self.groups[id.index()].parent_cancel_requested = true;
            self.cancel_task(parent);
        }
    }

    fn abort_group(&mut self, id: GroupId) {
        self.groups[id.index()].aborting = true;
        for task in self.groups[id.index()].tasks.clone() {
            self.cancel(task);
        }
    }
}
