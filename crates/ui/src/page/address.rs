//! Writes the address bar: a new entry of the history at once, changes of an entry only so often.

use crate::browser;
use crate::state::Address;
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;

/// The time between two writings at least, in milliseconds. Browsers refuse more than about a hundred in ten seconds,
/// and a hand on a slider or a wheel makes more.
const REST: u32 = 200;

/// What has been written, and what is still to be.
#[derive(Clone, Default)]
pub(super) struct Writer(Rc<RefCell<Inner>>);

#[derive(Default)]
struct Inner {
    /// The entries of the history so far.
    entries: u32,
    /// Runs between two writings.
    rest: Option<Timeout>,
    /// What the entry that is shown is to say after that.
    late: Option<String>,
}

impl Writer {
    /// Writes `address`, now or after the rest.
    pub(super) fn write(&self, address: &Address) {
        let mut inner = self.0.borrow_mut();
        if inner.entries != address.entries {
            inner.entries = address.entries;
            // The entry before is left as it was at last.
            if let Some(late) = inner.late.take() {
                browser::write_query(&late, false);
            }
            browser::write_query(&address.query, true);
        } else if inner.rest.is_some() {
            inner.late = Some(address.query.clone());
            return;
        } else if !change(&address.query) {
            return;
        }
        drop(inner);
        self.rest();
    }

    fn rest(&self) {
        let writer = self.clone();
        let rest = Timeout::new(REST, move || {
            writer.0.borrow_mut().rest = None;
            let late = writer.0.borrow_mut().late.take();
            if late.is_some_and(|late| change(&late)) {
                writer.rest();
            }
        });
        self.0.borrow_mut().rest = Some(rest);
    }
}

/// Whether the address said something else.
fn change(query: &str) -> bool {
    let other = browser::query().trim_start_matches('?') != query;
    if other {
        browser::write_query(query, false);
    }
    other
}
