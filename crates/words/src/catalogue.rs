//! The language that is spoken.

use crate::{FINGERPRINT, MESSAGES};
use std::cell::Cell;

thread_local! {
    /// One for each thread: what is rendered natively is rendered in several languages, and tested in all of them.
    static SPOKEN: Cell<Option<&'static Catalogue>> = const { Cell::new(None) };
}

struct Catalogue {
    /// By the messages' numbers; empty where English is said.
    messages: Vec<&'static str>,
    /// `TABLE.NAME` and text.
    named: Vec<(&'static str, &'static str)>,
}

/// Speaks the language of these data from now on, on this thread. Returns whether they are of this build; if they are
/// not, nothing changes. The data are kept for as long as the program runs.
pub fn set(data: &str) -> bool {
    let data: &'static str = Box::leak(data.into());
    let mut lines = data.split('\n');
    if lines.next() != Some(FINGERPRINT) {
        return false;
    }
    let messages = lines.by_ref().take(MESSAGES).collect();
    let named = lines.filter_map(|line| line.split_once('\t')).collect();
    SPOKEN.set(Some(Box::leak(Box::new(Catalogue { messages, named }))));
    true
}

/// Speaks English again, on this thread.
pub fn set_english() {
    SPOKEN.set(None);
}

/// A text that is named elsewhere, where its `english` is: a preset's title, a runtime's name.
#[must_use]
pub fn named(table: &str, name: &str, english: &'static str) -> &'static str {
    let is_it = |key: &str| key.strip_prefix(table).and_then(|rest| rest.strip_prefix('.')) == Some(name);
    let found = SPOKEN.get().and_then(|spoken| spoken.named.iter().find(|(key, _)| is_it(key)));
    found.map_or(english, |(_, text)| text)
}

/// The keys (`TABLE.NAME`) of all that the language names; none for English.
#[must_use]
pub fn named_keys() -> Vec<&'static str> {
    SPOKEN.get().map(|spoken| spoken.named.iter().map(|(key, _)| *key).collect()).unwrap_or_default()
}

/// The message of that number.
pub(crate) fn text(index: usize, english: &'static str) -> &'static str {
    let other = SPOKEN.get().and_then(|spoken| spoken.messages.get(index));
    other.filter(|text| !text.is_empty()).copied().unwrap_or(english)
}
