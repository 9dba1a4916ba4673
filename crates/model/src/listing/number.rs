//! Numbers as Python writes them, and how much work makes a millisecond.

use crate::Nanos;

/// One pass of `while n: n -= 1` takes about 50 ns in CPython 3.12 to 3.14 (measured 3.12.1 and 3.13.0 on
/// an AMD Zen 4: 31 to 72 ns as the machine's clock varied).
const NANOS_PER_PASS: u64 = 50;

/// SHA-256 by OpenSSL takes about 1 ns a byte where the processor has instructions for it (same machine:
/// 0.7 ns).
const NANOS_PER_BYTE: u64 = 1;

/// Below this size `hashlib` keeps the GIL (`HASHLIB_GIL_MINSIZE`, CPython 3.12 Modules/hashlib.h).
const LEAST_BLOCK: u64 = 2_048;
/// A bigger block says nothing new and takes memory.
const MOST_BLOCK: u64 = 16_000_000;

/// How many passes of the loop take `cpu`; at least one.
pub(super) fn passes(cpu: Nanos) -> u64 {
    (cpu.0 / NANOS_PER_PASS).max(1)
}

/// How many calls on how many bytes take `cpu`, in `calls` calls or as near to it as blocks can be.
pub(super) fn blocks(cpu: Nanos, calls: u64) -> (u64, u64) {
    let bytes = (cpu.0 / NANOS_PER_BYTE).max(LEAST_BLOCK);
    let block = (bytes / calls.max(1)).clamp(LEAST_BLOCK, MOST_BLOCK);
    (bytes.div_ceil(block), block)
}

/// `2_000_000`: digits grouped by three from five digits on.
pub(super) fn integer(number: u64) -> String {
    let digits = number.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let first = digits.len() % 3;
    let groups =
        digits.as_bytes()[first..].chunks(3).map(|group| group.iter().copied().map(char::from).collect());
    let head = (first > 0).then(|| digits[..first].to_owned());
    head.into_iter().chain(groups).collect::<Vec<String>>().join("_")
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
        let shown = [0, 999, 1_000, 9_999, 10_000, 250_000, 2_000_000, 10_000_000].map(integer);
        assert_eq!(shown, ["0", "999", "1000", "9999", "10_000", "250_000", "2_000_000", "10_000_000"]);
        let times = [0, 1, 12_500_000, 1_000_000_000, 60_000_000_000].map(|time| seconds(Nanos(time)));
        assert_eq!(times, ["0", "0.000000001", "0.0125", "1", "60"]);
    }

    #[test]
    fn blocks_add_up_and_always_drop_the_gil() {
        assert_eq!(blocks(Nanos::millis(100), 20), (20, 5_000_000));
        assert_eq!(blocks(Nanos(10), 20), (1, 2_048));
        assert_eq!(blocks(Nanos::millis(60_000), 1), (3_750, 16_000_000));
    }
}
