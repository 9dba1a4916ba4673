// The odd primes of a stretch by the segmented sieve of Eratosthenes, one byte a number.
import { VARIANTS } from "./inputs.js";

const SEGMENT = 24 * 1024;
const SEGMENTS = 16;
const SMALL = [3, 5, 7, 11];
const PERIOD = 3 * 5 * 7 * 11;
const SPAN = 2 * SEGMENT * SEGMENTS;

const pattern = Uint8Array.from({ length: PERIOD + SEGMENT }, (_, place) =>
  SMALL.every((prime) => (2 * place + 1) % prime !== 0) ? 1 : 0);
const primes = Int32Array.from(primesFrom(13, Math.floor(Math.sqrt(VARIANTS * SPAN))));
const next = new Int32Array(primes.length);
const candidates = new Uint8Array(SEGMENT);
// For each segment how many primes there are and the sum of their places.
const counts = new Uint32Array(2 * SEGMENTS);

export function unit(variant) {
  const start = variant * SPAN + 1;
  for (let i = 0; i < primes.length; i++) next[i] = firstStrike(primes[i], start);
  for (let segment = 0; segment < SEGMENTS; segment++) {
    const low = start + segment * 2 * SEGMENT;
    strike(low);
    if (low === 1) mendFirstNumbers();
    count(segment);
  }
  return counts;
}

export function words(counts) {
  return Array.from({ length: SEGMENTS }, (_, i) => (BigInt(counts[2 * i]) << 32n) | BigInt(counts[2 * i + 1]));
}

function strike(low) {
  const phase = ((low - 1) / 2) % PERIOD;
  candidates.set(pattern.subarray(phase, phase + SEGMENT));
  for (let i = 0; i < primes.length; i++) {
    const stride = primes[i];
    let at = next[i];
    for (; at < SEGMENT; at += stride) candidates[at] = 0;
    next[i] = at - SEGMENT;
  }
}

function mendFirstNumbers() {
  candidates[0] = 0;
  for (const prime of SMALL) candidates[(prime - 1) / 2] = 1;
}

function count(segment) {
  let found = 0;
  let places = 0;
  for (let place = 0; place < SEGMENT; place++) {
    const isPrime = candidates[place];
    found += isPrime;
    places = (places + (place & -isPrime)) | 0;
  }
  counts[2 * segment] = found;
  counts[2 * segment + 1] = places;
}

function firstStrike(prime, low) {
  const square = prime * prime;
  if (square >= low) return (square - low) / 2;
  const past = low % prime;
  const gap = past === 0 ? 0 : prime - past;
  return gap % 2 === 0 ? gap / 2 : (gap + prime) / 2;
}

function primesFrom(first, last) {
  const found = [];
  for (let n = 3; n <= last; n += 2) {
    let d = 3;
    while (d * d <= n && n % d !== 0) d += 2;
    if (d * d > n && n >= first) found.push(n);
  }
  return found;
}
