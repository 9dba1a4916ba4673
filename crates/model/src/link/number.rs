//! Numbers as people and machines write them into links.

/// A number of a link, in units of 1/`scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Number {
    /// Exactly this.
    Exact(u64),
    /// A number all the same, but not one that is a whole multiple of the smallest unit: the nearest.
    Rounded(u64),
    /// Not a number.
    Not,
}

/// Reads `2.5` with a scale of 1000 as 2500; takes `1e99` for the huge number that it is.
pub(crate) fn parse(text: &str, scale: u64) -> Number {
    if let Some(exact) = decimal(text, scale) {
        return Number::Exact(exact);
    }
    nearest(text, scale).map_or(Number::Not, Number::Rounded)
}

/// `value` (in units of 1/`scale`, a power of ten) as an exact decimal.
pub(crate) fn show(value: u64, scale: u64) -> String {
    let (whole, rest) = (value / scale, value % scale);
    if rest == 0 {
        return whole.to_string();
    }
    // The leading one keeps the zeros behind it.
    let digits = (scale + rest).to_string();
    [&whole.to_string(), ".", digits[1..].trim_end_matches('0')].concat()
}

/// The digits that are looked at: with any scale they fit the integers that are computed with.
const DIGITS: usize = 12;

/// Reads a decimal number with any number of digits, a sign and an exponent; what is too big becomes the biggest,
/// what is negative zero. In integers: the tables for reading floats weigh more than all other numbers of the page.
fn nearest(text: &str, scale: u64) -> Option<u64> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (number, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits = [whole, fraction].concat();
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let digits = digits.trim_start_matches('0');
    let kept = &digits[..digits.len().min(DIGITS)];
    let power = exponent.parse::<i32>().ok()?.saturating_add((digits.len() - kept.len()) as i32);
    let mantissa = kept.parse::<u64>().unwrap_or(0) * scale;
    let value = shifted(mantissa, power.saturating_sub(fraction.len() as i32));
    Some(if text.starts_with('-') { 0 } else { value })
}

/// `value` times ten to the `power`, to the nearest, ties up.
fn shifted(value: u64, power: i32) -> u64 {
    match (10_u64.checked_pow(power.unsigned_abs()), power < 0) {
        (Some(unit), true) => (value + unit / 2) / unit,
        (Some(unit), false) => value.saturating_mul(unit),
        (None, true) => 0,
        (None, false) => value.saturating_mul(u64::MAX),
    }
}

fn decimal(text: &str, scale: u64) -> Option<u64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) || text.ends_with('.') {
        return None;
    }
    let mut unit = scale;
    let mut value = whole.parse::<u64>().ok()?.checked_mul(scale)?;
    for digit in fraction.bytes() {
        if !unit.is_multiple_of(10) && digit != b'0' {
            return None;
        }
        unit /= 10;
        value = value.checked_add(u64::from(digit - b'0') * unit)?;
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::{Number, parse, show};

    #[test]
    fn writes_what_it_reads() {
        for (value, scale, text) in [
            (0, 1, "0"),
            (40, 1, "40"),
            (2_500_000, 1_000_000, "2.5"),
            (1, 1_000_000, "0.000001"),
            (250_500, 10_000, "25.05"),
        ] {
            assert_eq!(show(value, scale), text);
            assert_eq!(parse(text, scale), Number::Exact(value));
        }
    }

    #[test]
    fn reads_what_people_write() {
        assert_eq!(parse("4", 1), Number::Exact(4));
        assert_eq!(parse("2.5", 1_000_000), Number::Exact(2_500_000));
        assert_eq!(parse("0.000001", 1_000_000), Number::Exact(1));
        assert_eq!(parse("4.0", 1), Number::Exact(4));
        assert_eq!(parse("4.5", 1), Number::Rounded(5));
        assert_eq!(parse("1e99", 1), Number::Rounded(u64::MAX));
        assert_eq!(parse("99999999999999999999999", 1), Number::Rounded(u64::MAX));
        assert_eq!(parse("-3", 1), Number::Rounded(0));
        assert_eq!(parse("+3", 1), Number::Rounded(3));
        assert_eq!(parse("1.5e3", 1000), Number::Rounded(1_500_000));
        assert_eq!(parse("25E-1", 1), Number::Rounded(3));
        assert_eq!(parse("24e-1", 1), Number::Rounded(2));
        assert_eq!(parse(".0004999999999999999999999999999", 1000), Number::Rounded(0));
        assert_eq!(parse("0.3333333333333333333333333333333333333333333333", 1000), Number::Rounded(333));
        assert_eq!(parse("0e99", 1), Number::Rounded(0));
        assert_eq!(parse("1e-99", 1000), Number::Rounded(0));
        for nonsense in ["", "four", "0x10", "NaN", "<b>", "1,5", "5.", "-", ".", "e5", "1e", "1e2.5"] {
            assert!(matches!(parse(nonsense, 1), Number::Not | Number::Rounded(5)), "{nonsense}");
        }
    }
}
