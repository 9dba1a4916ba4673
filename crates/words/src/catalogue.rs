//! The language that is spoken.

use crate::{FINGERPRINT, MESSAGES};
use std::cell::Cell;

thread_local! {
    /// One for each thread: what is rendered natively is rendered in several languages, and tested in all of them.
    static SPOKEN: Cell<Option<&'static Catalogue>> = const { Cell::new(None) };
}

/// What the key of a sentence begins with.
const SENTENCE: char = '\u{1e}';

/// The most texts that a message has places for: the characters from 1 on.
const MOST_TEXTS: usize = 8;

struct Catalogue {
    /// By the messages' numbers; empty where English is said.
    messages: Vec<&'static str>,
    /// `TABLE.NAME` and text; behind [`SENTENCE`] a sentence in English and what is said for it, both with their places, a
    /// more special one before those that would also take it.
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

/// A sentence that was made elsewhere, in English: a refusal, a note on a link. As it is, where the language has none
/// for it.
#[must_use]
pub fn told(english: String) -> String {
    let mut parts = [""; MOST_TEXTS];
    let known = SPOKEN.get().into_iter().flat_map(|spoken| &spoken.named);
    let mut sentences = known.filter_map(|(key, text)| Some((key.strip_prefix(SENTENCE)?, text)));
    let Some((_, text)) = sentences.find(|(pattern, _)| fits(pattern, &english, &mut parts)) else {
        return english;
    };
    let mut said = String::new();
    for letter in text.chars() {
        match parts.get((letter as usize).wrapping_sub(1)) {
            // What stands in a place may be such a sentence itself.
            Some(part) => said += &told((*part).to_owned()),
            None => said.push(letter),
        }
    }
    said
}

/// Whether `text` is `pattern`, and with which `parts` in its places.
fn fits<'a>(pattern: &str, text: &'a str, parts: &mut [&'a str; MOST_TEXTS]) -> bool {
    let mut letters = pattern.chars();
    let Some(letter) = letters.next() else { return text.is_empty() };
    let (place, pattern) = ((letter as usize).wrapping_sub(1), letters.as_str());
    let mut rest = text.chars();
    if place >= MOST_TEXTS {
        return rest.next() == Some(letter) && fits(pattern, rest.as_str(), parts);
    }
    loop {
        if fits(pattern, rest.as_str(), parts) {
            parts[place] = &text[..text.len() - rest.as_str().len()];
            return true;
        }
        if rest.next().is_none() {
            return false;
        }
    }
}

/// The keys (`TABLE.NAME`) of all that the language names; none for English.
#[must_use]
pub fn named_keys() -> Vec<&'static str> {
    SPOKEN
        .get()
        .map(|spoken| {
            spoken.named.iter().map(|(key, _)| *key).filter(|key| !key.starts_with(SENTENCE)).collect()
        })
        .unwrap_or_default()
}

/// The message of that number.
pub(crate) fn text(index: usize, english: &'static str) -> &'static str {
    let other = SPOKEN.get().and_then(|spoken| spoken.messages.get(index));
    other.filter(|text| !text.is_empty()).copied().unwrap_or(english)
}
