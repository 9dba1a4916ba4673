//! How a future pauses when nobody but the worker's script can wait.

use live::world::Pause;
use model::Nanos;
use std::cell::Cell;
use std::rc::Rc;
use std::task::Poll;

/// Remembers until when the one future that runs here wants to pause; clones remember the same.
#[derive(Clone, Debug, Default)]
pub struct Pauses(Rc<Cell<Option<Nanos>>>);

impl Pauses {
    /// Makes pauses on `clock`: pending at least once, and until their time is over.
    #[must_use]
    pub fn maker(&self, clock: live::world::ReadClock) -> Rc<dyn Fn(Nanos) -> Pause> {
        let wanted = self.0.clone();
        let make = move |length: Nanos| -> Pause {
            let (deadline, wanted, clock) = (clock() + length, wanted.clone(), clock.clone());
            let mut asked = false;
            Box::pin(std::future::poll_fn(move |_| {
                if std::mem::replace(&mut asked, true) && clock() >= deadline {
                    return Poll::Ready(());
                }
                wanted.set(Some(deadline));
                Poll::Pending
            }))
        };
        Rc::new(make)
    }

    /// Until when the future that was just polled wants to pause.
    pub(crate) fn take(&self) -> Option<Nanos> {
        self.0.take()
    }
}
