//! Slices that lie in each other become one state at a time: a lane does what the slice that was opened last says.
//!
//! ```text
//!   slices  |main                          |
//!              |parse      |   |time.sleep|
//!                 |read|
//!   lane    |ma|pa|read|par|ma|time.sleep|m|
//! ```
//!
//! So each lane of the page is a thread, as everywhere on it: that a thread waits is seen at once, and what it was
//! called by is no state.

use super::DEEPEST;
use super::lane::Lane;

/// Something with a name that took from `start` to `end`, on the file's clock in nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slice {
    pub(super) start: i64,
    pub(super) end: i64,
    pub(super) name: u32,
    /// Of two that are open, the one of the higher rank counts, whichever was opened last.
    pub(super) rank: u8,
}

/// More than [`DEEPEST`] slices were open at once.
#[derive(Clone, Copy, Debug)]
pub(super) struct TooDeep;

/// Writes `slices` into `lane`, times counted from `origin`.
pub(super) fn flatten(mut slices: Vec<Slice>, origin: i64, lane: &mut Lane) -> Result<(), TooDeep> {
    slices.retain(|slice| slice.start < slice.end);
    // Of those that begin together, the longest is around the others.
    if !slices.is_sorted_by_key(order) {
        slices.sort_by_key(order);
    }
    let ranked = slices.windows(2).any(|pair| pair[0].rank != pair[1].rank);
    let mut pen = Pen { lane, origin, ranked, open: Vec::new(), at: i64::MIN, written: None };
    for slice in slices {
        pen.up_to(slice.start);
        pen.open.push(slice);
        if pen.open.len() > DEEPEST {
            pen.open.retain(|open| open.end > slice.start);
        }
        if pen.open.len() > DEEPEST {
            return Err(TooDeep);
        }
    }
    pen.up_to(i64::MAX);
    Ok(())
}

fn order(slice: &Slice) -> (i64, std::cmp::Reverse<i64>) {
    (slice.start, std::cmp::Reverse(slice.end))
}

struct Pen<'a> {
    lane: &'a mut Lane,
    origin: i64,
    /// Whether not all are of one rank.
    ranked: bool,
    /// What is open, by begin; of those that are over, only some.
    open: Vec<Slice>,
    /// Up to when it is written.
    at: i64,
    /// What was written last, and up to when.
    written: Option<(Slice, i64)>,
}

impl Pen<'_> {
    /// Writes what was open until `then`.
    fn up_to(&mut self, then: i64) {
        while self.at < then {
            let at = self.at;
            while self.open.last().is_some_and(|slice| slice.end <= at) {
                self.open.pop();
            }
            let Some(top) = self.top() else { break };
            let from = at.max(top.start);
            let end = top.end.min(then);
            if from < end {
                self.write(from, end, top);
            }
            self.at = end;
        }
        self.at = self.at.max(then);
    }

    /// The one that counts; of those below the last, the ones that are over are dropped here.
    fn top(&mut self) -> Option<Slice> {
        let at = self.at;
        let last = *self.open.last()?;
        if !self.ranked {
            return Some(last);
        }
        self.open.retain(|slice| slice.end > at);
        self.open.iter().copied().max_by_key(|slice| slice.rank)
    }

    fn write(&mut self, from: i64, end: i64, slice: Slice) {
        let end = (end - self.origin) as u64;
        // What is of a lower rank may begin meanwhile, and changes nothing.
        if self.written != Some((slice, from)) {
            self.lane.push((from - self.origin) as u64, end, slice.name);
        } else {
            self.lane.go_on(end);
        }
        self.written = Some((slice, end as i64 + self.origin));
    }
}

#[cfg(test)]
mod tests {
    use super::{Lane, Slice, flatten};

    /// Spans as `(start, end, name)`.
    fn flat(slices: &[(i64, i64, u32, u8)]) -> Vec<(u64, u64, u32)> {
        let slice = |&(start, end, name, rank): &(i64, i64, u32, u8)| Slice { start, end, name, rank };
        let mut lane = Lane::default();
        flatten(slices.iter().map(slice).collect(), 10, &mut lane).unwrap();
        lane.rows().collect()
    }

    #[test]
    fn the_innermost_slice_counts_and_the_outer_goes_on_after_it() {
        let nested = [(10, 30, 0, 0), (12, 20, 1, 0), (14, 16, 2, 0), (25, 30, 3, 0)];
        let expected = [(0, 2, 0), (2, 4, 1), (4, 6, 2), (6, 10, 1), (10, 15, 0), (15, 20, 3)];
        assert_eq!(flat(&nested), expected);
        let mut shuffled = nested;
        shuffled.reverse();
        assert_eq!(flat(&shuffled), expected, "whatever their order in the file");
    }

    #[test]
    fn slices_that_overlap_otherwise_lose_no_time() {
        assert_eq!(flat(&[(10, 20, 0, 0), (15, 25, 1, 0)]), [(0, 5, 0), (5, 15, 1)]);
        assert_eq!(flat(&[(10, 20, 0, 0), (10, 20, 1, 0)]), [(0, 10, 1)]);
        assert_eq!(flat(&[(10, 12, 0, 0), (14, 16, 1, 0), (15, 15, 2, 0)]), [(0, 2, 0), (4, 6, 1)]);
    }

    #[test]
    fn a_higher_rank_counts_whenever_it_was_opened() {
        assert_eq!(flat(&[(10, 20, 0, 1), (12, 30, 1, 0)]), [(0, 10, 0), (10, 20, 1)]);
        assert_eq!(
            flat(&[(10, 30, 0, 0), (12, 14, 1, 1), (13, 16, 2, 0)]),
            [(0, 2, 0), (2, 4, 1), (4, 6, 2), (6, 20, 0)]
        );
    }

    #[test]
    fn only_what_is_really_open_at_once_is_too_deep() {
        let one_after_another: Vec<_> = (0..30_000).map(|n| (10 + n, 12 + n, 0, 0)).collect();
        assert!(!flat(&one_after_another).is_empty());
        let at_once = (0..10_001).map(|n| Slice { start: n, end: 100_000 - n, name: 0, rank: 0 });
        assert!(flatten(at_once.collect(), 0, &mut Lane::default()).is_err());
    }
}
