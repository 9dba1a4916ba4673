//! SSE2, which every x86-64 processor has.

use std::arch::x86_64::*;

/// Two `f64` side by side.
#[derive(Clone, Copy)]
pub(crate) struct F64x2(__m128d);

impl F64x2 {
    #[inline(always)]
    pub(crate) fn new(lanes: [f64; 2]) -> F64x2 {
        // SAFETY: this file is only compiled where SSE2 is there.
        F64x2(unsafe { _mm_set_pd(lanes[1], lanes[0]) })
    }

    #[inline(always)]
    pub(crate) fn splat(lane: f64) -> F64x2 {
        // SAFETY: this file is only compiled where SSE2 is there.
        F64x2(unsafe { _mm_set1_pd(lane) })
    }

    #[inline(always)]
    pub(crate) fn to_array(self) -> [f64; 2] {
        // SAFETY: this file is only compiled where SSE2 is there.
        unsafe { [_mm_cvtsd_f64(self.0), _mm_cvtsd_f64(_mm_unpackhi_pd(self.0, self.0))] }
    }

    /// All bits of both halves of every lane that is at most the limit's, none of the others, also where either is not a number.
    #[inline(always)]
    pub(crate) fn at_most(self, limit: F64x2) -> U32x4 {
        // SAFETY: this file is only compiled where SSE2 is there.
        U32x4(unsafe { _mm_castpd_si128(_mm_cmple_pd(self.0, limit.0)) })
    }

    #[inline(always)]
    pub(super) fn plus(self, other: F64x2) -> F64x2 {
        // SAFETY: this file is only compiled where SSE2 is there.
        F64x2(unsafe { _mm_add_pd(self.0, other.0) })
    }

    #[inline(always)]
    pub(super) fn minus(self, other: F64x2) -> F64x2 {
        // SAFETY: this file is only compiled where SSE2 is there.
        F64x2(unsafe { _mm_sub_pd(self.0, other.0) })
    }

    #[inline(always)]
    pub(super) fn times(self, other: F64x2) -> F64x2 {
        // SAFETY: this file is only compiled where SSE2 is there.
        F64x2(unsafe { _mm_mul_pd(self.0, other.0) })
    }
}

/// Four `u32` side by side; arithmetic wraps round.
#[derive(Clone, Copy)]
pub(crate) struct U32x4(__m128i);

impl U32x4 {
    #[inline(always)]
    pub(crate) fn new(lanes: [u32; 4]) -> U32x4 {
        let [a, b, c, d] = lanes.map(u32::cast_signed);
        // SAFETY: this file is only compiled where SSE2 is there.
        U32x4(unsafe { _mm_set_epi32(d, c, b, a) })
    }

    #[inline(always)]
    pub(crate) fn splat(lane: u32) -> U32x4 {
        // SAFETY: this file is only compiled where SSE2 is there.
        U32x4(unsafe { _mm_set1_epi32(lane.cast_signed()) })
    }

    #[inline(always)]
    pub(crate) fn to_array(self) -> [u32; 4] {
        let mut lanes = [0; 4];
        // SAFETY: SSE2 is there (see above), and the store, which may be unaligned, fills exactly the array.
        unsafe { _mm_storeu_si128((&raw mut lanes).cast(), self.0) };
        lanes
    }

    /// Every lane shifted by `places`, below 32; zeros come in.
    #[inline(always)]
    pub(crate) fn shift_right(self, places: u32) -> U32x4 {
        // SAFETY: this file is only compiled where SSE2 is there.
        U32x4(unsafe { _mm_srl_epi32(self.0, _mm_cvtsi32_si128(places.cast_signed())) })
    }

    #[inline(always)]
    pub(super) fn shift_left(self, places: u32) -> U32x4 {
        // SAFETY: this file is only compiled where SSE2 is there.
        U32x4(unsafe { _mm_sll_epi32(self.0, _mm_cvtsi32_si128(places.cast_signed())) })
    }

    #[inline(always)]
    pub(super) fn plus(self, other: U32x4) -> U32x4 {
        // SAFETY: this file is only compiled where SSE2 is there.
        U32x4(unsafe { _mm_add_epi32(self.0, other.0) })
    }

    #[inline(always)]
    pub(super) fn minus(self, other: U32x4) -> U32x4 {
        // SAFETY: this file is only compiled where SSE2 is there.
        U32x4(unsafe { _mm_sub_epi32(self.0, other.0) })
    }

    #[inline(always)]
    pub(super) fn and(self, other: U32x4) -> U32x4 {
        // SAFETY: this file is only compiled where SSE2 is there.
        U32x4(unsafe { _mm_and_si128(self.0, other.0) })
    }

    #[inline(always)]
    pub(super) fn or(self, other: U32x4) -> U32x4 {
        // SAFETY: this file is only compiled where SSE2 is there.
        U32x4(unsafe { _mm_or_si128(self.0, other.0) })
    }

    #[inline(always)]
    pub(super) fn xor(self, other: U32x4) -> U32x4 {
        // SAFETY: this file is only compiled where SSE2 is there.
        U32x4(unsafe { _mm_xor_si128(self.0, other.0) })
    }
}
