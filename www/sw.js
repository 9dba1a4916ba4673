// Adds the isolation headers that the host does not send, and keeps the site for when there is no network.
// `isolate.js` installs it and says why; `keep.js` asks it to keep things while the page rests.
//
// What it keeps never hides what the network has. Pages come from the network, and from here only without it; all else
// lies in folders that the build names after their content, so that a page gets the very files it was made with.
"use strict";

// The build writes in: its own name, where a page leads that can't be had (in each language), its pages (folders below
// the site's root), and the files in its folders.
const BUILD = { version: "", offline: [], pages: [], files: [] };

const POLICIES = {
  // Isolates one document and leaves windows, frames and the back/forward cache alone. "credentialless" rather than
  // "require-corp", which blocks the page's own files in a sandboxed frame.
  document: { "Document-Isolation-Policy": "isolate-and-credentialless" },
  // For all other browsers. "require-corp" because Safari knows no "credentialless".
  opener: {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "cross-origin",
  },
};
const policy = POLICIES[new URL(self.location.href).searchParams.get("policy")] ?? POLICIES.opener;

const SITE = new URL("./", self.location.href).href;
const CACHES = `interleave ${SITE} `;
// A folder named after its content.
const LASTING = /^[a-z]+-[0-9a-f]{16}\//;
// Where a page leads that can't be had, in English.
const OFFLINE = "offline/";
// A network that says nothing for so long is none, if the page is here.
const PATIENCE_MS = 3000;

// At once, also in pages that are already open: the page that installed this worker is waiting to reload through it.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// On a first visit there is nothing here to look for, and files need not come this way.
let stocked;
versions().then((names) => { stocked = names.length > 0; }, () => { stocked = false; });

// Pages, worker scripts, which an isolated page may not start without the header, and what may be kept; the rest stays
// untouched.
self.addEventListener("fetch", (event) => {
  const { mode, destination, url } = event.request;
  if (new URL(url).origin !== self.location.origin) return;
  if (mode === "navigate") event.respondWith(page(event).then(withPolicy));
  else if (isWorker(destination)) event.respondWith(file(event.request).then(withPolicy));
  else if (stocked !== false && LASTING.test(nameOf(url))) event.respondWith(file(event.request));
});

const isWorker = (destination) => destination === "worker" || destination === "sharedworker";

function withPolicy(response) {
  // A redirect or an error has no headers that could be changed; the browser follows or shows it as it is.
  if (response.status === 0) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(policy)) headers.set(name, value);
  const { body, status, statusText } = response;
  return new Response(body, { status, statusText, headers });
}

// --- Answers --------------------------------------------------------------------------------------------------------

async function file(request) {
  return (await kept(nameOf(request.url))) ?? fetch(request);
}

async function page(event) {
  const { request } = event;
  const name = nameOf(request.url);
  // A host may allow the browser to show a page for minutes without asking; after an update that would be the old one.
  const fresh = fetch(request, request.cache === "default" ? { cache: "no-cache" } : {});
  event.waitUntil(fresh.then((response) => keepVisited(request, name, response.clone())).catch(() => {}));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  try {
    return (await Promise.race([fresh, late])) ?? (await kept(name)) ?? (await fresh);
  } catch (error) {
    return (await kept(name)) ?? (await elsewhere(name)) ?? Promise.reject(error);
  }
}

/** Where to go instead of a page that is neither here nor to be had. */
async function elsewhere(name) {
  if (await kept(`${name}/`)) return Response.redirect(`${SITE}${name}/`);
  for (const offline of [offlineFor(name), OFFLINE]) {
    if (await kept(offline)) return Response.redirect(SITE + offline);
  }
}

/** The page for want of another in the language whose folder that one is in. */
function offlineFor(name) {
  const isItsOwn = (page) => page !== OFFLINE && name.startsWith(page.slice(0, -OFFLINE.length));
  return BUILD.offline.find(isItsOwn) ?? OFFLINE;
}

/** The path below the site's root, the same for a folder and its document. */
function nameOf(url) {
  const { origin, pathname } = new URL(url);
  const address = origin + pathname;
  return address.startsWith(SITE) ? address.slice(SITE.length).replace(/(^|\/)index\.html$/, "$1") : "../";
}

// --- What is kept ---------------------------------------------------------------------------------------------------
// One cache for each version of the site. Where the browser lets us keep nothing, nothing is kept.

/** The names of our caches, from the newest version's to the oldest's. */
async function versions() {
  const names = (await caches.keys()).filter((name) => name.startsWith(CACHES)).reverse();
  const own = CACHES + BUILD.version;
  return names.includes(own) ? [own, ...names.filter((name) => name !== own)] : names;
}

async function kept(name) {
  try {
    for (const cache of await versions()) {
      const response = await caches.match(SITE + name, { cacheName: cache, ignoreVary: true });
      if (response) return response;
    }
  } catch {
    // Site data is blocked.
  }
}

/** A page that the reader sees in a tab; one in a frame of another page takes no room there. */
async function keepVisited({ destination }, name, response) {
  if (BUILD.version && destination === "document") await put(name, response);
}

/** Keeps a page of this version, or a file; returns whether it did. */
async function put(name, response) {
  if (!response.ok) return false;
  const isPage = !LASTING.test(name);
  // Between two versions a host may send either; a page's files are only looked for in its own.
  if (isPage && !isOfThisVersion(await response.clone().text())) return false;
  await (await caches.open(CACHES + BUILD.version)).put(SITE + name, response);
  stocked = true;
  return true;
}

const isOfThisVersion = (html) => html.includes(`data-version="${BUILD.version}"`);

// --- Keeping while the page rests -----------------------------------------------------------------------------------

// A page asks for one more thing of its version to be kept, and is answered how many are still missing. It decides when,
// since it knows when a download would be in the way.
self.addEventListener("message", (event) => {
  const { version, sparing } = event.data;
  const answer = (missing) => event.ports[0].postMessage(missing);
  // Of an older page nothing more can be had; a newer one has a newer worker.
  const work = version === BUILD.version ? keepNext(event.source.url, sparing) : renewed();
  // No room, or no network: nothing more can be had now.
  event.waitUntil(work.then(answer, () => answer(undefined)));
});

async function renewed() {
  await self.registration.update();
}

async function keepNext(url, sparing) {
  const cache = await caches.open(CACHES + BUILD.version);
  const here = new Set((await cache.keys()).map((request) => nameOf(request.url)));
  const missing = (await wanted(nameOf(url), sparing, cache)).filter((name) => !here.has(name));
  const [next] = missing;
  if (next === undefined) return tidy();
  const done = await put(next, (LASTING.test(next) && (await kept(next))) || (await get(next)));
  return done ? missing.length : undefined;
}

/** In this order: the page itself and what it may need, and unless the reader is sparing of data, the whole site. */
async function wanted(name, sparing, cache) {
  const html = (await (await cache.match(SITE + name))?.text()) ?? "";
  const own = [name, ...BUILD.files.filter((file) => isFor(html, file))];
  return [...new Set(sparing ? own : [...own, offlineFor(name), OFFLINE, ...BUILD.pages, ...BUILD.files])];
}

/** Whether a page's program may ask for a file: all of a folder that the page names, but no other page's program. */
function isFor(html, file) {
  const isProgram = /^app-[^/]+\/[^/]+$/.test(file);
  return html.includes(isProgram ? file.replace("_bg.wasm", ".js") : file.slice(0, file.indexOf("/") + 1));
}

/** What the browser has anyway after a first visit, else from the network. */
async function get(name) {
  const had = await fetch(SITE + name, { cache: "force-cache", priority: "low" });
  if (LASTING.test(name) || isOfThisVersion(await had.clone().text())) return had;
  return fetch(SITE + name, { cache: "no-cache", priority: "low" });
}

/** What older versions kept goes once no page can be theirs; while several are open, the last version's stays. */
async function tidy() {
  const open = await self.clients.matchAll({ includeUncontrolled: true });
  for (const old of (await versions()).slice(open.length > 1 ? 2 : 1)) await caches.delete(old);
  return 0;
}
