// Makes this page cross-origin isolated, also on a host that cannot set headers.
//
// Browsers share memory between threads only in an isolated page, and isolation is asked for with response headers.
// Where the host sends them there is nothing to do. Elsewhere this script installs `sw.js`, a service worker that adds
// them, and reloads the page once, so that it comes through the worker.
//
// Use it as a classic script, first in <head>: before anything is painted or fetched that a reload would waste. As a file
// `data-site` says where the site's root is from there; inline, from the page, and `data-assets` where `keep.js` lies.
// The page reads the outcome from
//   window.isolation   a Promise of {isolated: true, how: "headers" | "service worker"}
//                      or of {isolated: false, why: a sentence for the reader}; pending while the page is reloading
//   <html data-isolated="true|false">   the same, absent until it is known
//
// Never more than one reload, never a loop: `obstacle` holds the rules and their reasons.
//
// The same worker keeps the site for when there is no network: `keep.js`, which comes later, asks it to.
"use strict";

(() => {
  // Everything is relative to this script, which says where the site's root is, so it works under any path prefix.
  const { src, dataset } = document.currentScript;
  const SITE = new URL(dataset.site || "./", src || document.baseURI).href;
  const KEEP = new URL("keep.js", src || new URL(dataset.assets, document.baseURI)).href;
  const START_LIMIT_MS = 4000;
  const OWN_RELOAD_MS = 10000;
  const OFF = "so shared memory is off: the model works in full, but threads that share memory cannot be measured here.";

  const policy = hasDocumentPolicy() ? "document" : "opener";
  const worker = `${SITE}sw.js?policy=${policy}`;
  const options = { scope: SITE, updateViaCache: "none" };
  const siblings = openChannel();
  let reloading = false;
  let settle;
  window.isolation = new Promise((resolve) => { settle = resolve; });
  trustOwnScripts();

  if (window.crossOriginIsolated) {
    forgetParkedPages();
    finish({ isolated: true, how: controlled() ? "service worker" : "headers" });
  } else {
    reloadWhenUnparked();
    const reason = obstacle();
    if (reason) giveUp(reason); else isolate();
  }

  /** Installs the worker and reloads through it. */
  async function isolate() {
    try {
      await within(START_LIMIT_MS, install());
      reload();
    } catch (error) {
      console.info("Not cross-origin isolated:", error);
      giveUp(refusal(error));
    }
  }

  /** Resolves once the worker can answer; a reload before it is active would get no headers, and be the last one. */
  async function install() {
    const { installing, waiting, active } = await navigator.serviceWorker.register(worker, options);
    // After an update of the browser the active one may still follow the other policy, so the newest counts.
    const newest = installing ?? waiting ?? active;
    await new Promise((resolve, reject) => {
      const look = () => {
        if (newest.state === "activated") resolve();
        if (newest.state === "redundant") reject(new TypeError("the service worker failed to install"));
      };
      newest.addEventListener("statechange", look);
      look();
    });
  }

  /** What makes a try useless here, as the start of a sentence, or null. */
  function obstacle() {
    // A reload of each of a dozen frames in one page would cost more than what they can't measure.
    if ("unisolated" in dataset) return "This page is made to stand in another one";
    if (location.protocol === "file:") return "This page was opened as a file and not from a web server";
    if (window.origin === "null") return "This page is in a sandboxed frame without an origin of its own";
    if (!window.isSecureContext) return "This page was not opened over https";
    if (!offersServiceWorkers()) return "This browser does not offer service workers here";
    // Only the document policy can isolate a frame; the older headers work on the whole tab.
    if (window.top !== window && policy === "opener") {
      return "This page is shown inside another page, where this browser does not isolate it";
    }
    // The breaker that needs no storage: the headers were there and did not help, so they never will.
    if (controlled() && !claimedTooLate()) return "This browser got the isolation headers but does not isolate this page";
    // The breaker for a worker that is installed but passed over, as developer tools can demand.
    if (reloadedForThis()) return "The service worker did not answer after a reload";
    return null;
  }

  /** The reason why the worker could not be had, as the start of a sentence. */
  function refusal(error) {
    if (error.name === "TimeoutError") return "The service worker did not start within 4 seconds";
    if (error.name === "TypeError") return "The service worker could not be loaded";
    return "This browser does not allow service workers here (site data may be blocked)";
  }

  function giveUp(reason) {
    siblings?.close();
    finish({ isolated: false, why: `${reason}, ${OFF}` });
  }

  function finish(outcome) {
    writeStamp("");
    document.documentElement.dataset.isolated = String(outcome.isolated);
    settle(outcome);
    // A frame's room is another page's, and what isn't built is of no version.
    const { version } = document.documentElement.dataset;
    if (window.top === window && version && offersServiceWorkers()) {
      window.addEventListener("load", () => import(KEEP).then(({ keep }) => keep(worker, options, version)));
    }
  }

  /** Chromium that isolates one document at a time, which keeps openers and works in frames, where no other does. */
  function hasDocumentPolicy() {
    const agent = navigator.userAgentData;
    const chromium = agent?.brands.find(({ brand }) => brand === "Chromium");
    return Number(chromium?.version ?? 0) >= (agent?.mobile ? 146 : 137);
  }

  function offersServiceWorkers() {
    try {
      return Boolean(navigator.serviceWorker);
    } catch {
      return false; // The mere question throws where site data is blocked.
    }
  }

  /** Whether our worker controls this page; another one of a wider scope on the same host tells us nothing. */
  function controlled() {
    return offersServiceWorkers() && navigator.serviceWorker.controller?.scriptURL === worker;
  }

  /**
   * Whether the worker took this page over only after it had been fetched: several tabs or frames on a first visit,
   * and another one was quicker. A reload is then worth it, and no loop, since our own reload never gets here.
   */
  function claimedTooLate() {
    const [load] = performance.getEntriesByType("navigation");
    return load?.workerStart === 0 && load.type !== "reload";
  }

  // --- One reload -------------------------------------------------------------------------------------------------

  // `location.replace` would not do: with a #fragment it stays in the same document.
  function reload() {
    reloading = true;
    writeStamp(`isolating@${Date.now()};`);
    location.reload();
  }

  // The stamp is in `window.name` because it lives as long as the tab and needs no permission. Session storage will
  // not do: Chromium shows a document of the other kind (isolated or not) an old copy.
  function writeStamp(stamp) {
    const others = window.name.replace(/isolating@\d+;/, "");
    if (window.name !== others + stamp) window.name = others + stamp;
  }

  /** Whether this load is the one that `reload` asked for, told by when it began: a slow network changes nothing. */
  function reloadedForThis() {
    const stamp = Number(/isolating@(\d+);/.exec(window.name)?.[1] ?? 0);
    const began = Date.now() - performance.now();
    return Math.abs(began - stamp) < OWN_RELOAD_MS;
  }

  // --- Pages parked in the back/forward cache ---------------------------------------------------------------------

  // Chromium parks the page that reloaded itself, and its own reload button can bring it back, not isolated. Two cures:
  // a message to a parked listener throws it out of the cache, and one that does come back reloads itself again.

  function openChannel() {
    try {
      const channel = new BroadcastChannel(`isolation of ${SITE}`);
      if (!window.crossOriginIsolated) channel.onmessage = () => {};
      return channel;
    } catch {
      return null; // Blocked with the rest of the site data; the second cure remains.
    }
  }

  function forgetParkedPages() {
    siblings?.postMessage("isolated");
    siblings?.close();
  }

  function reloadWhenUnparked() {
    window.addEventListener("pageshow", ({ persisted }) => {
      // In a task of its own: browsers drop a reload asked for inside this event.
      if (persisted && reloading) setTimeout(reload, 0);
    });
  }

  // --- Trusted addresses --------------------------------------------------------------------------------------------

  /** The Content-Security-Policy lets a string become a script's address only as far as this policy does. */
  function trustOwnScripts() {
    const isOwn = (address) => address.startsWith(SITE) || address.startsWith(`blob:${window.origin}/`);
    const createScriptURL = (address) => (isOwn(new URL(address, document.baseURI).href) ? address : null);
    try {
      window.trustedTypes?.createPolicy("default", { createScriptURL });
    } catch {
      // The host allows no policy, and so no worker: that is told where one is wanted.
    }
  }

  function within(ms, promise) {
    const late = new Promise((_, reject) => {
      setTimeout(() => reject(new DOMException(`no answer within ${ms} ms`, "TimeoutError")), ms);
    });
    return Promise.race([promise, late]);
  }
})();
