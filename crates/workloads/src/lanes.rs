//! Numbers side by side in one 128-bit register: SSE2 on x86-64, SIMD128 in WebAssembly, plain arrays elsewhere.
//!
//! Compilers do find lanes in plain arrays, but not in the same places for both targets: the matrix product alone ran twice as long in WebAssembly.
//! Every operation is one rounding of IEEE 754 per lane or integer arithmetic modulo 2^32, so all three give the same bits.

#[cfg(any(
    test,
    not(any(
        all(target_arch = "wasm32", target_feature = "simd128"),
        all(target_arch = "x86_64", target_feature = "sse2")
    ))
))]
mod plain;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
mod sse2;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod wasm;

#[cfg(not(any(
    all(target_arch = "wasm32", target_feature = "simd128"),
    all(target_arch = "x86_64", target_feature = "sse2")
)))]
pub(crate) use plain::{F64x2, U32x4};
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
pub(crate) use sse2::{F64x2, U32x4};
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub(crate) use wasm::{F64x2, U32x4};

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
operator!(U32x4, Sub, sub, minus);
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
    use super::plain;
    use super::*;

    /// Both the target's lanes and the plain ones must give `want`.
    macro_rules! check {
        ($lanes:ident, $left:expr, $right:expr, $method:ident, $want:expr) => {
            let (left, right, want) = ($left, $right, $want);
            assert_eq!($lanes::new(left).$method($lanes::new(right)).to_array(), want);
            assert_eq!(plain::$lanes::new(left).$method(plain::$lanes::new(right)).to_array(), want);
        };
    }

    #[test]
    fn floats_compute_lane_by_lane() {
        let (a, b) = ([1.5, -3.0], [0.25, 8.0]);
        check!(F64x2, a, b, plus, [1.75, 5.0]);
        check!(F64x2, a, b, minus, [1.25, -11.0]);
        check!(F64x2, a, b, times, [0.375, -24.0]);
        assert_eq!(F64x2::splat(2.0).to_array(), [2.0; 2]);
        assert_eq!(plain::F64x2::splat(2.0).to_array(), [2.0; 2]);
    }

    #[test]
    fn at_most_holds_at_the_limit_and_not_for_nan() {
        check!(F64x2, [4.0, 4.000001], [4.0; 2], at_most, [u32::MAX, u32::MAX, 0, 0]);
        check!(F64x2, [f64::NAN, f64::INFINITY], [4.0; 2], at_most, [0; 4]);
    }

    #[test]
    fn integers_compute_lane_by_lane() {
        let (a, b) = ([1, 0x8000_0000, u32::MAX, 12], [3, 0x8000_0001, 1, 10]);
        let each = |op: fn(u32, u32) -> u32| std::array::from_fn(|lane| op(a[lane], b[lane]));
        check!(U32x4, a, b, plus, each(u32::wrapping_add));
        check!(U32x4, a, b, minus, each(u32::wrapping_sub));
        check!(U32x4, a, b, and, each(|a, b| a & b));
        check!(U32x4, a, b, or, each(|a, b| a | b));
        check!(U32x4, a, b, xor, each(|a, b| a ^ b));
        assert_eq!(U32x4::splat(9).to_array(), [9; 4]);
        assert_eq!(plain::U32x4::splat(9).to_array(), [9; 4]);
    }

    #[test]
    fn shifts_drop_and_rotations_keep_bits() {
        let lanes = [1, 0x8000_0000, u32::MAX, 12];
        let (here, plain) = (U32x4::new(lanes), plain::U32x4::new(lanes));
        assert_eq!(here.shift_right(1).to_array(), lanes.map(|lane| lane >> 1));
        assert_eq!(plain.shift_right(1).to_array(), lanes.map(|lane| lane >> 1));
        assert_eq!(here.shift_left(3).to_array(), lanes.map(|lane| lane << 3));
        assert_eq!(plain.shift_left(3).to_array(), lanes.map(|lane| lane << 3));
        assert_eq!(here.rotate_right(7).to_array(), lanes.map(|lane| lane.rotate_right(7)));
    }
}
