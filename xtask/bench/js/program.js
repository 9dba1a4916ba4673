// A worker that holds this crate's WebAssembly: [name, ...arguments] calls what it exports by that name, and is answered
// by {ms}, without a number for a wrong result.
const held = [];
addEventListener("message", ({ data }) => (program ? answer(data) : held.push(data)));

let program = null;
// As the engine's: shared, and at most 1 GB.
const memory = new WebAssembly.Memory({ initial: 1024, maximum: 16384, shared: true });
const env = { memory, now: () => performance.now() };
const { instance } = await WebAssembly.instantiateStreaming(fetch("bench.wasm"), { env });
program = instance.exports;
for (const question of held) answer(question);

function answer([name, ...numbers]) {
  const begin = performance.now();
  const right = program[name](...numbers);
  const end = performance.now();
  postMessage(right ? { ms: end - begin } : {});
}
