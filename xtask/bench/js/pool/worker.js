// A worker of the pool: computes batches of a kernel, every variant of the input once in each.
import "./workerpool.min.js";
import { fold, VARIANTS } from "./inputs.js";
import * as mandelbrot from "./mandelbrot.js";
import * as matmul from "./matmul.js";
import * as mergesort from "./mergesort.js";
import * as nbody from "./nbody.js";
import * as sha256 from "./sha256.js";
import * as sieve from "./sieve.js";

const kernels = { mandelbrot, matmul, mergesort, nbody, sha256, sieve };
// By kernel: the digest of a batch whose results were checked.
const digests = new Map();

// How many of so many batches gave what a batch with the expected checksum gave.
function run(name, batches, expected) {
  const { unit, words } = kernels[name];
  if (!digests.has(name)) digests.set(name, checked(unit, words, expected));
  const digest = digests.get(name);
  let right = 0;
  for (let i = 0; i < batches; i++) if (batch(unit) === digest) right++;
  return right;
}

function batch(unit) {
  let digest = 0;
  for (let variant = 0; variant < VARIANTS; variant++) {
    const result = unit(variant);
    digest = Math.imul(digest, 31) + (result[result.length - 1] | 0) | 0;
  }
  return digest;
}

function checked(unit, words, expected) {
  let checksum = 0n;
  for (let variant = 0; variant < VARIANTS; variant++) {
    checksum = fold(checksum, Array.from(words(unit(variant))).reduce(fold, 0n));
  }
  if (String(checksum) !== expected) throw new Error(`${checksum} instead of ${expected}`);
  return batch(unit);
}

workerpool.worker({ run });
