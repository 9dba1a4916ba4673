//! Whether the page is seen: browsers give less to a tab that is not, so what was measured then is of no use.

use std::cell::Cell;
use std::rc::Rc;

/// What the page last said of its tab; clones know the same.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sight(Rc<Cell<Seen>>);

#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    hidden: bool,
    /// How often it was hidden until now.
    times: u32,
}

impl Sight {
    pub(crate) fn set(&self, hidden: bool) {
        let Seen { times, .. } = self.0.get();
        self.0.set(Seen { hidden, times: times.wrapping_add(hidden.into()) });
    }

    pub(crate) fn is_hidden(&self) -> bool {
        self.0.get().hidden
    }

    /// Changes whenever the tab is hidden.
    pub(crate) fn times_hidden(&self) -> u32 {
        self.0.get().times
    }
}
