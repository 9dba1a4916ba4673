//! The same keys through the standard library's sort.

use super::{fold_all, inputs};

pub(crate) fn unit(variant: u32) -> u64 {
    let mut keys: Vec<_> = inputs(7, variant).take(8192).map(|word| word as u32).collect();
    keys.sort_unstable();
    fold_all(keys.into_iter().map(u64::from))
}
