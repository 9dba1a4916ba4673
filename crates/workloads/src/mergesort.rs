//! Bottom-up merge sort of `u32` keys, merging from both ends at once.
//!
//! A pair of runs of equal length is merged from the front (the smaller key first) and from the back (the greater key first) until the two ends meet.
//! Each end gives exactly half of the keys, so neither can run out of a run, and the two chains of loads overlap.
//! Choices between keys are arithmetic, not branches: on random keys half of the branches would be guessed wrong.
//! One form: each choice decides what is loaded for the next. (The compiler vectorises the sorting network of the first runs.)
//!
//! ```text
//! from  |  left run ->      <-  |  right run ->     <-  |
//! into  | smallest ->                       <- greatest |
//! ```

use crate::inputs::{Inputs, fold};
use crate::job::Unit;

/// Keys to sort; a power of two, so that the runs of a pair are equally long.
const KEYS: usize = 8192;
/// Length of the runs that the first step makes by a sorting network.
const FIRST_RUN: usize = 4;
/// Pairs of keys, one at either end, that a step merges.
const PAIRS_PER_STEP: usize = 2048;
/// Sorted keys that a step folds into the checksum.
const KEYS_PER_CHECK: usize = KEYS / 2;
/// The stream of [`Inputs`] that the keys come from.
const STREAM: u64 = 7;

type Keys = Box<[u32; KEYS]>;

pub(crate) struct Mergesort {
    from: Keys,
    into: Keys,
    /// Length of the runs in `from`.
    run: usize,
    /// Where the pair of runs being merged starts; when all is sorted, the first key that is not in the checksum yet.
    start: usize,
    /// What of this pair is merged already: always less than `run` keys at either end.
    ends: Ends,
    checksum: u64,
}

/// Indices of the next keys of a pair of runs, and how many each end has given.
#[derive(Clone, Copy)]
struct Ends {
    left_front: usize,
    right_front: usize,
    left_back: usize,
    right_back: usize,
    given: usize,
}

impl Ends {
    fn new(start: usize, run: usize) -> Ends {
        Ends {
            left_front: start,
            right_front: start + run,
            left_back: start + run - 1,
            right_back: start + 2 * run - 1,
            given: 0,
        }
    }
}

impl Mergesort {
    pub(crate) fn new() -> Mergesort {
        let empty = || Box::new([0; KEYS]);
        Mergesort { from: empty(), into: empty(), run: 0, start: 0, ends: Ends::new(0, 1), checksum: 0 }
    }

    /// Merges up to [`PAIRS_PER_STEP`] pairs of keys, at most to the end of this pass over the keys.
    fn merge(&mut self) {
        let mut budget = PAIRS_PER_STEP;
        while budget > 0 && self.start < KEYS {
            let pairs = budget.min(self.run - self.ends.given);
            self.ends = merge_pairs(&self.from, &mut self.into, self.start, self.run, self.ends, pairs);
            budget -= pairs;
            if self.ends.given == self.run {
                self.start += 2 * self.run;
                self.ends = Ends::new(self.start, self.run);
            }
        }
        if self.start == KEYS {
            std::mem::swap(&mut self.from, &mut self.into);
            self.set_run(2 * self.run);
        }
    }

    /// Folds the next [`KEYS_PER_CHECK`] sorted keys into the checksum.
    fn check(&mut self) {
        let keys = &self.from[self.start..self.start + KEYS_PER_CHECK];
        self.checksum = keys.iter().fold(self.checksum, |checksum, &key| fold(checksum, u64::from(key)));
        self.start += KEYS_PER_CHECK;
    }

    fn set_run(&mut self, run: usize) {
        self.run = run;
        self.start = 0;
        self.ends = Ends::new(0, run);
    }
}

impl Unit for Mergesort {
    fn begin(&mut self, variant: u32) {
        let mut inputs = Inputs::new(STREAM, variant);
        for key in self.into.iter_mut() {
            *key = inputs.word() as u32;
        }
        first_runs(&self.into, &mut self.from);
        self.set_run(FIRST_RUN);
        self.checksum = 0;
    }

    fn step(&mut self) -> Option<u64> {
        if self.run < KEYS {
            self.merge();
            return None;
        }
        self.check();
        (self.start == KEYS).then_some(self.checksum)
    }
}

/// Merges `pairs` pairs of keys of the two runs of length `run` from `start`, where at least as many are left.
fn merge_pairs(from: &Keys, into: &mut Keys, start: usize, run: usize, ends: Ends, pairs: usize) -> Ends {
    let mut at = ends;
    let (front, back) = into[start..start + 2 * run].split_at_mut(run);
    let front = front[at.given..at.given + pairs].iter_mut();
    let back = back[run - at.given - pairs..run - at.given].iter_mut();
    for (smallest, greatest) in front.zip(back.rev()) {
        let (left, right) = (from[at.left_front], from[at.right_front]);
        let (gap, minus_one) = compare(left, right);
        *smallest = left.wrapping_add(gap);
        at.left_front = at.left_front.wrapping_add(1).wrapping_add(minus_one);
        at.right_front = at.right_front.wrapping_sub(minus_one);

        let (left, right) = (from[at.left_back], from[at.right_back]);
        let (gap, minus_one) = compare(left, right);
        *greatest = right.wrapping_sub(gap);
        at.left_back = at.left_back.wrapping_add(minus_one);
        at.right_back = at.right_back.wrapping_sub(1).wrapping_sub(minus_one);
    }
    at.given += pairs;
    at
}

/// If `left > right`: `right - left` modulo 2^32 and minus one, else two zeros.
///
/// WebAssembly's `select` becomes a branch on x86-64, so the choice is made of a sign bit.
#[inline(always)]
fn compare(left: u32, right: u32) -> (u32, usize) {
    let gap = i64::from(right) - i64::from(left);
    let sign = gap >> 63;
    ((gap & sign) as u32, sign as usize)
}

/// Sorts the columns of every four by four keys and writes each column as a run.
fn first_runs(keys: &Keys, runs: &mut Keys) {
    for (square, runs) in keys.as_chunks::<4>().0.chunks_exact(4).zip(runs.as_chunks_mut::<16>().0) {
        let [mut a, mut b, mut c, mut d] = [square[0], square[1], square[2], square[3]];
        for (low, high) in [(&mut a, &mut b), (&mut c, &mut d)] {
            order(low, high);
        }
        order(&mut a, &mut c);
        order(&mut b, &mut d);
        order(&mut b, &mut c);
        for column in 0..4 {
            runs[4 * column..4 * column + 4].copy_from_slice(&[a[column], b[column], c[column], d[column]]);
        }
    }
}

/// Exchanges the keys of every column that is out of order.
#[inline(always)]
fn order(low: &mut [u32; 4], high: &mut [u32; 4]) {
    for (low, high) in low.iter_mut().zip(high) {
        (*low, *high) = ((*low).min(*high), (*low).max(*high));
    }
}
