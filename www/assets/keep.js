// Has the service worker (`sw.js`) keep the site for when there is no network, while the page rests.
//
// <html data-kept="true"> says that all is there: this page, and unless the reader is sparing of data, the others.

// By then the page has been looked at, and the first visit's own downloads are done.
const REST_MS = 2000;
const { dataset } = document.documentElement;

/** Installs the worker, where the host isolates and nobody did, and has it keep what there is of `version`. */
export async function keep(script, options, version) {
  const workers = navigator.serviceWorker;
  try {
    await resting(REST_MS);
    await workers.register(script, options);
  } catch {
    return; // Site data is blocked.
  }
  // While a new version takes over, the old one's worker keeps nothing for this page, and then the new one's does.
  let asked = null;
  const ask = async () => {
    const { active } = await workers.ready;
    if (active === asked) return;
    asked = active;
    await keepAll(active, version);
  };
  workers.addEventListener("controllerchange", ask);
  await ask();
}

async function keepAll(worker, version) {
  let missing;
  while ((missing = await keepOne(worker, version)) > 0) await resting(0);
  if (missing === 0) dataset.kept = "true";
}

/** Resolves to how many things were missing; to nothing where no more can be had. */
function keepOne(worker, version) {
  const { port1, port2 } = new MessageChannel();
  worker.postMessage({ version, sparing: navigator.connection?.saveData === true }, [port2]);
  return new Promise((resolve) => { port1.onmessage = ({ data }) => resolve(data); });
}

/** Resolves when nothing is loaded, drawn or measured, which a download would delay or bend. */
async function resting(pause) {
  const idle = window.requestIdleCallback ?? setTimeout;
  for (let ms = pause; ms !== null; ms = ["loading", "running"].includes(dataset.state) ? REST_MS : null) {
    await new Promise((resolve) => setTimeout(resolve, ms));
    await new Promise((resolve) => idle(resolve));
  }
}
