// Lets workers start in a sandboxed frame without an origin of its own (`sandbox="allow-scripts"`).
//
// There a browser takes a worker's script from a blob only, and Chromium takes no module from one: each worker starts
// with a classic script that imports the module it is meant to be. `boot.js` loads this file where it is needed, and
// every worker started so loads it in turn, for workers of its own.
const BASE = self.document?.baseURI;
const start = URL.createObjectURL(new Blob([`(${begin})("${import.meta.url}")`], { type: "text/javascript" }));

// A worker from a blob is held to its page's Content-Security-Policy; the page's own policy of trusted types isn't there.
if (!self.document) {
  const createScriptURL = (address) => (address.startsWith("blob:") ? address : null);
  self.trustedTypes?.createPolicy("default", { createScriptURL });
}

self.Worker = class extends Worker {
  constructor(url) {
    // The name tells the script which module to import, so that one blob does for all.
    super(start, { name: new URL(url, BASE).href });
  }
};

/** Runs in the new worker, as text: becomes the module that the worker's name says. */
function begin(sandbox) {
  // A module's messages wait until it has run; this script's would come while it is still imported.
  const held = [];
  const hold = (event) => {
    event.stopImmediatePropagation();
    held.push(event.data);
  };
  addEventListener("message", hold);
  const release = () => {
    removeEventListener("message", hold);
    for (const data of held) dispatchEvent(new MessageEvent("message", { data }));
  };
  const become = async () => {
    await import(sandbox);
    await import(self.name);
  };
  // The page hears of errors, but not of refused promises.
  become().then(release, (error) => setTimeout(() => { throw error; }));
}
