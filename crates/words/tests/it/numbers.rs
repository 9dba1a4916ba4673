//! Numbers by language.

use crate::speak;
use words::number::{decimal, grouped, words};

#[test]
fn numbers_are_written_as_the_language_writes_them() {
    let shown =
        |number: u64| [grouped(number), words(number), decimal((number as f64 / 8.0).to_string())].join(" ");
    for (tag, expected) in [
        ("en", ["0 no 0", "12 twelve 1.5", "1,001 1001 125.125", "1,234,567 1234567 154320.875"]),
        ("es", ["0 0 0", "12 doce 1,5", "1001 1001 125,125", "1.234.567 1234567 154320,875"]),
        ("zh", ["0 0 0", "12 12 1.5", "1,001 1001 125.125", "1,234,567 1234567 154320.875"]),
    ] {
        speak(tag);
        assert_eq!([0, 12, 1_001, 1_234_567].map(shown), expected, "{tag}");
    }
}
