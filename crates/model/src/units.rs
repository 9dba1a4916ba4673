//! Units as types, so that a millisecond can't be added to a byte.

use serde::{Deserialize, Serialize};
use std::ops::{Add, AddAssign, Sub};

/// A point on a run's clock or a length of time, in nanoseconds since the run began.
///
/// Enough for 584 years; sums saturate rather than wrap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Nanos(pub u64);

impl Nanos {
    /// Nothing at all; also the moment a run begins.
    pub const ZERO: Self = Self(0);
    /// Later than any run can last.
    pub const MAX: Self = Self(u64::MAX);

    /// `n` microseconds.
    #[must_use]
    pub const fn micros(n: u64) -> Self {
        Self(n.saturating_mul(1_000))
    }

    /// `n` milliseconds.
    #[must_use]
    pub const fn millis(n: u64) -> Self {
        Self(n.saturating_mul(1_000_000))
    }

    /// In milliseconds, for printing and drawing only: no decision is made on it.
    #[must_use]
    pub fn as_millis_f64(self) -> f64 {
        self.0 as f64 / 1e6
    }

    /// `self - other`, or zero if `other` is the later.
    #[must_use]
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// This length `n` times over.
    #[must_use]
    pub const fn times(self, n: u64) -> Self {
        Self(self.0.saturating_mul(n))
    }

    /// This length in `permille` thousandths, rounded down: `1080` makes it 8 % longer.
    #[must_use]
    pub const fn permille(self, permille: u64) -> Self {
        // A division of 128 bits is a call, and nearly no length needs it.
        match self.0.checked_mul(permille) {
            Some(product) => Self(product / 1000),
            None => Self((self.0 as u128 * permille as u128 / 1000) as u64),
        }
    }
}

impl Add for Nanos {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Nanos {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Nanos {
    type Output = Self;
    /// # Panics
    /// In debug builds if `other` is the later: lengths of time are never negative.
    fn sub(self, other: Self) -> Self {
        debug_assert!(self >= other, "{self:?} - {other:?} is before the run began");
        self.saturating_sub(other)
    }
}

impl std::iter::Sum for Nanos {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

/// An amount of data, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Bytes(pub u64);

impl Bytes {
    /// `n` million bytes.
    #[must_use]
    pub const fn mega(n: u64) -> Self {
        Self(n.saturating_mul(1_000_000))
    }
}

/// How many processor cores there are, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Cores(pub u16);

/// A whole number with commas between its thousands: `600,000`.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let comma = |place: usize| place > 0 && (digits.len() - place).is_multiple_of(3);
    let each = digits.chars().enumerate();
    each.flat_map(|(place, digit)| comma(place).then_some(',').into_iter().chain([digit])).collect()
}
