//! The kernels once more, written for plainness: no lanes, no slices, no code shared with the crate.

pub(crate) mod mandelbrot;
pub(crate) mod matmul;
pub(crate) mod mergesort;
pub(crate) mod nbody;
pub(crate) mod sha256;
pub(crate) mod sieve;

pub(crate) fn fold(checksum: u64, word: u64) -> u64 {
    (checksum.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

pub(crate) fn fold_all(words: impl IntoIterator<Item = u64>) -> u64 {
    words.into_iter().fold(0, fold)
}

/// The words of SplitMix64 seeded with a kernel's stream and variant.
pub(crate) fn inputs(stream: u64, variant: u32) -> impl Iterator<Item = u64> {
    splitmix64((stream << 32) + u64::from(variant))
}

fn splitmix64(seed: u64) -> impl Iterator<Item = u64> {
    (1_u64..).map(move |index| {
        let mut z = seed.wrapping_add(index.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    })
}

/// The output for seed 1234567 that the generator's ports to other languages are checked with.
#[test]
fn splitmix64_gives_the_published_words() {
    let words: Vec<_> = splitmix64(1_234_567).take(3).collect();
    assert_eq!(words, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
}
