// The engine's worker: starts the WebAssembly, and the thread pool where the page is isolated.
import init, { initThreadPool, poolSize } from "./engine.js";

await init();
if (self.crossOriginIsolated) await initThreadPool(Math.min(navigator.hardwareConcurrency, 8));
postMessage({ pool: poolSize() });
