//! Numbers as people and machines write them into links.

/// A number of a link, in units of 1/`scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    /// Exactly this.
    Exact(u64),
    /// A number all the same, but not one that is a whole multiple of the smallest unit: the nearest.
    Rounded(u64),
    /// Not a number.
    Not,
}

/// Reads `2.5` with a scale of 1000 as 2500; takes `1e99` for the huge number that it is.
pub(super) fn parse(text: &str, scale: u64) -> Number {
    if let Some(exact) = decimal(text, scale) {
        return Number::Exact(exact);
    }
    match text.parse::<f64>() {
        // Casting saturates: what is too big becomes the biggest, what is negative zero.
        Ok(value) if !value.is_nan() => Number::Rounded((value * scale as f64).round() as u64),
        _ => Number::Not,
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
    use super::{Number, parse};

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
        for nonsense in ["", "four", "0x10", "NaN", "<b>", "1,5", "5."] {
            assert!(matches!(parse(nonsense, 1), Number::Not | Number::Rounded(5)), "{nonsense}");
        }
    }
}
