//! Plain arrays, for targets without a file of their own.

/// Two `f64` side by side.
#[derive(Clone, Copy)]
pub(crate) struct F64x2([f64; 2]);

impl F64x2 {
    #[inline(always)]
    pub(crate) fn new(lanes: [f64; 2]) -> F64x2 {
        F64x2(lanes)
    }

    #[inline(always)]
    pub(crate) fn splat(lane: f64) -> F64x2 {
        F64x2([lane; 2])
    }

    #[inline(always)]
    pub(crate) fn to_array(self) -> [f64; 2] {
        self.0
    }

    /// All bits of both halves of every lane that is at most the limit's, none of the others, also where either is not a number.
    #[inline(always)]
    pub(crate) fn at_most(self, limit: F64x2) -> U32x4 {
        U32x4(std::array::from_fn(|half| if self.0[half / 2] <= limit.0[half / 2] { u32::MAX } else { 0 }))
    }

    #[inline(always)]
    pub(super) fn plus(self, other: F64x2) -> F64x2 {
        F64x2(std::array::from_fn(|lane| self.0[lane] + other.0[lane]))
    }

    #[inline(always)]
    pub(super) fn minus(self, other: F64x2) -> F64x2 {
        F64x2(std::array::from_fn(|lane| self.0[lane] - other.0[lane]))
    }

    #[inline(always)]
    pub(super) fn times(self, other: F64x2) -> F64x2 {
        F64x2(std::array::from_fn(|lane| self.0[lane] * other.0[lane]))
    }
}

/// Four `u32` side by side; arithmetic wraps round.
#[derive(Clone, Copy)]
pub(crate) struct U32x4([u32; 4]);

impl U32x4 {
    #[inline(always)]
    pub(crate) fn new(lanes: [u32; 4]) -> U32x4 {
        U32x4(lanes)
    }

    #[inline(always)]
    pub(crate) fn splat(lane: u32) -> U32x4 {
        U32x4([lane; 4])
    }

    #[inline(always)]
    pub(crate) fn to_array(self) -> [u32; 4] {
        self.0
    }

    /// Every lane shifted by `places`, below 32; zeros come in.
    #[inline(always)]
    pub(crate) fn shift_right(self, places: u32) -> U32x4 {
        U32x4(self.0.map(|lane| lane >> places))
    }

    #[inline(always)]
    pub(super) fn shift_left(self, places: u32) -> U32x4 {
        U32x4(self.0.map(|lane| lane << places))
    }

    #[inline(always)]
    pub(super) fn plus(self, other: U32x4) -> U32x4 {
        U32x4(std::array::from_fn(|lane| self.0[lane].wrapping_add(other.0[lane])))
    }

    #[inline(always)]
    pub(super) fn minus(self, other: U32x4) -> U32x4 {
        U32x4(std::array::from_fn(|lane| self.0[lane].wrapping_sub(other.0[lane])))
    }

    #[inline(always)]
    pub(super) fn and(self, other: U32x4) -> U32x4 {
        U32x4(std::array::from_fn(|lane| self.0[lane] & other.0[lane]))
    }

    #[inline(always)]
    pub(super) fn or(self, other: U32x4) -> U32x4 {
        U32x4(std::array::from_fn(|lane| self.0[lane] | other.0[lane]))
    }

    #[inline(always)]
    pub(super) fn xor(self, other: U32x4) -> U32x4 {
        U32x4(std::array::from_fn(|lane| self.0[lane] ^ other.0[lane]))
    }
}
