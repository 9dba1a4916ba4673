// Starts the page's WebAssembly.
// A file of its own, because the Content-Security-Policy allows no inline script; the build gives it the hashed names.
// A classic script, because a sandboxed frame loads modules only from a host that allows it, and elsewhere has to say so.
"use strict";

(async ({ ui, wasm }) => {
  // While the page is about to reload itself for isolation there is nothing to start.
  await window.isolation;
  const offline = document.getElementById("offline");
  const file = (name) => new URL(name, document.baseURI).href;
  try {
    // A frame without an origin: workers need help there, and this is also the first module that may be refused.
    if (window.origin === "null") await import(file("sandbox.js")).catch(refused);
    const { default: init } = await import(file(ui));
    await init({ module_or_path: file(wasm) });
  } catch (error) {
    // Without WebAssembly the prerendered page stays, and says so; after a panic it has its say already.
    offline.hidden = false;
    document.documentElement.dataset.state = "error";
    console.error(error);
  }

  function refused(error) {
    offline.textContent = offline.dataset.refused;
    throw error;
  }
})(document.currentScript.dataset);
