//! Numbers as Python writes them, and how much work makes a millisecond.

use crate::Nanos;

/// How big integers are written: Python 3.6 is the first that allows `1_000` (PEP 515).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Digits {
    Plain,
    Grouped,
}

impl Digits {
    /// `2_000_000`: digits grouped by three from five digits on, where that is allowed.
    pub(super) fn integer(self, number: u64) -> String {
        let digits = number.to_string();
        if self == Self::Plain || digits.len() < 5 {
            return digits;
        }
        let first = digits.len() % 3;
        let groups =
            digits.as_bytes()[first..].chunks(3).map(|group| group.iter().copied().map(char::from).collect());
        let head = (first > 0).then(|| digits[..first].to_owned());
        head.into_iter().chain(groups).collect::<Vec<String>>().join("_")
    }
}

/// How many times what takes so many picoseconds has to be done to take `cpu`; at least once.
pub(super) fn times(cpu: Nanos, picos: u64) -> u64 {
    (u128::from(cpu.0) * 1_000 / u128::from(picos)).max(1) as u64
}

/// A time in seconds, exactly: `0.0125`.
pub(super) fn seconds(time: Nanos) -> String {
    let (whole, rest) = (time.0 / 1_000_000_000, time.0 % 1_000_000_000);
    if rest == 0 {
        return whole.to_string();
    }
    format!("{whole}.{}", format!("{rest:09}").trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_python() {
        let shown = [0, 999, 1_000, 9_999, 10_000, 250_000, 2_000_000, 10_000_000];
        let grouped = ["0", "999", "1000", "9999", "10_000", "250_000", "2_000_000", "10_000_000"];
        assert_eq!(shown.map(|number| Digits::Grouped.integer(number)), grouped);
        assert_eq!(Digits::Plain.integer(2_000_000), "2000000");
        let times = [0, 1, 12_500_000, 1_000_000_000, 60_000_000_000].map(|time| seconds(Nanos(time)));
        assert_eq!(times, ["0", "0.000000001", "0.0125", "1", "60"]);
    }
}
