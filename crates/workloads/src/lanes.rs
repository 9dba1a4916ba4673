//! Numbers side by side: what a kernel's form is made of.
//!
//! [`Simd`] puts them into 128-bit registers: SSE2 on x86-64, SIMD128 in WebAssembly; targets without a file of their own have [`Plain`] in its place.
//! [`Plain`] is arrays and single numbers, which the compiler may vectorise or not.
//! Compilers do find lanes in plain code, but not in the same places for both targets: the matrix product alone ran twice as long in WebAssembly.
//! Every operation is one rounding of IEEE 754 per lane or integer arithmetic modulo 2^32, so all give the same bits.

mod plain;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
mod sse2;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod wasm;

pub(crate) use plain::Plain;
#[cfg(not(any(
    all(target_arch = "wasm32", target_feature = "simd128"),
    all(target_arch = "x86_64", target_feature = "sse2")
)))]
pub(crate) use plain::Plain as Simd;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
pub(crate) use sse2::Simd;
use std::ops::{Add, BitAnd, BitOr, BitXor, Div, Mul, Sub};
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub(crate) use wasm::Simd;

/// The registers of a form.
pub(crate) trait Lanes: 'static {
    type Floats: Floats;
    type Words: Words;
}

/// Two `f64` side by side.
pub(crate) trait Floats:
    Copy + Send + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self>
{
    /// A count for each lane, below 2^32.
    type Counts: Copy + Add<Output = Self::Counts>;

    fn new(lanes: [f64; 2]) -> Self;
    fn splat(lane: f64) -> Self;
    fn to_array(self) -> [f64; 2];
    fn square_root(self) -> Self;

    fn no_counts() -> Self::Counts;
    /// `counts`, one more in every lane that is at most the limit's; a number that is none is not.
    fn count_at_most(self, limit: Self, counts: Self::Counts) -> Self::Counts;
    fn counts_to_array(counts: Self::Counts) -> [u32; 2];
}

/// Some `u32` side by side; arithmetic wraps round.
pub(crate) trait Words:
    Copy + Send + Add<Output = Self> + BitAnd<Output = Self> + BitOr<Output = Self> + BitXor<Output = Self>
{
    /// How many; a divisor of four.
    const LANES: usize;

    /// The first [`Self::LANES`] of the slice.
    fn load(lanes: &[u32]) -> Self;
    fn splat(lane: u32) -> Self;
    fn lane(self, lane: usize) -> u32;
    /// Every lane shifted by `places`, below 32; zeros come in.
    fn shift_right(self, places: u32) -> Self;
    /// Every lane rotated by `places`, from 1 to 31.
    fn rotate_right(self, places: u32) -> Self;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn floats<L: Lanes>() {
        let (a, b) = ([1.5, -3.0], [0.25, 8.0]);
        let (left, right) = (L::Floats::new(a), L::Floats::new(b));
        assert_eq!((left + right).to_array(), [1.75, 5.0]);
        assert_eq!((left - right).to_array(), [1.25, -11.0]);
        assert_eq!((left * right).to_array(), [0.375, -24.0]);
        assert_eq!((left / right).to_array(), [6.0, -0.375]);
        assert_eq!(L::Floats::new([2.25, 9.0]).square_root().to_array(), [1.5, 3.0]);
        assert_eq!(L::Floats::splat(2.0).to_array(), [2.0; 2]);
    }

    fn counts<L: Lanes>() {
        let mut counts = L::Floats::no_counts();
        for lanes in [[4.0, 4.000001], [f64::NAN, f64::INFINITY], [-1.0, f64::NEG_INFINITY], [0.0, 5.0]] {
            counts = L::Floats::new(lanes).count_at_most(L::Floats::splat(4.0), counts);
        }
        assert_eq!(L::Floats::counts_to_array(counts), [3, 1]);
        assert_eq!(L::Floats::counts_to_array(counts + counts), [6, 2]);
    }

    fn words<L: Lanes>() {
        let (a, b) = ([1, 0x8000_0000, u32::MAX, 12], [3, 0x8000_0001, 1, 10]);
        for first in (0..4).step_by(L::Words::LANES) {
            let (left, right) = (L::Words::load(&a[first..]), L::Words::load(&b[first..]));
            for lane in 0..L::Words::LANES {
                let (a, b) = (a[first + lane], b[first + lane]);
                assert_eq!((left + right).lane(lane), a.wrapping_add(b));
                assert_eq!((left & right).lane(lane), a & b);
                assert_eq!((left | right).lane(lane), a | b);
                assert_eq!((left ^ right).lane(lane), a ^ b);
                assert_eq!(left.shift_right(1).lane(lane), a >> 1);
                assert_eq!(left.rotate_right(7).lane(lane), a.rotate_right(7));
                assert_eq!(L::Words::splat(9).lane(lane), 9);
            }
        }
    }

    #[test]
    fn plain_computes_lane_by_lane() {
        floats::<Plain>();
        counts::<Plain>();
        words::<Plain>();
    }

    #[test]
    fn simd_computes_lane_by_lane() {
        floats::<Simd>();
        counts::<Simd>();
        words::<Simd>();
    }
}
