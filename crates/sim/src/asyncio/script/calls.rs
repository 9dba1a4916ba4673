//! Calls of coroutines: as tasks, under `wait_for`, and of callbacks.

use super::exec::Did;
use super::frame::{Call, CodeFrame, Frame, value};
use super::instr::{Awaitable, Invoke};
use crate::asyncio::ids::{FutureId, Tid};
use crate::asyncio::rules::WaitForRule;
use crate::asyncio::run::Loop;
use crate::asyncio::task::Body;
use crate::asyncio::value::{Exception, Value};
use crate::asyncio::waits::Await;
use model::{Nanos, TaskId};

impl Loop {
    /// `wait_for`, by the rule of the version.
    pub(super) fn begin_wait_for(
        &mut self,
        now: Nanos,
        task: Tid,
        stack: &mut Vec<Frame>,
        what: &Awaitable,
        timeout: Nanos,
    ) -> Did {
        let Some(Frame::Code(frame)) = stack.last() else { return Did::Next };
        if timeout == Nanos::ZERO || self.rules.wait_for != WaitForRule::Timeout {
            let Some(future) = self.ensure_futures(std::slice::from_ref(what), &frame.locals).pop() else {
                return Did::Next;
            };
            let what = match timeout {
                Nanos::ZERO => Await::CancelAndWait(future),
                _ => Await::WaitFor(future, timeout),
            };
            return Did::Waits(self.begin_wait(now, task, what));
        }
        let awaited = match what {
            Awaitable::Coroutine(invoke) => Ok(self.frame(invoke, &frame.locals)),
            Awaitable::Future(future) => Err(value(future, &frame.locals, &self.globals)),
        };
        stack.push(Frame::Timeout(self.enter_timeout(now, task, timeout)));
        match awaited {
            Ok(frame) => stack.push(Frame::Code(frame)),
            Err(Value::Future(future)) => {
                return Did::Waits(self.begin_wait(now, task, Await::Future(future)));
            }
            Err(_) => return Did::Raised(Exception::named("TypeError")),
        }
        Did::Called
    }

    pub(super) fn frame(&self, invoke: &Invoke, locals: &[Value]) -> CodeFrame {
        let args = invoke.args.iter().map(|arg| value(arg, locals, &self.globals)).collect();
        self.script.frame(invoke.code, args)
    }

    /// `create_task`; its cost is owed.
    pub(super) fn spawn_coroutine(&mut self, invoke: &Invoke, locals: &[Value]) -> FutureId {
        let frame = self.frame(invoke, locals);
        self.owed += 1;
        let label = TaskId(self.tasks.len() as u32);
        self.spawn(Body::Script(vec![Frame::Code(frame)]), Some(label))
    }

    /// `ensure_future` of each; a list counts as its items.
    pub(super) fn ensure_futures(&mut self, what: &[Awaitable], locals: &[Value]) -> Vec<FutureId> {
        let mut futures = Vec::new();
        for awaitable in what {
            match awaitable {
                Awaitable::Coroutine(invoke) => futures.push(self.spawn_coroutine(invoke, locals)),
                Awaitable::Future(operand) => {
                    add_futures(&value(operand, locals, &self.globals), &mut futures)
                }
            }
        }
        futures
    }

    /// Runs a callback; what it raises is lost, as in CPython after the exception handler has logged it.
    pub(super) fn call(&mut self, now: Nanos, call: &Call) {
        let script = self.script.clone();
        let mut locals = call.locals.clone();
        for instr in &script.blocks[call.block] {
            if self.plain(now, instr, &mut locals).is_err() {
                return;
            }
        }
    }
}

fn add_futures(value: &Value, futures: &mut Vec<FutureId>) {
    match value {
        Value::Future(future) => futures.push(*future),
        Value::Tuple(items) => items.iter().for_each(|item| add_futures(item, futures)),
        _ => {}
    }
}
