//! SIMD128 of WebAssembly.

use super::{Floats, Lanes, Words};
use std::arch::wasm32::*;

/// Operators, each an intrinsic of two registers.
macro_rules! operators {
    ($lanes:ident: $($trait:ident $method:ident $intrinsic:ident),*) => {
        $(impl std::ops::$trait for $lanes {
            type Output = $lanes;
            #[inline(always)]
            fn $method(self, other: $lanes) -> $lanes {
                $lanes($intrinsic(self.0, other.0))
            }
        })*
    };
}

/// Registers of 128 bits.
pub(crate) struct Simd;

impl Lanes for Simd {
    type Floats = F64x2;
    type Words = U32x4;
}

#[derive(Clone, Copy)]
pub(crate) struct F64x2(v128);

operators!(F64x2: Add add f64x2_add, Sub sub f64x2_sub, Mul mul f64x2_mul, Div div f64x2_div);

impl Floats for F64x2 {
    type Counts = Counts;

    #[inline(always)]
    fn new(lanes: [f64; 2]) -> F64x2 {
        F64x2(f64x2(lanes[0], lanes[1]))
    }

    #[inline(always)]
    fn splat(lane: f64) -> F64x2 {
        F64x2(f64x2_splat(lane))
    }

    #[inline(always)]
    fn to_array(self) -> [f64; 2] {
        [f64x2_extract_lane::<0>(self.0), f64x2_extract_lane::<1>(self.0)]
    }

    #[inline(always)]
    fn square_root(self) -> F64x2 {
        F64x2(f64x2_sqrt(self.0))
    }

    #[inline(always)]
    fn no_counts() -> Counts {
        Counts(u64x2_splat(0))
    }

    #[inline(always)]
    fn count_at_most(self, limit: F64x2, counts: Counts) -> Counts {
        Counts(u64x2_sub(counts.0, f64x2_le(self.0, limit.0)))
    }

    #[inline(always)]
    fn counts_to_array(counts: Counts) -> [u32; 2] {
        [u32x4_extract_lane::<0>(counts.0), u32x4_extract_lane::<2>(counts.0)]
    }
}

/// Counts of 64 bits: the comparison's "all bits" is minus one.
#[derive(Clone, Copy)]
pub(crate) struct Counts(v128);

operators!(Counts: Add add u64x2_add);

#[derive(Clone, Copy)]
pub(crate) struct U32x4(v128);

operators!(U32x4: Add add u32x4_add, BitAnd bitand v128_and, BitOr bitor v128_or, BitXor bitxor v128_xor);

impl Words for U32x4 {
    const LANES: usize = 4;

    #[inline(always)]
    fn load(lanes: &[u32]) -> U32x4 {
        U32x4(u32x4(lanes[0], lanes[1], lanes[2], lanes[3]))
    }

    #[inline(always)]
    fn splat(lane: u32) -> U32x4 {
        U32x4(u32x4_splat(lane))
    }

    #[inline(always)]
    fn lane(self, lane: usize) -> u32 {
        match lane {
            0 => u32x4_extract_lane::<0>(self.0),
            1 => u32x4_extract_lane::<1>(self.0),
            2 => u32x4_extract_lane::<2>(self.0),
            _ => u32x4_extract_lane::<3>(self.0),
        }
    }

    #[inline(always)]
    fn shift_right(self, places: u32) -> U32x4 {
        U32x4(u32x4_shr(self.0, places))
    }

    #[inline(always)]
    fn rotate_right(self, places: u32) -> U32x4 {
        U32x4(u32x4_shl(self.0, 32 - places)) | self.shift_right(places)
    }
}
