//! The unit of all positions and sizes.

use crate::digits::plain;
use std::fmt;
use std::ops::{Add, AddAssign, Div, Mul, Sub};

/// A length or a position in CSS pixels; y grows downwards. Printed with at most two decimals, as in SVG.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct CssPx(pub f64);

impl CssPx {
    /// The smaller of the two.
    #[must_use]
    pub const fn min(self, other: Self) -> Self {
        Self(self.0.min(other.0))
    }

    /// The larger of the two.
    #[must_use]
    pub const fn max(self, other: Self) -> Self {
        Self(self.0.max(other.0))
    }
}

impl Add for CssPx {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for CssPx {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for CssPx {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Mul<f64> for CssPx {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self(self.0 * factor)
    }
}

impl Div<f64> for CssPx {
    type Output = Self;
    fn div(self, divisor: f64) -> Self {
        Self(self.0 / divisor)
    }
}

impl fmt::Display for CssPx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&plain(self.0, 2))
    }
}

#[cfg(test)]
mod tests {
    use super::CssPx;

    #[test]
    fn prints_at_most_two_decimals() {
        let shown = [1.0, 1.25, 1.0 / 3.0, -0.001, 1234.005].map(|px| CssPx(px).to_string());
        assert_eq!(shown, ["1", "1.25", "0.33", "0", "1234.01"]);
    }
}
