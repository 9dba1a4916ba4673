//! Decimal numbers, by way of integers: what the standard library writes floats with weighs more than all other numbers
//! of the page.

/// `number`, rounded to so many decimals, ties away from zero; without the zeros at its end. What is beyond 64 bits
/// becomes the largest that is not, and what is no number zero.
#[must_use]
pub fn plain(number: f64, decimals: u32) -> String {
    let mut text = fixed(number, decimals);
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    text
}

/// As [`plain`], but with all its decimals.
pub(crate) fn fixed(number: f64, decimals: u32) -> String {
    let unit = 10_u64.pow(decimals);
    let shown = (number.abs() * unit as f64).round() as u64;
    let sign = if number < 0.0 && shown > 0 { "-" } else { "" };
    let whole = (shown / unit).to_string();
    if decimals == 0 {
        return [sign, &whole].concat();
    }
    // The leading one keeps the zeros behind it.
    let rest = (unit + shown % unit).to_string();
    [sign, &whole, ".", &rest[1..]].concat()
}

#[cfg(test)]
mod tests {
    use super::{fixed, plain};

    #[test]
    fn numbers_have_the_decimals_that_they_need() {
        for (number, decimals, shown, filled) in [
            (0.0, 2, "0", "0.00"),
            (-0.0, 2, "0", "0.00"),
            (-0.004, 2, "0", "0.00"),
            (-1.25, 1, "-1.3", "-1.3"),
            (0.05, 2, "0.05", "0.05"),
            (12.3, 2, "12.3", "12.30"),
            (99.999, 2, "100", "100.00"),
            (1200.0, 0, "1200", "1200"),
            (0.000_001, 6, "0.000001", "0.000001"),
            (f64::NAN, 1, "0", "0.0"),
            (f64::INFINITY, 0, "18446744073709551615", "18446744073709551615"),
        ] {
            assert_eq!(plain(number, decimals), shown);
            assert_eq!(fixed(number, decimals), filled);
        }
    }

    #[test]
    fn they_are_those_of_the_standard_library_but_at_ties() {
        for step in 0..20_000 {
            let number = f64::from(step) * 0.037 + 0.000_3;
            assert_eq!(fixed(number, 2), format!("{number:.2}"));
        }
    }
}
