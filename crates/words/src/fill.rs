//! Messages with places, filled in. `build/template.rs` says what the control characters stand for.

use crate::{number, text};

/// What stands before and behind the stressed part of a message.
pub const STRESS: char = '\u{11}';

/// The message of that number with `texts` and the number `n` in their places; `n` also chooses the form.
pub(crate) fn fill(index: usize, english: &'static str, texts: &[&str], n: u64) -> String {
    let message = text(index, english);
    let form = match message.split_once('\u{1f}') {
        Some((one, _)) if n == 1 => one,
        Some((_, other)) => other,
        None => message,
    };
    let mut filled = String::with_capacity(form.len() + 16);
    for letter in form.chars() {
        match letter {
            '\u{e}' => filled.push_str(&n.to_string()),
            '\u{f}' => filled.push_str(&number::words(n)),
            '\u{10}' => filled.push_str(&number::grouped(n)),
            letter => match texts.get((letter as usize).wrapping_sub(1)) {
                Some(text) => filled.push_str(text),
                None => filled.push(letter),
            },
        }
    }
    filled
}
