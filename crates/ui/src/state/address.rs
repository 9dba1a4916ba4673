//! The address bar: a function of the scenario, and an entry in the history for each thing the reader did.

use super::Gesture;
use super::edit::Control;
use model::lab::Knobs;

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
    /// What is being moved: its further steps belong to the entry already added.
    moving: Option<Moved>,
}

/// What a gesture moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// A control of the scenario's.
    Control(Control),
    /// The part of the time axis shown. Wheels and fingers come to no end that is told: all zooming and panning until
    /// something else is moved is one gesture.
    Zoom,
    /// Whose Python is shown.
    Code,
    /// One of the laboratory's knobs, by its place.
    Knob(u8),
}

impl Moved {
    /// The knob that was turned.
    #[must_use]
    pub fn knob(before: &Knobs, after: &Knobs) -> Self {
        Self::Knob(match after {
            Knobs { interval, .. } if *interval != before.interval => 0,
            Knobs { threads, .. } if *threads != before.threads => 1,
            _ => 2,
        })
    }
}

impl Address {
    /// After a step of a gesture of the reader's, to `query`: its first adds an entry, the others change it.
    #[must_use]
    pub fn moved(&self, query: String, what: Moved, gesture: Gesture) -> Self {
        let goes_on = self.moving == Some(what);
        let adds = !goes_on && query != self.query;
        let moving = (gesture == Gesture::Moving && (goes_on || adds)).then_some(what);
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
