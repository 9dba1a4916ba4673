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
// How often to look whether a thread of the pool died: it can't tell us itself.
const PULSE_MS = 100;

const held = [];
let engine = null;
let dead = false;
let turnIsDue = false;
// A message to oneself comes back at once, after the messages that wait; a timer may take 4 ms.
const loop = new MessageChannel();
loop.port1.onmessage = turn;

addEventListener("message", ({ data }) => (engine ? take(data) : held.push(data)));
addEventListener("error", (event) => die(event.error ?? event.message));
addEventListener("unhandledrejection", (event) => die(event.reason));

await init();
engine = new Engine(self.crossOriginIsolated === true, await startPool(), navigator.hardwareConcurrency);
sendReplies();
held.forEach(take);
setInterval(() => postLastWords() && (dead = true), PULSE_MS);

async function startPool() {
  if (!self.crossOriginIsolated) return 0;
  const threads = Math.min(Math.max(navigator.hardwareConcurrency, THREADS.least), THREADS.most);
  const patience = new Promise((resolve) => setTimeout(resolve, POOL_PATIENCE_MS, 0));
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

function die(error) {
  if (dead) return;
  dead = true;
  if (!postLastWords()) postMessage({ failed: String(error?.stack ?? error) });
}

// Tells whether there were any.
function postLastWords() {
  const bytes = lastWords();
  if (bytes !== undefined) postMessage(bytes, [bytes.buffer]);
  return bytes !== undefined;
}
