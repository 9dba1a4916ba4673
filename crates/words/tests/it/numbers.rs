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

#[test]
fn forms_are_chosen_by_the_number() {
    let said = |n| [words::counts::threads(n), words::rows::lost(n)].join(", ");
    for (tag, expected) in [
        ("en", ["no threads, 0 updates lost", "one thread, 1 update lost", "two threads, 2 updates lost"]),
        (
            "es",
            [
                "0 hilos, 0 actualizaciones perdidas",
                "un hilo, 1 actualización perdida",
                "dos hilos, 2 actualizaciones perdidas",
            ],
        ),
        (
            "zh",
            ["0\u{a0}个线程, 丢失 0 次更新", "1\u{a0}个线程, 丢失 1 次更新", "2\u{a0}个线程, 丢失 2 次更新"],
        ),
    ] {
        speak(tag);
        assert_eq!([0, 1, 2].map(said), expected, "{tag}");
    }
}

#[test]
fn what_fills_a_place_is_taken_as_it_is() {
    speak("en");
    let filled = words::text::Next { before: "{next} \u{1f}", next: "**" }.say();
    assert_eq!(filled, "{next} \u{1f} **", "neither a place nor a form");
}
