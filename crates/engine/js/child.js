// A worker that the engine starts for one run (children.js).
//
// In, at first: {pages, module?} for one with a memory of its own, of so many 64 KiB pages at most, which compiles the
// program itself where it is given none; {memory, module} for a thread of the engine's own memory.
// Then, with a memory of its own: Uint8Array, a message of `live::processes`; out: Uint8Array, its answer.
// A thread says "up"; then {job} is the job it is to run, and {end} its end.
// Out, where something went wrong: {died: "..."}.
import init, { ChildEngine, outOfMemory, panicWords, runJob } from "./meter.js";

// What the program's own data and its stack take, at least.
const FIRST_PAGES = 64;
const THREAD_STACK_BYTES = 262_144;

const held = [];
// Of a thread that panicked, the engine's own worker finds the words in the memory that both have.
let lastWords = () => undefined;
let take = (data) => held.push(data);

onmessage = ({ data }) => {
  onmessage = ({ data }) => attempt(() => take(data));
  begin(data).catch(die);
};

async function begin({ module, memory, pages }) {
  if (memory) {
    const wasm = await init({ module_or_path: module, memory, thread_stack_size: THREAD_STACK_BYTES });
    take = (data) => work(wasm, data);
    postMessage("up");
  } else {
    const own = new WebAssembly.Memory({ initial: FIRST_PAGES, maximum: pages, shared: true });
    await init({ module_or_path: module, memory: own });
    lastWords = ownLastWords;
    const engine = new ChildEngine();
    take = (data) => answer(engine, data);
  }
  for (const data of held) attempt(() => take(data));
}

function answer(engine, message) {
  engine.arrived();
  const reply = engine.hear(message);
  postMessage(reply);
  engine.answered();
}

function work(wasm, { job, end }) {
  if (job !== undefined) runJob(job);
  if (!end) return;
  wasm.__wbindgen_thread_destroy();
  close();
}

function ownLastWords() {
  const missing = outOfMemory();
  return missing > 0 ? `out of memory, ${missing} bytes more could not be had` : panicWords();
}

function attempt(work) {
  try {
    work();
  } catch (error) {
    die(error);
  }
}

function die(error) {
  postMessage({ died: lastWords() ?? String(error?.message ?? error) });
}
