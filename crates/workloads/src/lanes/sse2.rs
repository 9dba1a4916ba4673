//! SSE2, which every x86-64 processor has.

use super::{Floats, Lanes, Words};
use std::arch::x86_64::*;

/// Operators, each an intrinsic of two registers.
macro_rules! operators {
    ($lanes:ident: $($trait:ident $method:ident $intrinsic:ident),*) => {
        $(impl std::ops::$trait for $lanes {
            type Output = $lanes;
            #[inline(always)]
            fn $method(self, other: $lanes) -> $lanes {
                // SAFETY: this file is only compiled where SSE2 is there.
                $lanes(unsafe { $intrinsic(self.0, other.0) })
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
pub(crate) struct F64x2(__m128d);

operators!(F64x2: Add add _mm_add_pd, Sub sub _mm_sub_pd, Mul mul _mm_mul_pd, Div div _mm_div_pd);

impl Floats for F64x2 {
    type Counts = Counts;

    #[inline(always)]
    fn new(lanes: [f64; 2]) -> F64x2 {
        // SAFETY: this file is only compiled where SSE2 is there.
        F64x2(unsafe { _mm_set_pd(lanes[1], lanes[0]) })
    }

    #[inline(always)]
    fn splat(lane: f64) -> F64x2 {
        // SAFETY: this file is only compiled where SSE2 is there.
        F64x2(unsafe { _mm_set1_pd(lane) })
    }

    #[inline(always)]
    fn to_array(self) -> [f64; 2] {
        // SAFETY: this file is only compiled where SSE2 is there.
        unsafe { [_mm_cvtsd_f64(self.0), _mm_cvtsd_f64(_mm_unpackhi_pd(self.0, self.0))] }
    }

    #[inline(always)]
    fn square_root(self) -> F64x2 {
        // SAFETY: this file is only compiled where SSE2 is there.
        F64x2(unsafe { _mm_sqrt_pd(self.0) })
    }

    #[inline(always)]
    fn no_counts() -> Counts {
        // SAFETY: this file is only compiled where SSE2 is there.
        Counts(unsafe { _mm_setzero_si128() })
    }

    #[inline(always)]
    fn count_at_most(self, limit: F64x2, counts: Counts) -> Counts {
        // SAFETY: this file is only compiled where SSE2 is there.
        Counts(unsafe { _mm_sub_epi64(counts.0, _mm_castpd_si128(_mm_cmple_pd(self.0, limit.0))) })
    }

    #[inline(always)]
    fn counts_to_array(counts: Counts) -> [u32; 2] {
        let [low, _, high, _] = to_array(counts.0);
        [low, high]
    }
}

/// Counts of 64 bits: the comparison's "all bits" is minus one.
#[derive(Clone, Copy)]
pub(crate) struct Counts(__m128i);

operators!(Counts: Add add _mm_add_epi64);

#[derive(Clone, Copy)]
pub(crate) struct U32x4(__m128i);

operators!(U32x4: Add add _mm_add_epi32, BitAnd bitand _mm_and_si128, BitOr bitor _mm_or_si128, BitXor bitxor _mm_xor_si128);

impl Words for U32x4 {
    const LANES: usize = 4;

    #[inline(always)]
    fn load(lanes: &[u32]) -> U32x4 {
        let [a, b, c, d] = [lanes[0], lanes[1], lanes[2], lanes[3]].map(u32::cast_signed);
        // SAFETY: this file is only compiled where SSE2 is there.
        U32x4(unsafe { _mm_set_epi32(d, c, b, a) })
    }

    #[inline(always)]
    fn splat(lane: u32) -> U32x4 {
        // SAFETY: this file is only compiled where SSE2 is there.
        U32x4(unsafe { _mm_set1_epi32(lane.cast_signed()) })
    }

    #[inline(always)]
    fn lane(self, lane: usize) -> u32 {
        to_array(self.0)[lane]
    }

    #[inline(always)]
    fn shift_right(self, places: u32) -> U32x4 {
        // SAFETY: this file is only compiled where SSE2 is there.
        U32x4(unsafe { _mm_srl_epi32(self.0, _mm_cvtsi32_si128(places.cast_signed())) })
    }

    #[inline(always)]
    fn rotate_right(self, places: u32) -> U32x4 {
        // SAFETY: this file is only compiled where SSE2 is there.
        let left = unsafe { _mm_sll_epi32(self.0, _mm_cvtsi32_si128((32 - places).cast_signed())) };
        self.shift_right(places) | U32x4(left)
    }
}

#[inline(always)]
fn to_array(lanes: __m128i) -> [u32; 4] {
    let mut array = [0; 4];
    // SAFETY: SSE2 is there (see above), and the store, which may be unaligned, fills exactly the array.
    unsafe { _mm_storeu_si128((&raw mut array).cast(), lanes) };
    array
}
