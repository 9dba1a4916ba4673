// Adds the isolation headers that the host does not send. `isolate.js` installs it and says why.
//
// It keeps nothing: every answer is the network's own, so a new version of the site is never hidden by an old one.
"use strict";

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

// At once, also in pages that are already open: the page that installed this worker is waiting to reload through it.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  if (needsPolicy(event.request)) event.respondWith(answer(event.request));
});

/** Pages, and worker scripts, which an isolated page may not start without the header; the rest stays untouched. */
function needsPolicy({ mode, destination, url }) {
  const runs = mode === "navigate" || destination === "worker" || destination === "sharedworker";
  return runs && new URL(url).origin === self.location.origin;
}

async function answer(request) {
  const response = await fetch(request);
  // A redirect or an error has no headers that could be changed; the browser follows or shows it as it is.
  if (response.status === 0) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(policy)) headers.set(name, value);
  const { body, status, statusText } = response;
  return new Response(body, { status, statusText, headers });
}
