//! Runs a script's coroutines, up to where one waits or needs time.

use super::frame::{CodeFrame, Frame, value};
use super::instr::{Awaitable, Instr, Operand, Slot};
use super::plain::nanos;
use crate::asyncio::ids::Tid;
use crate::asyncio::run::{Loop, Request};
use crate::asyncio::task::Body;
use crate::asyncio::value::{Exception, Value};
use crate::asyncio::waits::{Await, Waited};
use model::Nanos;

/// What came of an instruction.
pub(super) enum Did {
    /// The next one comes.
    Next,
    Request(Request),
    Waits(Waited),
    /// Another coroutine is on the stack.
    Called,
    /// The coroutine's end.
    Returned(Value),
    Raised(Exception),
}

impl Loop {
    /// The task's innermost coroutine goes on, or another, with what was awaited.
    pub(super) fn deliver_to_script(
        &mut self,
        task: Tid,
        result: Result<Value, Exception>,
    ) -> Option<Request> {
        let mut stack = self.take_stack(task);
        let end = self.settle(&mut stack, result);
        self.put_stack(task, stack);
        end.and_then(|result| self.finish(task, result))
    }

    /// Runs the task's coroutines until one waits, needs time, or all are at their end.
    pub(super) fn run_script(&mut self, now: Nanos, task: Tid) -> Option<Request> {
        let mut stack = self.take_stack(task);
        let mut did = Did::Next;
        while matches!(did, Did::Next | Did::Called) && self.owed == 0 {
            did = self.instruct(now, task, &mut stack);
        }
        let result = match &did {
            Did::Returned(value) => {
                stack.pop();
                Some(Ok(value.clone()))
            }
            Did::Raised(error) => Some(Err(error.clone())),
            _ => None,
        };
        self.put_stack(task, stack);
        let request = match (result, did) {
            (Some(result), _) => self.deliver_to_script(task, result),
            (None, Did::Request(request)) => Some(request),
            (None, Did::Waits(waited)) => self.deliver(task, waited),
            (None, _) => None,
        };
        let made = std::mem::take(&mut self.owed);
        if made > 0 { Some(Request::Create(made)) } else { request }
    }

    /// Hands what was awaited to the innermost coroutine, or on out of it; the stack's own result at its end.
    fn settle(
        &mut self,
        stack: &mut Vec<Frame>,
        mut result: Result<Value, Exception>,
    ) -> Option<Result<Value, Exception>> {
        loop {
            result = match (stack.last_mut(), result) {
                (None, result) => return Some(result),
                (Some(Frame::Timeout(timeout)), result) => {
                    let timeout = *timeout;
                    stack.pop();
                    self.leave_timeout(timeout, result)
                }
                (Some(Frame::Code(frame)), Ok(value)) => {
                    if let Some(slot) = frame.target.take() {
                        self.store(slot, value, &mut frame.locals);
                    }
                    return None;
                }
                (Some(Frame::Code(frame)), Err(error)) => {
                    let error = frame.catch(error)?;
                    stack.pop();
                    Err(error)
                }
            };
        }
    }

    fn take_stack(&mut self, task: Tid) -> Vec<Frame> {
        match &mut self.tasks[task.index()].body {
            Body::Script(stack) => std::mem::take(stack),
            _ => Vec::new(),
        }
    }

    fn put_stack(&mut self, task: Tid, stack: Vec<Frame>) {
        self.tasks[task.index()].body = Body::Script(stack);
    }

    pub(super) fn store(&mut self, slot: Slot, value: Value, locals: &mut [Value]) {
        match slot {
            Slot::Local(slot) => locals[slot] = value,
            Slot::Global(slot) => self.globals[slot] = value,
        }
    }

    fn instruct(&mut self, now: Nanos, task: Tid, stack: &mut Vec<Frame>) -> Did {
        let script = self.script.clone();
        let Some(Frame::Code(frame)) = stack.last_mut() else { return Did::Returned(Value::None) };
        let Some(instr) = script.codes[frame.code].instrs.get(frame.pc) else {
            return Did::Returned(Value::None);
        };
        frame.pc += 1;
        match instr {
            Instr::Await(to, Awaitable::Coroutine(invoke)) => {
                frame.target = *to;
                let called = self.frame(invoke, &frame.locals);
                stack.push(Frame::Code(called));
                Did::Called
            }
            Instr::WaitFor { to, what, timeout } => {
                frame.target = *to;
                let timeout = nanos(&value(timeout, &frame.locals, &self.globals));
                self.begin_wait_for(now, task, stack, what, timeout)
            }
            _ => match self.awaited(instr, frame) {
                Some(what) => Did::Waits(self.begin_wait(now, task, what)),
                None => self.steer(now, task, instr, frame),
            },
        }
    }

    /// What an instruction awaits that is no coroutine of the script's.
    fn awaited(&mut self, instr: &Instr, frame: &mut CodeFrame) -> Option<Await> {
        let of = |operand: &Operand, this: &Self| value(operand, &frame.locals, &this.globals);
        let (what, to) = match instr {
            Instr::Sleep(length) => (Await::Sleep(nanos(&of(length, self))), None),
            Instr::Await(to, Awaitable::Future(future)) => match of(future, self) {
                Value::Future(future) => (Await::Future(future), *to),
                _ => return None,
            },
            Instr::Acquire(object) => (Await::Acquire(self.object(&of(object, self))?), None),
            Instr::WaitEvent(object) => (Await::Event(self.object(&of(object, self))?), None),
            Instr::Put(queue, items) => {
                let item = Value::Tuple(items.iter().map(|item| of(item, self)).collect());
                (Await::Put(self.object(&of(queue, self))?, item), None)
            }
            Instr::Get(to, queue) => (Await::Get(self.object(&of(queue, self))?), *to),
            Instr::Gather { to, children, returning } => {
                let children = self.ensure_futures(children, &frame.locals);
                (Await::Future(self.gather(children, *returning)), *to)
            }
            Instr::LeaveGroup(slot, raised) => {
                let raised = if *raised { frame.caught.pop() } else { None };
                let Value::Group(group) = of(&Operand::Slot(*slot), self) else { return None };
                (Await::Leave(group, raised), None)
            }
            Instr::Next(to, completed) => match of(completed, self) {
                Value::Completed(completed) => (Await::Next(completed), *to),
                _ => return None,
            },
            _ => return None,
        };
        frame.target = to;
        Some(what)
    }
}
