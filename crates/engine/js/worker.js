// The page's worker: starts the engine, which is WebAssembly, and lends it the event loop that WebAssembly lacks. The
// meter, which is another and measures, is loaded with its thread pool when the engine first hands a request on to it.
//
// In:  Uint8Array, a `Request`.
// Out: Uint8Array, a `Reply`, the first of them `Ready`; {failed: "..."} where not even that was possible.
// For tests of the page: "panic", "trap" and "use up memory" break the engine, each also "in the meter" and "in the
// pool"; "break a child" one of the workers that it started just now, if there is one.
// {memory: port} is answered there by the bytes of memory that both programs have taken.
// For benchmarks: {time: [kernel, batches, workers]} is answered by {ms}, once the pool is up.
// After `Reply::Failed` without an id, or {failed}, the page ends this worker and starts another.
import init, { Engine, breakOnPurpose, lastWords, outOfMemory } from "./engine.js";

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
// The meter's program, once it is wanted, and the meter, once it is there; until then requests wait for it.
let program = null;
let meter = null;
const handedOn = [];
// Of all programs: the last words of a thread that panicked, and how many bytes one died of the lack of.
let words = lastWords;
let missing = outOfMemory;
let taken = () => own.buffer.byteLength;
let dead = false;
let soon = false;
let timer = 0;
// A message to oneself comes back at once, after the messages that wait; a timer may take 4 ms.
const loop = new MessageChannel();
loop.port1.onmessage = turn;

addEventListener("message", ({ data }) => (engine ? take(data) : held.push(data)));
addEventListener("error", dieOf);
addEventListener("unhandledrejection", dieOf);

const { memory: own } = await init();
const isolated = self.crossOriginIsolated === true;
const processors = navigator.hardwareConcurrency;
const threads = isolated ? Math.min(Math.max(processors, THREADS.least), THREADS.most) : 0;
engine = new Engine(isolated, threads, processors);
sendReplies();
for (const data of held) take(data);

// Resolves to the meter's program, once its pool is up or will never be.
function loadMeter() {
  return (program ??= startMeter());
}

async function startMeter() {
  const [measuring, children] = await Promise.all([import("./meter.js"), import("./children.js")]);
  const { memory } = await measuring.default();
  children.onNews(() => comeBackIn(0), die);
  words = () => lastWords() ?? measuring.lastWords();
  missing = () => outOfMemory() || measuring.outOfMemory();
  taken = () => own.buffer.byteLength + memory.buffer.byteLength;
  meter = new measuring.Meter(isolated, threads, processors);
  comeBackIn(0);
  if (threads > 0) poolStarted(await startPool(measuring));
  return measuring;
}

async function startPool({ initThreadPool }) {
  const patience = new Promise((resolve) => setTimeout(resolve, POOL_PATIENCE_MS, 0));
  try {
    return await Promise.race([initThreadPool(threads).then(() => threads), patience]);
  } catch (error) {
    console.warn(error);
    return 0;
  }
}

function poolStarted(threads) {
  attempt(() => meter.poolStarted(threads));
  comeBackIn(0);
}

function take(data) {
  if (data.time) return time(...data.time);
  if (data.memory) return data.memory.postMessage(taken());
  if (typeof data === "string") return breakDown(data);
  attempt(() => engine.receive(data));
  comeBackIn(0);
}

async function breakDown(how) {
  if (how === "break a child") return (await import("./children.js")).breakChild();
  const broken = how.includes(" in the ") ? (await loadMeter()).breakOnPurpose : breakOnPurpose;
  attempt(() => broken(how));
  setTimeout(turn, PULSE_MS);
}

async function time(kernel, batches, workers) {
  const { TimedWork } = await loadMeter();
  const work = TimedWork.begin(kernel, batches, workers);
  while (work.time() === undefined) await new Promise((resolve) => setTimeout(resolve, RARELY_MS));
  postMessage({ ms: work.time() });
}

function turn() {
  soon = false;
  const pause = attempt(work);
  // A thread of the pool that dies leaves word and no other sign, and whoever waits for it would wait for ever.
  if (!dead && missing() > 0) die();
  if (!dead) bury(words());
  comeBackIn(pause ?? -1);
}

// Returns in how many milliseconds there is more to do, or -1 where there isn't before another message.
function work() {
  // A run that is being measured has the machine to itself.
  const more = !meter?.isAlone() && engine.turn(meter?.isMeasuring() ?? false);
  for (let bytes; (bytes = engine.handedOn()) !== undefined; ) handedOn.push(bytes);
  if (handedOn.length > 0 && !meter) loadMeter();
  if (!meter) return more ? 0 : -1;
  for (const bytes of handedOn.splice(0)) meter.receive(bytes);
  if (engine.isPredicting()) return 0;
  const pause = meter.turn();
  const unpredicted = meter.unpredicted();
  if (unpredicted) engine.predict(unpredicted);
  return more || unpredicted ? 0 : pause;
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
  for (const from of [engine, meter]) {
    for (let bytes; (bytes = from?.reply()) !== undefined; ) postMessage(bytes, [bytes.buffer]);
  }
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
  if (engine && missing() > 0) postMessage({ failed: `Out of memory: ${missing()} bytes more could not be had.` });
  else if (!engine || !bury(words())) postMessage({ failed: account(error) });
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

