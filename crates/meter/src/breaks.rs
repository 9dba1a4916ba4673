//! The moments between two runs of a measurement, where other work disturbs nothing: the reader may stop it there,
//! and while nobody sees the page it stays there.

use crate::sight::Sight;
use live::{Cancel, Error, World};
use model::Nanos;
use std::cell::Cell;
use std::rc::Rc;

/// How often to look whether the page is seen again.
const LOOK: Nanos = Nanos::millis(50);

/// The reader stopped it; every other failure is told where it happened.
pub(crate) struct Cancelled;

/// What a measurement does between its runs.
pub(crate) struct Breaks {
    pub(crate) world: World,
    pub(crate) sight: Sight,
    pub(crate) cancel: Cancel,
    /// Whether it is in such a moment.
    pub(crate) between: Rc<Cell<bool>>,
}

impl Breaks {
    /// Takes a break of that length at least.
    pub(crate) async fn pause(&self, length: Nanos) -> Result<(), Cancelled> {
        self.between.set(true);
        (self.world.pause)(length).await;
        if self.cancel.is_cancelled() { Err(Cancelled) } else { Ok(()) }
    }

    /// After a break, does `work` while nothing else is done; again, if the page was hidden meanwhile.
    pub(crate) async fn alone<T>(
        &self,
        work: impl AsyncFn() -> Result<T, Error>,
    ) -> Result<Result<T, Error>, Cancelled> {
        loop {
            self.seen().await?;
            let times_hidden = self.sight.times_hidden();
            self.between.set(false);
            match work().await {
                Err(Error::Cancelled) => return Err(Cancelled),
                done if self.sight.times_hidden() == times_hidden => return Ok(done),
                _ => {}
            }
        }
    }

    async fn seen(&self) -> Result<(), Cancelled> {
        self.pause(Nanos::ZERO).await?;
        while self.sight.is_hidden() {
            self.pause(LOOK).await?;
        }
        Ok(())
    }
}
