// SHA-256 of four messages, each a chunk of 32 blocks that comes 24 times.
import { forEachVariant, inputs, low32 } from "./inputs.js";

const MESSAGES = 4;
const CHUNK_WORDS = 32 * 16;
const CHUNKS = 24;

const INITIAL = fractions(8, Math.sqrt);
const ROUND = fractions(64, Math.cbrt);
const schedule = new Int32Array(64);
const state = new Int32Array(8);
const digests = new Uint32Array(8 * MESSAGES);
const padding = new Int32Array(16);
padding[0] = 0x80000000;
padding[15] = CHUNKS * CHUNK_WORDS * 32;

const chunks = forEachVariant((variant) => {
  const word = inputs(3, variant);
  const chunks = Array.from({ length: MESSAGES }, () => new Int32Array(CHUNK_WORDS));
  for (let i = 0; i < CHUNK_WORDS; i++) for (const chunk of chunks) chunk[i] = low32(word());
  return chunks;
});

export function unit(variant) {
  for (let message = 0; message < MESSAGES; message++) {
    const chunk = chunks[variant][message];
    state.set(INITIAL);
    for (let turn = 0; turn < CHUNKS; turn++) {
      for (let at = 0; at < CHUNK_WORDS; at += 16) compress(chunk, at);
    }
    compress(padding, 0);
    digests.set(state, 8 * message);
  }
  return digests;
}

export const words = (digests) => Array.from(digests, BigInt);

function compress(words, at) {
  for (let t = 0; t < 16; t++) schedule[t] = words[at + t];
  for (let t = 16; t < 64; t++) {
    const near = schedule[t - 2];
    const far = schedule[t - 15];
    const small1 = ((near >>> 17) | (near << 15)) ^ ((near >>> 19) | (near << 13)) ^ (near >>> 10);
    const small0 = ((far >>> 7) | (far << 25)) ^ ((far >>> 18) | (far << 14)) ^ (far >>> 3);
    schedule[t] = (schedule[t - 16] + small0 + small1 + schedule[t - 7]) | 0;
  }
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  let e = state[4];
  let f = state[5];
  let g = state[6];
  let h = state[7];
  for (let t = 0; t < 64; t++) {
    const big1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const temp1 = (h + big1 + (g ^ (e & (f ^ g))) + ROUND[t] + schedule[t]) | 0;
    const big0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const temp2 = (big0 + ((a & b) | (c & (a | b)))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + temp1) | 0;
    d = c;
    c = b;
    b = a;
    a = (temp1 + temp2) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

// The first 32 bits of the fractional parts of the first primes' roots: FIPS 180-4, sections 4.2.2 and 5.3.3.
function fractions(count, root) {
  const primes = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return Int32Array.from(primes, (prime) => Math.floor((root(prime) % 1) * 2 ** 32) | 0);
}
