// Starts the page's WebAssembly.
// A file of its own, because the Content-Security-Policy allows no inline script; its element names the page's program.
// A classic script, because a sandboxed frame loads modules only from a host that allows it, and elsewhere has to say so.
"use strict";

// The address is the state: paper shows it too, by the style sheet.
addEventListener("beforeprint", () => { document.documentElement.dataset.link = location.href; });

(async ({ src: root, dataset: { program } }) => {
  // While the page is about to reload itself for isolation there is nothing to start.
  await window.isolation;
  const offline = document.getElementById("offline");
  const file = (name) => new URL(name, root).href;
  try {
    // A frame without an origin: workers need help there, and this is also the first module that may be refused.
    if (window.origin === "null") await import(file("sandbox.js")).catch(refused);
    // Both halves of the program at once, and not the larger one when the smaller has come.
    const wasm = fetch(file(program.replace(/\.js$/, "_bg.wasm")));
    wasm.catch(() => {}); // Told by `init`, unless the smaller half fails before.
    const { default: init } = await import(file(program));
    await init({ module_or_path: wasm });
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
})(document.currentScript);
