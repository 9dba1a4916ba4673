//! SIMD128 of WebAssembly.

use std::arch::wasm32::*;

/// Two `f64` side by side.
#[derive(Clone, Copy)]
pub(crate) struct F64x2(v128);

impl F64x2 {
    #[inline(always)]
    pub(crate) fn new(lanes: [f64; 2]) -> F64x2 {
        F64x2(f64x2(lanes[0], lanes[1]))
    }

    #[inline(always)]
    pub(crate) fn splat(lane: f64) -> F64x2 {
        F64x2(f64x2_splat(lane))
    }

    #[inline(always)]
    pub(crate) fn to_array(self) -> [f64; 2] {
        [f64x2_extract_lane::<0>(self.0), f64x2_extract_lane::<1>(self.0)]
    }

    /// All bits of both halves of every lane that is at most the limit's, none of the others, also where either is not a number.
    #[inline(always)]
    pub(crate) fn at_most(self, limit: F64x2) -> U32x4 {
        U32x4(f64x2_le(self.0, limit.0))
    }

    #[inline(always)]
    pub(super) fn plus(self, other: F64x2) -> F64x2 {
        F64x2(f64x2_add(self.0, other.0))
    }

    #[inline(always)]
    pub(super) fn minus(self, other: F64x2) -> F64x2 {
        F64x2(f64x2_sub(self.0, other.0))
    }

    #[inline(always)]
    pub(super) fn times(self, other: F64x2) -> F64x2 {
        F64x2(f64x2_mul(self.0, other.0))
    }
}

/// Four `u32` side by side; arithmetic wraps round.
#[derive(Clone, Copy)]
pub(crate) struct U32x4(v128);

impl U32x4 {
    #[inline(always)]
    pub(crate) fn new(lanes: [u32; 4]) -> U32x4 {
        U32x4(u32x4(lanes[0], lanes[1], lanes[2], lanes[3]))
    }

    #[inline(always)]
    pub(crate) fn splat(lane: u32) -> U32x4 {
        U32x4(u32x4_splat(lane))
    }

    #[inline(always)]
    pub(crate) fn to_array(self) -> [u32; 4] {
        [
            u32x4_extract_lane::<0>(self.0),
            u32x4_extract_lane::<1>(self.0),
            u32x4_extract_lane::<2>(self.0),
            u32x4_extract_lane::<3>(self.0),
        ]
    }

    /// Every lane shifted by `places`, below 32; zeros come in.
    #[inline(always)]
    pub(crate) fn shift_right(self, places: u32) -> U32x4 {
        U32x4(u32x4_shr(self.0, places))
    }

    #[inline(always)]
    pub(super) fn shift_left(self, places: u32) -> U32x4 {
        U32x4(u32x4_shl(self.0, places))
    }

    #[inline(always)]
    pub(super) fn plus(self, other: U32x4) -> U32x4 {
        U32x4(u32x4_add(self.0, other.0))
    }

    #[inline(always)]
    pub(super) fn minus(self, other: U32x4) -> U32x4 {
        U32x4(u32x4_sub(self.0, other.0))
    }

    #[inline(always)]
    pub(super) fn and(self, other: U32x4) -> U32x4 {
        U32x4(v128_and(self.0, other.0))
    }

    #[inline(always)]
    pub(super) fn or(self, other: U32x4) -> U32x4 {
        U32x4(v128_or(self.0, other.0))
    }

    #[inline(always)]
    pub(super) fn xor(self, other: U32x4) -> U32x4 {
        U32x4(v128_xor(self.0, other.0))
    }
}
