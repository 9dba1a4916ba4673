//! Tasks and futures together: `gather`, `TaskGroup`, `wait_for` with `timeout`, `as_completed`.

mod completed;
mod gather;
mod group;
mod timeout;
mod wait_for;

pub(super) use completed::Completed;
pub(super) use gather::Gather;
pub(super) use group::Group;
pub(super) use timeout::Timeout;
pub(super) use wait_for::WaitFor;
