//! Numbers as readers see them: three significant digits, a no-break space before the unit, the reader's decimal sign.

use crate::digits::{fixed, plain};
use model::{Bytes, Nanos};
use words::number::decimal;
use words::numbers;

/// The space between a number and its unit: never broken at the end of a line.
pub const NBSP: char = '\u{a0}';

/// A length of time with three significant digits: `406 ms`, `1.24 s`, `85 µs`, `4.98 ms`, `0 ms`.
#[must_use]
pub fn duration(time: Nanos) -> String {
    let (number, unit) = duration_parts(time);
    format!("{number}{NBSP}{unit}")
}

/// [`duration`] in two parts, number and unit, for setting them in two sizes.
#[must_use]
pub fn duration_parts(time: Nanos) -> (String, &'static str) {
    let (unit, scale) = duration_unit(time);
    (significant(time.0 as f64 / scale), unit)
}

/// The unit that suits `time`, and how many nanoseconds it has.
pub(crate) const fn duration_unit(time: Nanos) -> (&'static str, f64) {
    match time.0 {
        0 => ("ms", 1e6),
        1..1_000 => ("ns", 1.0),
        // What rounds to 1000 of a unit is written as 1 of the next.
        1_000..999_500 => ("µs", 1e3),
        999_500..999_500_000 => ("ms", 1e6),
        _ => ("s", 1e9),
    }
}

/// From when to when, both in one unit, as exact as the length between them needs: `10 to 14.98 ms`.
#[must_use]
pub fn interval(start: Nanos, end: Nanos) -> String {
    let (unit, scale) = duration_unit(end);
    let length = (end.saturating_sub(start).0 as f64 / scale).max(1.0 / scale);
    // Three digits of the length, where it has them.
    let decimals = (0..6).find(|decimals| length * 10_u64.pow(*decimals) as f64 >= 100.0).unwrap_or(6);
    let show = |time: Nanos| decimal(plain(time.0 as f64 / scale, decimals));
    numbers::Interval { start: &show(start), end: &show(end), unit }.say()
}

/// A factor: two decimals below one, one below ten, none above: `0.99×`, `1.0×`, `3.7×`, `12×`.
#[must_use]
pub fn multiplier(factor: f64) -> String {
    // Decide on what will be shown: 0.996 is 1.0, and 9.96 is 10.
    let decimals =
        if (factor * 100.0).round() < 100.0 { 2 } else { u32::from((factor * 10.0).round() < 100.0) };
    decimal(fixed(factor, decimals)) + "×"
}

/// A factor that is compared with another: with three significant digits, `1.87×`, `0.9×`, `12.4×`.
#[must_use]
pub fn factor(factor: f64) -> String {
    significant(factor) + "×"
}

/// A share from 0 to 1 in percent: `75 %`; below ten with a decimal where it has one: `0.8 %`.
#[must_use]
pub fn percent(share: f64) -> String {
    let percent = share * 100.0;
    let tenths = (percent * 10.0).round() / 10.0;
    let shown = if tenths < 10.0 { tenths } else { percent.round() };
    numbers::percent(&decimal(plain(shown, 1)))
}

/// An amount of data in decimal units: `64 MB`, `8.19 kB`.
#[must_use]
pub fn bytes(amount: Bytes) -> String {
    let (unit, scale) = match amount.0 {
        ..1_000 => return numbers::bytes(&amount.0.to_string()),
        1_000..999_500 => ("kB", 1e3),
        999_500..999_500_000 => ("MB", 1e6),
        _ => ("GB", 1e9),
    };
    format!("{}{NBSP}{unit}", significant(amount.0 as f64 / scale))
}

/// `text` with a capital first letter.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn significant(number: f64) -> String {
    let decimals = match number {
        ..9.995 => 2,
        ..99.95 => 1,
        _ => 0,
    };
    decimal(plain(number, decimals))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_three_significant_digits() {
        let cases = [
            (0, "0 ms"),
            (7, "7 ns"),
            (85_000, "85 µs"),
            (85_432, "85.4 µs"),
            (999_499, "999 µs"),
            (999_500, "1 ms"),
            (4_980_000, "4.98 ms"),
            (5_000_000, "5 ms"),
            (9_996_000, "10 ms"),
            (14_500_000, "14.5 ms"),
            (406_200_000, "406 ms"),
            (999_600_000, "1 s"),
            (1_240_000_000, "1.24 s"),
            (75_000_000_000, "75 s"),
        ];
        for (nanos, shown) in cases {
            assert_eq!(duration(Nanos(nanos)), shown.replace(' ', "\u{a0}"));
        }
    }

    #[test]
    fn intervals_are_as_exact_as_their_length_needs() {
        let cases = [
            (10_000_000, 14_980_000, "10 to 14.98 ms"),
            (0, 400_000_000, "0 to 400 ms"),
            (1_240_000_000, 1_240_085_000, "1.24 to 1.240085 s"),
            (0, 7, "0 to 7 ns"),
        ];
        for (start, end, shown) in cases {
            let shown = shown.rsplit_once(' ').map(|(times, unit)| format!("{times}{NBSP}{unit}"));
            assert_eq!(Some(interval(Nanos(start), Nanos(end))), shown);
        }
    }

    #[test]
    fn factors_and_shares_round_before_they_choose_their_decimals() {
        let factors = [0.0, 0.985, 0.996, 1.0, 3.04, 9.94, 9.96, 12.4].map(multiplier);
        assert_eq!(factors, ["0.00×", "0.99×", "1.0×", "1.0×", "3.0×", "9.9×", "10×", "12×"]);
        let factors = [0.0, 0.9, 1.866, 9.996, 12.44, 123.4].map(factor);
        assert_eq!(factors, ["0×", "0.9×", "1.87×", "10×", "12.4×", "123×"]);
        let shares = [0.0, 0.008, 0.0996, 0.75, 1.0].map(percent);
        assert_eq!(shares, ["0", "0.8", "10", "75", "100"].map(|number| format!("{number}{NBSP}%")));
    }

    #[test]
    fn data_is_counted_in_thousands() {
        let shown = [0, 999, 8_192, 64_000_000, 999_600_000].map(|amount| bytes(Bytes(amount)));
        assert_eq!(
            shown,
            ["0 bytes", "999 bytes", "8.19 kB", "64 MB", "1 GB"].map(|text| text.replace(' ', "\u{a0}"))
        );
    }

    #[test]
    fn sentences_begin_with_capitals() {
        assert_eq!(capitalised("four"), "Four");
        assert_eq!(capitalised(""), "");
    }

    #[test]
    fn another_language_writes_its_own_decimal_sign() {
        let (_, spanish) = words::CATALOGUES.iter().find(|(tag, _)| *tag == "es").unwrap();
        assert!(words::set(spanish));
        assert_eq!(duration(Nanos(1_240_000_000)), "1,24\u{a0}s");
        assert_eq!(interval(Nanos(10_000_000), Nanos(14_980_000)), "10 a 14,98\u{a0}ms");
        assert_eq!([multiplier(0.985), factor(1.866), percent(0.008)], ["0,99×", "1,87×", "0,8\u{a0}%"]);
        assert_eq!(bytes(Bytes(8_192)), "8,19\u{a0}kB");
    }
}
