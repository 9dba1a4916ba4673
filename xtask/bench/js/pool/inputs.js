// The kernels' inputs and checksums, as `crates/workloads` has them. In BigInt, since nothing here is timed.
const MULTIPLIER = 0x9e3779b97f4a7c15n;
const wrap = (number) => BigInt.asUintN(64, number);

export const VARIANTS = 8;

// SplitMix64.
export function inputs(stream, variant) {
  let state = (BigInt(stream) << 32n) | BigInt(variant);
  return function word() {
    state = wrap(state + MULTIPLIER);
    let z = wrap((state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n);
    z = wrap((z ^ (z >> 27n)) * 0x94d049bb133111ebn);
    return z ^ (z >> 31n);
  };
}

export const low32 = (word) => Number(BigInt.asUintN(32, word));
export const signedUnit = (word) => Number(BigInt.asIntN(64, word >> 11n) - (1n << 52n)) / 2 ** 52;

export function fold(checksum, word) {
  const rotated = wrap(checksum << 5n) | (checksum >> 59n);
  return wrap((rotated ^ word) * MULTIPLIER);
}

export const bits = (float64s) => new BigUint64Array(new Float64Array(float64s).buffer);
export const forEachVariant = (make) => Array.from({ length: VARIANTS }, (_, variant) => make(variant));
