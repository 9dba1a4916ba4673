//! SHA-256 of four messages: side by side, one in each 32-bit lane, or one after the other.
//!
//! The hash is that of FIPS 180-4, "Secure Hash Standard" (NIST, 2015), sections 4.1.2, 4.2.2, 5.3.3 and 6.2.
//! Each message is a chunk of [`CHUNK_BLOCKS`] blocks repeated [`CHUNKS`] times, then the standard's padding.

use crate::inputs::{Inputs, fold};
use crate::job::Unit;
use crate::lanes::{Lanes, Words};

/// Messages in a unit.
const MESSAGES: usize = 4;
/// Blocks of 64 bytes in the chunk that a message repeats.
const CHUNK_BLOCKS: usize = 32;
/// Chunks, and so steps, in a unit.
const CHUNKS: u32 = 24;
/// The stream of [`Inputs`] that the chunks come from.
const STREAM: u64 = 3;

/// The same block of the messages of a group.
type Block<W> = [W; 16];

pub(crate) struct Sha256<L: Lanes> {
    groups: Vec<Group<L::Words>>,
    chunks_done: u32,
}

/// As many messages as are hashed side by side.
struct Group<W> {
    chunk: Vec<Block<W>>,
    state: [W; 8],
}

impl<L: Lanes> Sha256<L> {
    pub(crate) fn new() -> Self {
        let group = || Group { chunk: vec![[L::Words::splat(0); 16]; CHUNK_BLOCKS], state: initial() };
        let groups = (0..MESSAGES / L::Words::LANES).map(|_| group()).collect();
        Sha256 { groups, chunks_done: 0 }
    }

    /// The digests of all messages, folded.
    fn finish(&mut self) -> u64 {
        self.groups.iter_mut().fold(0, |checksum, group| {
            group.pad();
            let message = |lane| group.state.iter().map(move |word| word.lane(lane));
            (0..L::Words::LANES)
                .flat_map(message)
                .fold(checksum, |checksum, word| fold(checksum, u64::from(word)))
        })
    }
}

impl<W: Words> Group<W> {
    /// Appends the padding: a one bit, zeros, the length in bits.
    fn pad(&mut self) {
        let bits = CHUNKS * CHUNK_BLOCKS as u32 * 512;
        let mut padding = [W::splat(0); 16];
        padding[0] = W::splat(0x8000_0000);
        padding[15] = W::splat(bits);
        compress(&mut self.state, &padding);
    }
}

impl<L: Lanes> Unit for Sha256<L> {
    /// Each input gives one word of one message, in its low half.
    fn begin(&mut self, variant: u32) {
        let mut inputs = Inputs::new(STREAM, variant);
        for at in 0..16 * CHUNK_BLOCKS {
            let words: [u32; MESSAGES] = std::array::from_fn(|_| inputs.word() as u32);
            for (group, words) in self.groups.iter_mut().zip(words.chunks_exact(L::Words::LANES)) {
                group.chunk[at / 16][at % 16] = L::Words::load(words);
            }
        }
        for group in &mut self.groups {
            group.state = initial();
        }
        self.chunks_done = 0;
    }

    fn step(&mut self) -> Option<u64> {
        for group in &mut self.groups {
            for block in &group.chunk {
                compress(&mut group.state, block);
            }
        }
        self.chunks_done += 1;
        (self.chunks_done == CHUNKS).then(|| self.finish())
    }
}

fn initial<W: Words>() -> [W; 8] {
    INITIAL.map(W::splat)
}

/// FIPS 180-4 section 6.2.2: one block of every message into the states.
fn compress<W: Words>(state: &mut [W; 8], block: &Block<W>) {
    let schedule = schedule(block);
    let mut working = *state;
    for (words, constants) in schedule.as_chunks::<8>().0.iter().zip(ROUND.as_chunks::<8>().0) {
        // Written out, so that the eight variables change places in name only.
        let word = |t: usize| words[t] + W::splat(constants[t]);
        round::<W, 0>(&mut working, word(0));
        round::<W, 1>(&mut working, word(1));
        round::<W, 2>(&mut working, word(2));
        round::<W, 3>(&mut working, word(3));
        round::<W, 4>(&mut working, word(4));
        round::<W, 5>(&mut working, word(5));
        round::<W, 6>(&mut working, word(6));
        round::<W, 7>(&mut working, word(7));
    }
    for (word, change) in state.iter_mut().zip(working) {
        *word = *word + change;
    }
}

/// The message schedule of a block.
#[inline(always)]
fn schedule<W: Words>(block: &Block<W>) -> [W; 64] {
    let mut schedule = [W::splat(0); 64];
    schedule[..16].copy_from_slice(block);
    for t in 16..64 {
        let (near, far) = (schedule[t - 2], schedule[t - 15]);
        let small1 = near.rotate_right(17) ^ near.rotate_right(19) ^ near.shift_right(10);
        let small0 = far.rotate_right(7) ^ far.rotate_right(18) ^ far.shift_right(3);
        schedule[t] = schedule[t - 16] + small0 + small1 + schedule[t - 7];
    }
    schedule
}

/// Round `T` of eight, with the word and the constant already added; what the standard calls `a` is at place 8 - `T`.
#[inline(always)]
fn round<W: Words, const T: usize>(working: &mut [W; 8], word: W) {
    let [a, b, c, d, e, f, g, h] = std::array::from_fn(|place| (place + 8 - T) % 8);
    let (first, fifth) = (working[a], working[e]);
    let big1 = fifth.rotate_right(6) ^ fifth.rotate_right(11) ^ fifth.rotate_right(25);
    let choice = working[g] ^ fifth & (working[f] ^ working[g]);
    let temp1 = working[h] + big1 + choice + word;
    let big0 = first.rotate_right(2) ^ first.rotate_right(13) ^ first.rotate_right(22);
    let majority = first & working[b] | working[c] & (first | working[b]);
    working[d] = working[d] + temp1;
    working[h] = temp1 + big0 + majority;
}

/// FIPS 180-4 section 5.3.3.
const INITIAL: [u32; 8] =
    [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

/// FIPS 180-4 section 4.2.2.
const ROUND: [u32; 64] = [
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
];
