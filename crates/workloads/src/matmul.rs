//! Dense `f64` matrix product in tiles that stay in registers.
//!
//! All entries are whole numbers of at most 16 bits, so every sum is exact whatever its order, and integer arithmetic can check it.

use crate::inputs::{Inputs, fold};
use crate::job::Unit;
use crate::lanes::{Floats, Lanes};
use std::marker::PhantomData;

/// Rows and columns of every matrix.
const SIDE: usize = 128;
/// Rows and columns of a tile of the product.
const TILE: usize = 4;
/// The streams of [`Inputs`] that the two factors come from.
const LEFT_STREAM: u64 = 5;
const RIGHT_STREAM: u64 = 6;

/// `TILE` rows of the left factor, column by column, or `TILE` columns of the right one, row by row: the order in which a tile reads them.
type Band = [[f64; TILE]; SIDE];
type Tile = [[f64; TILE]; TILE];

pub(crate) struct Matmul<L> {
    left: Vec<Band>,
    /// The same for every variant.
    right: Vec<Band>,
    bands_done: usize,
    checksum: u64,
    form: PhantomData<fn(L)>,
}

impl<L: Lanes> Matmul<L> {
    pub(crate) fn new() -> Self {
        let mut right = empty();
        fill(&mut right, Inputs::new(RIGHT_STREAM, 0));
        Matmul { left: empty(), right, bands_done: 0, checksum: 0, form: PhantomData }
    }
}

impl<L: Lanes> Unit for Matmul<L> {
    fn begin(&mut self, variant: u32) {
        fill(&mut self.left, Inputs::new(LEFT_STREAM, variant));
        self.bands_done = 0;
        self.checksum = 0;
    }

    /// One row of tiles; the product itself is folded and not kept.
    fn step(&mut self) -> Option<u64> {
        let rows = &self.left[self.bands_done];
        for columns in &self.right {
            let tile = product::<L::Floats>(rows, columns);
            self.checksum =
                tile.iter().flatten().fold(self.checksum, |checksum, entry| fold(checksum, entry.to_bits()));
        }
        self.bands_done += 1;
        (self.bands_done == self.left.len()).then_some(self.checksum)
    }
}

/// One tile of the product.
fn product<F: Floats>(rows: &Band, columns: &Band) -> Tile {
    let mut sums = [[F::splat(0.0); 2]; TILE];
    for (left, &[a, b, c, d]) in rows.iter().zip(columns) {
        let right = [F::new([a, b]), F::new([c, d])];
        for (sums, &factor) in sums.iter_mut().zip(left) {
            let factor = F::splat(factor);
            *sums = [sums[0] + factor * right[0], sums[1] + factor * right[1]];
        }
    }
    sums.map(|[near, far]| {
        let ([a, b], [c, d]) = (near.to_array(), far.to_array());
        [a, b, c, d]
    })
}

fn empty() -> Vec<Band> {
    vec![[[0.0; TILE]; SIDE]; SIDE / TILE]
}

/// Four entries from every input, 16 bits each, the lowest first.
fn fill(bands: &mut [Band], mut inputs: Inputs) {
    for four in bands.iter_mut().flatten() {
        let word = inputs.word();
        *four = std::array::from_fn(|place| f64::from((word >> (16 * place)) as i16));
    }
}
