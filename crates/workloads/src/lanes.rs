//! Numbers side by side in one 128-bit register: SSE2 on x86-64, SIMD128 in WebAssembly, plain arrays elsewhere.
//!
//! Compilers do find lanes in plain arrays, but not in the same places for both targets: the matrix product alone ran twice as long in WebAssembly.
//! Every operation is one rounding of IEEE 754 per lane or integer arithmetic modulo 2^32, so all three give the same bits.

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[path = "lanes/wasm.rs"]
mod target;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
#[path = "lanes/sse2.rs"]
mod target;
#[cfg(not(any(
    all(target_arch = "wasm32", target_feature = "simd128"),
    all(target_arch = "x86_64", target_feature = "sse2")
)))]
#[path = "lanes/plain.rs"]
mod target;

pub(crate) use target::{F64x2, U32x4};

macro_rules! operator {
    ($lanes:ident, $trait:ident, $method:ident, $function:ident) => {
        impl std::ops::$trait for $lanes {
            type Output = $lanes;
            #[inline(always)]
            fn $method(self, other: $lanes) -> $lanes {
                self.$function(other)
            }
        }
    };
}

operator!(F64x2, Add, add, plus);
operator!(F64x2, Sub, sub, minus);
operator!(F64x2, Mul, mul, times);
operator!(U32x4, Add, add, plus);
operator!(U32x4, BitAnd, bitand, and);
operator!(U32x4, BitOr, bitor, or);
operator!(U32x4, BitXor, bitxor, xor);

impl U32x4 {
    /// Every lane rotated right by `places`, from 1 to 31.
    #[inline(always)]
    pub(crate) fn rotate_right(self, places: u32) -> U32x4 {
        self.shift_right(places) | self.shift_left(32 - places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_compute_lane_by_lane() {
        let (a, b) = (F64x2::new([1.5, -3.0]), F64x2::new([0.25, 8.0]));
        assert_eq!((a + b).to_array(), [1.75, 5.0]);
        assert_eq!((a - b).to_array(), [1.25, -11.0]);
        assert_eq!((a * b).to_array(), [0.375, -24.0]);
        assert_eq!(F64x2::splat(2.0).to_array(), [2.0, 2.0]);
    }

    #[test]
    fn one_counts_the_limit_and_not_nan() {
        let one = |a, b| F64x2::new([a, b]).one_where_at_most(F64x2::splat(4.0)).to_array();
        assert_eq!(one(4.0, 4.000001), [1.0, 0.0]);
        assert_eq!(one(f64::NAN, f64::INFINITY), [0.0, 0.0]);
    }

    #[test]
    fn integers_compute_lane_by_lane() {
        let (a, b) = ([1, 0x8000_0000, u32::MAX, 12], [3, 0x8000_0001, 1, 10]);
        let (x, y) = (U32x4::new(a), U32x4::new(b));
        let each = |op: fn(u32, u32) -> u32| std::array::from_fn(|lane| op(a[lane], b[lane]));
        assert_eq!((x + y).to_array(), each(u32::wrapping_add));
        assert_eq!((x & y).to_array(), each(|a, b| a & b));
        assert_eq!((x | y).to_array(), each(|a, b| a | b));
        assert_eq!((x ^ y).to_array(), each(|a, b| a ^ b));
        assert_eq!(x.rotate_right(7).to_array(), a.map(|lane| lane.rotate_right(7)));
        assert_eq!(x.shift_right(1).to_array(), a.map(|lane| lane >> 1));
        assert_eq!(U32x4::splat(9).to_array(), [9; 4]);
    }
}
