// The engine's worker: starts the WebAssembly, and the thread pool where the page is isolated; then lends
// the engine the event loop that WebAssembly lacks.
//
// In:  Uint8Array, a `Request`; for tests of the page "panic" and "panic in the pool", which break it.
// Out: Uint8Array, a `Reply`, the first of them `Ready`; {failed: "..."} where not even that was possible.
// After `Reply::Failed` without an id, or {failed}, the page ends this worker and starts another.
import init, { Engine, initThreadPool, lastWords, panicOnPurpose } from "./engine.js";

// A thread that only waits costs little, and a run of k workers needs k threads at once.
const THREADS = { least: 8, most: 32 };
// A pool whose threads can't be loaded never answers: do without it then.
const POOL_PATIENCE_MS = 10_000;

const held = [];
let engine = null;
let dead = false;
let turnIsDue = false;
// A message to oneself comes back at once, after the messages that wait; a timer may take 4 ms.
const loop = new MessageChannel();
loop.port1.onmessage = turn;

addEventListener("message", ({ data }) => (engine ? take(data) : held.push(data)));
addEventListener("error", dieOf);
addEventListener("unhandledrejection", dieOf);

await init();
engine = new Engine(self.crossOriginIsolated === true, await startPool(), navigator.hardwareConcurrency);
sendReplies();
held.forEach(take);

async function startPool() {
  if (!self.crossOriginIsolated) return 0;
  const threads = Math.min(Math.max(navigator.hardwareConcurrency, THREADS.least), THREADS.most);
  const patience = new Promise((resolve) => setTimeout(resolve, POOL_PATIENCE_MS, 0));
  // The pool's script keeps its threads to itself, and a thread that dies tells only who listens to it.
  self.Worker = class extends Worker {
    constructor(...where) {
      super(...where);
      this.addEventListener("error", dieOf);
    }
  };
  return Promise.race([initThreadPool(threads).then(() => threads), patience]);
}

function take(data) {
  attempt(() => {
    if (typeof data === "string") return panicOnPurpose(data === "panic in the pool");
    engine.receive(data);
  });
  comeBackIn(0);
}

function turn() {
  turnIsDue = false;
  comeBackIn(attempt(() => engine.turn()) ?? -1);
}

function comeBackIn(ms) {
  if (ms < 0 || turnIsDue || dead) return;
  turnIsDue = true;
  if (ms < 1) loop.port2.postMessage(null);
  else setTimeout(turn, ms);
}

// Runs the engine and sends what it has to say.
function attempt(work) {
  if (dead) return;
  try {
    const result = work();
    sendReplies();
    return result;
  } catch (error) {
    die(error);
  }
}

function sendReplies() {
  for (let bytes; (bytes = engine.reply()) !== undefined; ) postMessage(bytes, [bytes.buffer]);
}

// What is told here need not reach the page a second time by itself.
function dieOf(event) {
  event.preventDefault();
  die(event.error ?? event.reason ?? event.message);
}

// The thread that panicked left word of it, unless something else went wrong, such as memory.
function die(error) {
  if (dead) return;
  dead = true;
  const bytes = engine ? lastWords() : undefined;
  if (bytes !== undefined) postMessage(bytes, [bytes.buffer]);
  else postMessage({ failed: String(error?.stack ?? error) });
}

