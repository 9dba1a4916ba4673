// The engine's worker: starts the WebAssembly, and the thread pool where the page is isolated; then lends
// the engine the event loop that WebAssembly lacks.
//
// In:  Uint8Array, a `Request`.
// Out: Uint8Array, a `Reply`, the first of them `Ready`; {failed: "..."} where not even that was possible.
// For tests of the page: "panic", "trap" and "use up memory", each also "in the pool", break the engine;
// "break a child" one of the workers that it started just now, if there is one.
// {memory: port} is answered there by the bytes of memory that it has taken.
// For benchmarks: {time: [kernel, batches, workers]} is answered by {ms}, once the pool is up.
// After `Reply::Failed` without an id, or {failed}, the page ends this worker and starts another.
import { breakChild, onNews } from "./children.js";
import init, { Engine, TimedWork, initThreadPool, breakOnPurpose, lastWords, outOfMemory } from "./engine.js";

// A thread that only waits costs little, and a run of k workers needs k threads at once.
const THREADS = { least: 8, most: 32 };
// A pool whose threads can't be loaded never answers: do without it then.
const POOL_PATIENCE_MS = 20_000;
// The workers time themselves, and whoever looks takes their processor.
const RARELY_MS = 20;
// By then a thread that was told to die is dead.
const PULSE_MS = 100;

const held = [];
let engine = null;
let dead = false;
let soon = false;
let timer = 0;
// A message to oneself comes back at once, after the messages that wait; a timer may take 4 ms.
const loop = new MessageChannel();
loop.port1.onmessage = turn;

addEventListener("message", ({ data }) => (engine ? take(data) : held.push(data)));
onNews(() => comeBackIn(0), die);
addEventListener("error", dieOf);
addEventListener("unhandledrejection", dieOf);

const { memory } = await init();
const isolated = self.crossOriginIsolated === true;
const processors = navigator.hardwareConcurrency;
const threads = isolated ? Math.min(Math.max(processors, THREADS.least), THREADS.most) : 0;
engine = new Engine(isolated, threads, processors);
sendReplies();
// The model needs no threads, so nobody waits for them but a measurement.
const poolIsUp = threads > 0 ? startPool() : Promise.resolve(0);
if (threads > 0) poolIsUp.then(poolStarted, (error) => (console.warn(error), poolStarted(0)));
for (const data of held) take(data);

function startPool() {
  const patience = new Promise((resolve) => setTimeout(resolve, POOL_PATIENCE_MS, 0));
  return Promise.race([initThreadPool(threads).then(() => threads), patience]);
}

function poolStarted(threads) {
  attempt(() => engine.poolStarted(threads));
  comeBackIn(0);
}

function take(data) {
  if (data.time) return time(...data.time);
  if (data.memory) return data.memory.postMessage(memory.buffer.byteLength);
  if (typeof data === "string") return breakDown(data);
  attempt(() => engine.receive(data));
  comeBackIn(0);
}

async function breakDown(how) {
  await poolIsUp;
  if (how === "break a child") return breakChild();
  attempt(() => breakOnPurpose(how));
  setTimeout(turn, PULSE_MS);
}

async function time(kernel, batches, workers) {
  await poolIsUp;
  const work = TimedWork.begin(kernel, batches, workers);
  while (work.time() === undefined) await new Promise((resolve) => setTimeout(resolve, RARELY_MS));
  postMessage({ ms: work.time() });
}

function turn() {
  soon = false;
  const pause = attempt(() => engine.turn());
  // A thread of the pool that dies leaves word and no other sign, and whoever waits for it would wait for ever.
  if (!dead && outOfMemory() > 0) die();
  if (!dead) bury(lastWords());
  comeBackIn(pause ?? -1);
}

// The earliest of the turns asked for is the next one.
function comeBackIn(ms) {
  if (ms < 0 || soon || dead) return;
  clearTimeout(timer);
  soon = ms < 1;
  if (soon) loop.port2.postMessage(null);
  else timer = setTimeout(turn, ms);
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
  const missing = engine ? outOfMemory() : 0;
  if (missing > 0) postMessage({ failed: `Out of memory: ${missing} bytes more could not be had.` });
  else if (!engine || !bury(lastWords())) postMessage({ failed: account(error) });
}

// In some browsers the stack begins with the message, in others it lacks it.
function account(error) {
  const [message, stack] = [String(error), String(error?.stack ?? "")];
  return stack.includes(message) ? stack : `${message}\n${stack}`.trim();
}

function bury(words) {
  if (words === undefined) return false;
  dead = true;
  postMessage(words, [words.buffer]);
  return true;
}

