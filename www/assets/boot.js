// Starts the page's WebAssembly.
// A file of its own, because the Content-Security-Policy allows no inline script; its element names the page's program.
// A classic script, because a sandboxed frame loads modules only from a host that allows it, and elsewhere has to say so.
"use strict";

// The address is the state: paper shows it too, by the style sheet.
addEventListener("beforeprint", () => { document.documentElement.dataset.link = location.href; });

// Files are opened in the playground: a page that leads there stays when one is dropped on it, and points at the way.
for (const kind of ["dragover", "drop"]) {
  addEventListener(kind, (event) => {
    const way = document.querySelector(".onward a");
    if (!way || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    if (kind === "drop") way.focus({ focusVisible: true });
  });
}

(async ({ src: root, dataset: { program } }) => {
  // While the page is about to reload itself for isolation there is nothing to start.
  await window.isolation;
  // The picture that is there comes first: the program would take the network and the processor from it. What nobody
  // sees is not painted, and is not waited for long.
  await new Promise((resolve) => {
    const look = (seen) => { if (seen.getEntriesByName("first-contentful-paint").length > 0) resolve(); };
    new PerformanceObserver(look).observe({ type: "paint", buffered: true });
    setTimeout(resolve, document.hidden ? 0 : 1000);
  });
  const offline = document.getElementById("offline");
  const file = (name) => new URL(name, root).href;
  // A program that breaks says nothing itself: it traps, and nothing on the page answers any more.
  addEventListener("error", ({ error }) => broke(error));
  addEventListener("unhandledrejection", ({ reason }) => broke(reason));
  try {
    // A frame without an origin: workers need help there, and this is also the first module that may be refused.
    if (window.origin === "null") await import(file("sandbox.js")).catch(refused);
    // Both halves of the program at once, and not the larger one when the smaller has come.
    const url = file(program.replace(/\.js$/, "_bg.wasm"));
    const wasm = parent === window ? fetch(url) : compiled(url);
    wasm.catch(() => {}); // Told by `init`, unless the smaller half fails before.
    const { default: init } = await import(file(program));
    await init({ module_or_path: wasm });
  } catch (error) {
    // Without WebAssembly the prerendered page stays, and says so.
    if (!broke(error)) say();
    console.error(error);
  }

  // Frames of this site on one page see each other, wherever that page is from: who comes later takes the module that
  // an earlier one compiled. It is not waited for: a frame that is gone would never be done.
  async function compiled(url) {
    for (let place = 0; place < parent.length; place += 1) {
      try {
        const module = parent[place].compiled?.[url];
        if (module) return module;
      } catch {} // Somebody else's frame, or one without an origin.
    }
    const module = await WebAssembly.compileStreaming(fetch(url)).catch(() => null);
    if (module) window.compiled = { [url]: module };
    return module ?? fetch(url); // Of a type that only `init` takes.
  }

  function broke(error) {
    if (error?.name !== "RuntimeError") return false;
    say(offline.dataset.broke.replace("{message}", () => error));
    return true;
  }

  function refused(error) {
    say(offline.dataset.refused);
    throw error;
  }

  function say(words = offline.textContent) {
    offline.textContent = words;
    offline.hidden = false;
    document.documentElement.dataset.state = "error";
  }
})(document.currentScript);
