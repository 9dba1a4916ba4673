// The page's side: `pool` gives each worker of the pool its share of the batches, and answers with the milliseconds
// until the last one's result is there; without a number if a result was wrong.
import "./workerpool.min.js";

const pools = new Map();

window.pool = async (name, batches, workers, expected) => {
  const pool = poolOf(workers);
  const begin = performance.now();
  const share = batches / workers;
  const right = await Promise.all(Array.from({ length: workers }, () => pool.exec("run", [name, share, expected])));
  const ms = performance.now() - begin;
  answer(right.every((count) => count === share) ? { ms } : {});
};

function poolOf(workers) {
  if (!pools.has(workers)) {
    const workerOpts = { type: "module" };
    pools.set(workers, workerpool.pool("pool/worker.js", { workerType: "web", minWorkers: "max", maxWorkers: workers, workerOpts }));
  }
  return pools.get(workers);
}
