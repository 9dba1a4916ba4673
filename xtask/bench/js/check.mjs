// Computes every kernel in both forms with this crate's WebAssembly, and counts the right results as Rust's tests are
// counted. node check.mjs FILE
import { readFile } from "node:fs/promises";

const FORMS = ["plain", "simd"];
const UNITS = 17;

const memory = new WebAssembly.Memory({ initial: 1024, maximum: 16384, shared: true });
const env = { memory, now: () => performance.now() };
const { instance } = await WebAssembly.instantiate(await readFile(process.argv[2]), { env });
let [passed, failed] = [0, 0];
for (let kernel = 0; kernel < instance.exports.kernels(); kernel++) {
  for (const [number, form] of FORMS.entries()) {
    if (instance.exports.compute_numbered(kernel, number, UNITS) === 1) passed++;
    else console.log(`kernel ${kernel} in its ${form} form is wrong (${++failed})`);
  }
}
console.log(`test result: ${failed ? "FAILED" : "ok"}. ${passed} passed; ${failed} failed`);
