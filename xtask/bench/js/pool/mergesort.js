// Bottom-up merge sort of 8192 keys, from runs of eight that are sorted by insertion.
import { forEachVariant, inputs, low32 } from "./inputs.js";

const KEYS = 8192;
const FIRST_RUN = 8;

const unsorted = forEachVariant((variant) => {
  const word = inputs(7, variant);
  return Uint32Array.from({ length: KEYS }, () => low32(word()));
});
const buffers = [new Uint32Array(KEYS), new Uint32Array(KEYS)];

export function unit(variant) {
  let [from, into] = buffers;
  from.set(unsorted[variant]);
  for (let start = 0; start < KEYS; start += FIRST_RUN) insertionSort(from, start, start + FIRST_RUN);
  for (let run = FIRST_RUN; run < KEYS; run *= 2) {
    for (let start = 0; start < KEYS; start += 2 * run) merge(from, into, start, run);
    [from, into] = [into, from];
  }
  return from;
}

export const words = (keys) => Array.from(keys, BigInt);

function insertionSort(keys, start, end) {
  for (let i = start + 1; i < end; i++) {
    const key = keys[i];
    let at = i;
    for (; at > start && keys[at - 1] > key; at--) keys[at] = keys[at - 1];
    keys[at] = key;
  }
}

function merge(from, into, start, run) {
  const middle = start + run;
  const end = middle + run;
  let left = start;
  let right = middle;
  let at = start;
  while (left < middle && right < end) {
    into[at++] = from[left] <= from[right] ? from[left++] : from[right++];
  }
  while (left < middle) into[at++] = from[left++];
  while (right < end) into[at++] = from[right++];
}
