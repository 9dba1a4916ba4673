//! The address bar: a function of the scenario, and an entry in the history for each thing the reader did.

use super::Gesture;
use super::edit::Control;

/// What the address bar is to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The query string, without its `?`.
    pub query: String,
    /// How many entries were added to the history since the page was opened. What writes the address compares it
    /// with what it wrote last: several steps between two drawings can't lose an entry.
    pub entries: u32,
    /// How many links were opened: each has to be looked at, since its text may differ from what it was read as.
    opened: u32,
    /// The control that is being moved: its further steps belong to the entry already added.
    moving: Option<Control>,
}

impl Address {
    /// After a step of a gesture of the reader's, to `query`: its first adds an entry, the others change it.
    #[must_use]
    pub fn moved(&self, query: String, control: Control, gesture: Gesture) -> Self {
        let goes_on = self.moving == Some(control);
        let adds = !goes_on && query != self.query;
        let moving = (gesture == Gesture::Moving && (goes_on || adds)).then_some(control);
        Self { entries: self.entries + u32::from(adds), query, opened: self.opened, moving }
    }

    /// After a link was opened, which `query` says what was made of: the same entry.
    #[must_use]
    pub fn opened(&self, query: String) -> Self {
        Self { query, entries: self.entries, opened: self.opened + 1, moving: None }
    }

    /// After a link of the page was followed: an entry of its own, unless it leads to where the reader is.
    #[must_use]
    pub fn followed(&self, query: String) -> Self {
        let entries = self.entries + u32::from(query != self.query);
        Self { query, entries, opened: self.opened, moving: None }
    }
}
