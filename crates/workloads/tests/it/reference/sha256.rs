//! SHA-256 as in the text of FIPS 180-4, its constants computed from their definition.

use super::{fold_all, inputs};

pub(crate) fn unit(variant: u32) -> u64 {
    let words: Vec<_> = inputs(3, variant).take(4 * 16 * 32).map(|word| word as u32).collect();
    fold_all((0..4).flat_map(|lane| {
        let chunk: Vec<u8> = words.iter().skip(lane).step_by(4).flat_map(|word| word.to_be_bytes()).collect();
        sha256(&chunk.repeat(24)).map(u64::from)
    }))
}

fn sha256(message: &[u8]) -> [u32; 8] {
    let constants = round_constants();
    let mut padded = message.to_vec();
    padded.push(0x80);
    while padded.len() % 64 != 56 {
        padded.push(0);
    }
    padded.extend((8 * message.len() as u64).to_be_bytes());
    let mut state = initial_state();
    for block in padded.chunks(64) {
        compress(&mut state, block, &constants);
    }
    state
}

fn compress(state: &mut [u32; 8], block: &[u8], constants: &[u32]) {
    let mut w: Vec<u32> = block.chunks(4).map(|b| u32::from_be_bytes([b[0], b[1], b[2], b[3]])).collect();
    for t in 16..64 {
        let s0 = w[t - 15].rotate_right(7) ^ w[t - 15].rotate_right(18) ^ (w[t - 15] >> 3);
        let s1 = w[t - 2].rotate_right(17) ^ w[t - 2].rotate_right(19) ^ (w[t - 2] >> 10);
        w.push(s1.wrapping_add(w[t - 7]).wrapping_add(s0).wrapping_add(w[t - 16]));
    }
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *state;
    for t in 0..64 {
        let s1 = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
        let ch = (e & f) ^ (!e & g);
        let t1 = h.wrapping_add(s1).wrapping_add(ch).wrapping_add(constants[t]).wrapping_add(w[t]);
        let s0 = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
        let maj = (a & b) ^ (a & c) ^ (b & c);
        (h, g, f, e, d, c, b, a) =
            (g, f, e, d.wrapping_add(t1), c, b, a, t1.wrapping_add(s0.wrapping_add(maj)));
    }
    for (word, change) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
        *word = word.wrapping_add(change);
    }
}

/// Section 5.3.3: the first 32 bits of the fractional parts of the square roots of the first eight primes.
fn initial_state() -> [u32; 8] {
    std::array::from_fn(|index| (u128::from(primes()[index]) << 64).isqrt() as u32)
}

/// Section 4.2.2: the same of the cube roots of the first 64 primes.
fn round_constants() -> Vec<u32> {
    primes().into_iter().map(|prime| cube_root(u128::from(prime) << 96) as u32).collect()
}

fn primes() -> Vec<u32> {
    (2..312).filter(|n| (2..*n).all(|d| n % d != 0)).collect()
}

/// The greatest whole number whose cube is at most `n`, which is below 2^120.
fn cube_root(n: u128) -> u128 {
    (0..40)
        .rev()
        .map(|bit| 1 << bit)
        .fold(0, |root: u128, bit| if (root + bit).pow(3) <= n { root + bit } else { root })
}

/// The examples of FIPS 180-2, appendix B.1 and B.2, which NIST publishes for FIPS 180-4 too ("Examples with Intermediate Values", SHA256.pdf).
#[test]
fn the_reference_gives_the_published_digests() {
    let check =
        |message: &str, digest: [u32; 8]| assert_eq!(sha256(message.as_bytes()), digest, "{message:?}");
    check(
        "abc",
        [0xba7816bf, 0x8f01cfea, 0x414140de, 0x5dae2223, 0xb00361a3, 0x96177a9c, 0xb410ff61, 0xf20015ad],
    );
    check(
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        [0x248d6a61, 0xd20638b8, 0xe5c02693, 0x0c3e6039, 0xa33ce459, 0x64ff2167, 0xf6ecedd4, 0x19db06c1],
    );
}
