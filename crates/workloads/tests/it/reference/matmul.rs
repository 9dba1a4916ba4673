//! The product of two matrices in whole numbers, by its definition.

use super::{fold_all, inputs};

const SIDE: usize = 128;

pub(crate) fn unit(variant: u32) -> u64 {
    let left = bands(5, variant);
    let right = bands(6, 0);
    let entry = |row: usize, column: usize| -> i64 {
        (0..SIDE).map(|k| at(&left, row, k) * at(&right, column, k)).sum()
    };
    let tiles = (0..SIDE).step_by(4).flat_map(|row| (0..SIDE).step_by(4).map(move |column| (row, column)));
    let places = tiles.flat_map(|(row, column)| (0..16).map(move |p| (row + p / 4, column + p % 4)));
    fold_all(places.map(|(row, column)| (entry(row, column) as f64).to_bits()))
}

/// The entries in the order in which the inputs give them: bands of four lines, across the lines first.
fn bands(stream: u64, variant: u32) -> Vec<i16> {
    let words = inputs(stream, variant).take(SIDE * SIDE / 4);
    words.flat_map(|word| [0, 16, 32, 48].map(|shift| (word >> shift) as i16)).collect()
}

fn at(bands: &[i16], line: usize, place: usize) -> i64 {
    i64::from(bands[line / 4 * 4 * SIDE + 4 * place + line % 4])
}
