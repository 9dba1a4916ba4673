//! Numbers as the language writes them.

use crate::numbers;

/// A whole number in words up to twelve, in digits above, or as far as the language has words for any thing.
#[must_use]
pub fn words(number: u64) -> String {
    let word = usize::try_from(number).ok().and_then(|place| numbers::words().split(' ').nth(place));
    word.map_or_else(|| number.to_string(), str::to_owned)
}

/// A whole number with its thousands apart.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    if numbers::least_grouped().len() > digits.len() {
        return digits;
    }
    let mut grouped = String::with_capacity(digits.len() * 2);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push_str(numbers::group());
        }
        grouped.push(digit);
    }
    grouped
}

/// A number that Rust has written, with the language's decimal sign.
#[must_use]
pub fn decimal(number: String) -> String {
    match numbers::decimal() {
        "." => number,
        sign => number.replace('.', sign),
    }
}
