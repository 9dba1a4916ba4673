// Simulates the job whose number is on a line, and answers with its events and their CPU time in seconds.
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";

// As the engine's: shared, and at most 1 GB.
const memory = new WebAssembly.Memory({ initial: 1024, maximum: 16384, shared: true });
const program = await readFile(process.argv.at(-1));
const { instance } = await WebAssembly.instantiate(program, { env: { memory } });
for await (const job of createInterface({ input: process.stdin })) {
  const begin = process.cpuUsage();
  const events = instance.exports.simulate(Number(job));
  const { user, system } = process.cpuUsage(begin);
  console.log(`${events} ${(user + system) / 1e6}`);
}
