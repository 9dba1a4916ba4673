// Escape times of the Mandelbrot set.
import { VARIANTS } from "./inputs.js";

const SIDE = 64;
const ITERATIONS = 256;
const LEFT = -2;
const TOP = -1.25;
const COLUMN_WIDTH = 2.5 / SIDE;
const ROW_HEIGHT = 2.5 / (SIDE * VARIANTS);

const times = new Uint16Array(SIDE * SIDE);

export function unit(variant) {
  for (let row = 0; row < SIDE; row++) {
    const y = TOP + (row * VARIANTS + variant) * ROW_HEIGHT;
    for (let column = 0; column < SIDE; column++) {
      times[row * SIDE + column] = escapeTime(LEFT + column * COLUMN_WIDTH, y);
    }
  }
  return times;
}

export const words = (times) => new BigUint64Array(times.buffer);

function escapeTime(x, y) {
  let re = x;
  let im = y;
  for (let time = 0; time < ITERATIONS; time++) {
    const re2 = re * re;
    const im2 = im * im;
    if (re2 + im2 > 4) return time;
    im = (re + re) * im + y;
    re = re2 - im2 + x;
  }
  return ITERATIONS;
}
