// The parent's end of the workers that the engine starts for a run: those with a memory of their own, and
// threads beyond the pool's. What they are told and what they answer is between child.js and the engine.

// What a thread says when it is.
const UP = "up";

// The pool's threads load this file too. What one dies of is a promise's failure there, of which nobody hears;
// an error that is thrown comes to the engine's own worker.
addEventListener("unhandledrejection", ({ reason }) => setTimeout(() => { throw reason; }));

const children = new Map();
let last = 0;
let hearNews = () => {};
let breakDown = () => {};

// `listener` is called whenever a child has something to say, `broken` when a thread died in the middle of its job,
// and left the memory that it shares as it was just then.
export function onNews(listener, broken) {
  [hearNews, breakDown] = [listener, broken];
}

// The only place where such a worker is made.
const employ = () => new Worker(new URL("./child.js", import.meta.url), { type: "module" });

// Starts one; `order` is what child.js takes first. Returns its number.
function start(order) {
  const child = { worker: employ(), inbox: [], death: undefined };
  const die = (words) => {
    child.death ??= words;
    if (child.inbox[0] === UP) breakDown(words);
    hearNews();
  };
  child.worker.onmessage = ({ data }) => {
    if (data.died) return die(data.died);
    child.inbox.push(data);
    hearNews();
  };
  child.worker.onerror = (event) => {
    event.preventDefault();
    die(event.message || "it could not be loaded");
  };
  child.worker.onmessageerror = () => die("what it sent could not be read");
  child.worker.postMessage(order);
  children.set(++last, child);
  return last;
}

// With a `module` that is compiled already, or without one.
export const startChild = (module, pages) => start({ module, pages });

// On the engine's own memory.
export const startThread = (module, memory) => start({ module, memory });

// `bytes` lie in the engine's memory, which may be shared: a structured clone is made of a copy.
export const sendChild = (child, bytes) => children.get(child).worker.postMessage(bytes.slice());

export const runThread = (child, job) => children.get(child).worker.postMessage({ job });

export const hasNews = (child) => children.get(child).inbox.length > 0 || children.get(child).death !== undefined;

export const receiveChild = (child) => children.get(child).inbox.shift();

export const deathOf = (child) => children.get(child).death;

export function endChild(child) {
  children.get(child).worker.terminate();
  children.delete(child);
}

// A thread gives its stack back to the memory it shares before it ends.
export function endThread(child) {
  const { worker } = children.get(child);
  worker.postMessage({ end: true });
  children.delete(child);
}

// For tests of the page: the oldest child gets what it can't read, and dies of it.
export const breakChild = () => children.values().next().value?.worker.postMessage(null);
