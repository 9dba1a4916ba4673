//! Prime sieve: the odd numbers of a stretch, segment by segment, one byte a number.
//!
//! Byte `i` of a segment that starts at the odd number `low` stands for `low + 2 i`, so a prime `p` strikes every `p`-th byte.
//! One form: strikes store single bytes far apart, which no 128-bit register helps with. The compiler vectorises the counting.
//! The segmented sieve of Eratosthenes after Bays and Hudson, "The segmented sieve of Eratosthenes and primes in arithmetic progressions to 10^12" (BIT 17, 1977).

use crate::inputs::{VARIANTS, fold};
use crate::job::Unit;

/// Odd numbers in a segment: small enough for every first-level cache.
const SEGMENT: usize = 24 * 1024;
/// Segments, and so steps, in a unit.
const SEGMENTS: u32 = 16;
/// Primes whose strikes are the same in every [`PERIOD`] numbers, and so are copied: nearly half of all strikes.
const SMALL: [usize; 4] = [3, 5, 7, 11];
const PERIOD: usize = 3 * 5 * 7 * 11;
/// Numbers, odd and even, that a unit covers: variant `v` covers `[v * SPAN, (v + 1) * SPAN)`.
const SPAN: u32 = 2 * SEGMENT as u32 * SEGMENTS;

/// A prime and the byte of the next segment that it strikes first.
struct Striker {
    prime: u32,
    next: u32,
}

pub(crate) struct Sieve {
    /// What is left by the strikes of [`SMALL`], from the number one on: two periods, so that one can be copied from any phase.
    pattern: Vec<u8>,
    /// All other odd primes up to the square root of the highest number of any variant.
    strikers: Vec<Striker>,
    /// 1 where the number is (still) taken for a prime, 0 where it was struck.
    candidates: Box<[u8; SEGMENT]>,
    /// The first odd number of the segment to come.
    low: u32,
    end: u32,
    checksum: u64,
}

impl Sieve {
    pub(crate) fn new() -> Sieve {
        let root = (VARIANTS * SPAN).isqrt();
        let prime = |n: &u32| (3..).step_by(2).take_while(|d| d * d <= *n).all(|d| !n.is_multiple_of(d));
        Sieve {
            pattern: pattern(),
            strikers: (13..=root).step_by(2).filter(prime).map(|prime| Striker { prime, next: 0 }).collect(),
            candidates: Box::new([0; SEGMENT]),
            low: 0,
            end: 0,
            checksum: 0,
        }
    }

    /// Strikes every odd multiple of the primes in this segment (and, by the pattern, the small primes).
    fn strike(&mut self) {
        let phase = (self.low / 2) as usize % PERIOD;
        for piece in self.candidates.chunks_mut(PERIOD) {
            piece.copy_from_slice(&self.pattern[phase..phase + piece.len()]);
        }
        for striker in &mut self.strikers {
            let stride = striker.prime as usize;
            let mut at = striker.next as usize;
            while at + 3 * stride < SEGMENT {
                for turn in 0..4 {
                    self.candidates[at + turn * stride] = 0;
                }
                at += 4 * stride;
            }
            while at < SEGMENT {
                self.candidates[at] = 0;
                at += stride;
            }
            striker.next = (at - SEGMENT) as u32;
        }
    }

    /// One is no prime, though no prime strikes it; the small primes are, though the pattern strikes them.
    fn mend_first_numbers(&mut self) {
        self.candidates[0] = 0;
        for prime in SMALL {
            self.candidates[prime / 2] = 1;
        }
    }

    /// Counts this segment's primes and adds up their places, both folded into the checksum.
    fn count(&mut self) {
        let (mut primes, mut places) = (0, 0);
        for (place, &is_prime) in (0_u32..).zip(self.candidates.iter()) {
            primes += u32::from(is_prime);
            places += place & 0_u32.wrapping_sub(u32::from(is_prime));
        }
        self.checksum = fold(self.checksum, u64::from(primes) << 32 | u64::from(places));
    }
}

impl Unit for Sieve {
    fn begin(&mut self, variant: u32) {
        self.low = variant * SPAN + 1;
        self.end = self.low + SPAN;
        self.checksum = 0;
        for striker in &mut self.strikers {
            striker.next = first_strike(striker.prime, self.low);
        }
    }

    fn step(&mut self) -> Option<u64> {
        self.strike();
        if self.low == 1 {
            self.mend_first_numbers();
        }
        self.count();
        self.low += 2 * SEGMENT as u32;
        (self.low == self.end).then_some(self.checksum)
    }
}

fn pattern() -> Vec<u8> {
    let is_left = |place: usize| SMALL.iter().all(|prime| !(2 * place + 1).is_multiple_of(*prime));
    (0..2 * PERIOD).map(|place| u8::from(is_left(place))).collect()
}

/// The place, counted in odd numbers from the odd number `low`, of the first odd multiple of `prime` that is at least its square.
fn first_strike(prime: u32, low: u32) -> u32 {
    let square = prime * prime;
    if square >= low {
        return (square - low) / 2;
    }
    let past = low % prime;
    let gap = if past == 0 { 0 } else { prime - past };
    // An odd gap leads to an even multiple: the odd one is `prime` further on.
    if gap % 2 == 0 { gap / 2 } else { (gap + prime) / 2 }
}
