// Dense matrix product of 128 by 128 numbers.
import { bits, forEachVariant, inputs } from "./inputs.js";

const SIDE = 128;
// The order in which the inputs come and the checksum is made: by bands of four rows or columns.
const TILE = 4;

// Four entries of every word, 16 bits each; `place` says where the k-th of a band's line goes.
function entries(stream, variant, place) {
  const word = inputs(stream, variant);
  const matrix = new Float64Array(SIDE * SIDE);
  for (let band = 0; band < SIDE; band += TILE) {
    for (let line = 0; line < SIDE; line++) {
      const four = word();
      for (let k = 0; k < TILE; k++) matrix[place(band + k, line)] = Number(BigInt.asIntN(16, four >> BigInt(16 * k)));
    }
  }
  return matrix;
}

const lefts = forEachVariant((variant) => entries(5, variant, (row, column) => row * SIDE + column));
const right = entries(6, 0, (column, row) => row * SIDE + column);
const product = new Float64Array(SIDE * SIDE);

export function unit(variant) {
  const left = lefts[variant];
  // Two rows by four columns at a time: what a sum needs is read once for several sums.
  for (let i = 0; i < SIDE; i += 2) {
    for (let j = 0; j < SIDE; j += 4) {
      let a0 = 0, a1 = 0, a2 = 0, a3 = 0;
      let b0 = 0, b1 = 0, b2 = 0, b3 = 0;
      for (let k = 0; k < SIDE; k++) {
        const a = left[i * SIDE + k];
        const b = left[(i + 1) * SIDE + k];
        const at = k * SIDE + j;
        const r0 = right[at], r1 = right[at + 1], r2 = right[at + 2], r3 = right[at + 3];
        a0 += a * r0;
        a1 += a * r1;
        a2 += a * r2;
        a3 += a * r3;
        b0 += b * r0;
        b1 += b * r1;
        b2 += b * r2;
        b3 += b * r3;
      }
      const at = i * SIDE + j;
      product[at] = a0;
      product[at + 1] = a1;
      product[at + 2] = a2;
      product[at + 3] = a3;
      product[at + SIDE] = b0;
      product[at + SIDE + 1] = b1;
      product[at + SIDE + 2] = b2;
      product[at + SIDE + 3] = b3;
    }
  }
  return product;
}

export function words(product) {
  const tiled = [];
  for (let i = 0; i < SIDE; i += TILE) {
    for (let j = 0; j < SIDE; j += TILE) {
      for (let row = i; row < i + TILE; row++) tiled.push(...product.subarray(row * SIDE + j, row * SIDE + j + TILE));
    }
  }
  return bits(tiled);
}
