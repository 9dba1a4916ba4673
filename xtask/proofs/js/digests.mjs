// Prints the digests of random scenarios as this crate's WebAssembly makes them, a scenario a line.
// node digests.mjs FILE SCENARIOS RUNTIMES
import { readFile } from "node:fs/promises";

const [file, scenarios, runtimes] = process.argv.slice(2);
const { instance } = await WebAssembly.instantiate(await readFile(file));
const hex = (number) => BigInt.asUintN(64, number).toString(16);

let lines = [];
for (let scenario = 0; scenario < Number(scenarios); scenario++) {
  const digests = Array.from({ length: Number(runtimes) }, (_, runtime) =>
    hex(instance.exports.digest_of(scenario, runtime)));
  lines.push(digests.join(" "));
}
console.log(lines.join("\n"));
