//! Arrays and single numbers.

use super::{Floats, Lanes, Words};
use std::num::Wrapping;
use std::ops::{Add, Div, Mul, Sub};

/// Pairs of `f64` as arrays, `u32` one by one: a message after the other keeps the whole state of a hash in registers.
pub(crate) struct Plain;

impl Lanes for Plain {
    type Floats = F64x2;
    type Words = Wrapping<u32>;
}

#[derive(Clone, Copy)]
pub(crate) struct F64x2([f64; 2]);

impl Floats for F64x2 {
    type Counts = Counts;

    #[inline(always)]
    fn new(lanes: [f64; 2]) -> F64x2 {
        F64x2(lanes)
    }

    #[inline(always)]
    fn splat(lane: f64) -> F64x2 {
        F64x2([lane; 2])
    }

    #[inline(always)]
    fn to_array(self) -> [f64; 2] {
        self.0
    }

    #[inline(always)]
    fn square_root(self) -> F64x2 {
        F64x2(self.0.map(f64::sqrt))
    }

    #[inline(always)]
    fn no_counts() -> Counts {
        Counts([0; 2])
    }

    #[inline(always)]
    fn count_at_most(self, limit: F64x2, counts: Counts) -> Counts {
        Counts(std::array::from_fn(|lane| counts.0[lane] + u32::from(self.0[lane] <= limit.0[lane])))
    }

    #[inline(always)]
    fn counts_to_array(counts: Counts) -> [u32; 2] {
        counts.0
    }
}

macro_rules! operators {
    ($($trait:ident $method:ident),*) => {
        $(impl $trait for F64x2 {
            type Output = F64x2;
            #[inline(always)]
            fn $method(self, other: F64x2) -> F64x2 {
                F64x2(std::array::from_fn(|lane| self.0[lane].$method(other.0[lane])))
            }
        })*
    };
}
operators!(Add add, Sub sub, Mul mul, Div div);

#[derive(Clone, Copy)]
pub(crate) struct Counts([u32; 2]);

impl Add for Counts {
    type Output = Counts;
    #[inline(always)]
    fn add(self, other: Counts) -> Counts {
        Counts(std::array::from_fn(|lane| self.0[lane] + other.0[lane]))
    }
}

impl Words for Wrapping<u32> {
    const LANES: usize = 1;

    #[inline(always)]
    fn load(lanes: &[u32]) -> Self {
        Wrapping(lanes[0])
    }

    #[inline(always)]
    fn splat(lane: u32) -> Self {
        Wrapping(lane)
    }

    #[inline(always)]
    fn lane(self, _: usize) -> u32 {
        self.0
    }

    #[inline(always)]
    fn shift_right(self, places: u32) -> Self {
        Wrapping(self.0 >> places)
    }

    #[inline(always)]
    fn rotate_right(self, places: u32) -> Self {
        Wrapping(self.0.rotate_right(places))
    }
}
