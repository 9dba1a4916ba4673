//! Where the kernels' inputs come from, and how their outputs become a checksum.

/// How many different inputs a kernel has: unit `i` of a job works on variant `i % VARIANTS`.
pub(crate) const VARIANTS: u32 = 8;

/// An endless source of deterministic input words.
///
/// SplitMix64 by Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014), as in Java's `SplittableRandom`.
pub(crate) struct Inputs(u64);

impl Inputs {
    /// The inputs of one `variant`; kernels with several streams give each its own `stream`.
    pub(crate) fn new(stream: u64, variant: u32) -> Inputs {
        Inputs(stream << 32 | u64::from(variant))
    }

    /// The next 64 evenly distributed bits.
    #[inline]
    pub(crate) fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    /// The next number in `[-1, 1)`, a multiple of 2^-52, so the conversion never rounds.
    #[inline]
    pub(crate) fn signed_unit(&mut self) -> f64 {
        let bits = (self.word() >> 11) as i64;
        (bits - (1 << 52)) as f64 / (1_u64 << 52) as f64
    }
}

/// Folds `word` into a checksum; the order of the words matters.
///
/// Every step is a bijection of `checksum` for a given word, so that one wrong word can't be lost by the words after it.
#[inline]
pub(crate) fn fold(checksum: u64, word: u64) -> u64 {
    (checksum.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}
