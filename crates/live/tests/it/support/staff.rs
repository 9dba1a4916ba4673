//! Children as threads of this process that share nothing but two channels with their parent.

use live::ChildProgram;
use live::staff::{Birth, Child, Staff, Thread};
use live::world::{PoolJob, ReadClock, Work};
use model::Bytes;
use std::any::Any;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

/// Starts threads.
pub(crate) struct Threads {
    /// The clock and the work that children have.
    pub(crate) clock: ReadClock,
    pub(crate) work: Work,
}

impl Staff for Threads {
    fn child(&self, _: Birth, _: Bytes) -> Box<dyn Child> {
        let (orders, inbox) = channel();
        let (outbox, answers) = channel();
        let is_ended = Arc::new(AtomicBool::new(false));
        let work = mortal(self.work.clone(), is_ended.clone());
        let program = ChildProgram::new(self.clock.clone(), work);
        std::thread::spawn(move || live_on(program, &inbox, &outbox));
        Box::new(ThreadChild { orders, answers, news: RefCell::default(), is_ended })
    }

    fn thread(&self) -> Box<dyn Thread> {
        Box::new(ThreadOfOne)
    }
}

/// Work that ends its thread once its child is to end: a thread can't be ended from outside.
fn mortal(work: Work, is_ended: Arc<AtomicBool>) -> Work {
    Arc::new(move |kernel, units| {
        let (mut steps, is_ended) = (work(kernel, units), is_ended.clone());
        Box::new(move || {
            if is_ended.load(Ordering::Relaxed) {
                resume_unwind(Box::new("ended"));
            }
            steps()
        })
    })
}

/// Answers until its parent drops it or it panics.
fn live_on(mut program: ChildProgram, inbox: &Receiver<Vec<u8>>, outbox: &Sender<Result<Vec<u8>, String>>) {
    while let Ok(message) = inbox.recv() {
        program.arrived();
        let answer = catch_unwind(AssertUnwindSafe(|| program.hear(message)));
        let answer = answer.map_err(|payload| words(&*payload));
        let dies = answer.is_err();
        if outbox.send(answer).is_err() || dies {
            return;
        }
        program.answered();
    }
}

fn words(payload: &(dyn Any + Send)) -> String {
    payload.downcast_ref::<&str>().map_or_else(String::new, |words| (*words).to_owned())
}

struct ThreadChild {
    orders: Sender<Vec<u8>>,
    answers: Receiver<Result<Vec<u8>, String>>,
    news: RefCell<VecDeque<Result<Vec<u8>, String>>>,
    is_ended: Arc<AtomicBool>,
}

impl Drop for ThreadChild {
    fn drop(&mut self) {
        self.is_ended.store(true, Ordering::Relaxed);
    }
}

impl Child for ThreadChild {
    fn send(&self, message: &[u8]) {
        // A child that died has said so.
        drop(self.orders.send(message.to_vec()));
    }

    fn has_news(&self) -> bool {
        self.news.borrow_mut().extend(self.answers.try_iter());
        !self.news.borrow().is_empty()
    }

    fn receive(&self) -> Option<Result<Vec<u8>, String>> {
        self.news.borrow_mut().pop_front()
    }
}

struct ThreadOfOne;

impl Thread for ThreadOfOne {
    fn is_up(&self) -> Result<bool, String> {
        Ok(true)
    }

    fn run(&self, job: PoolJob) {
        drop(std::thread::spawn(job));
    }
}
