// Starts the page's WebAssembly.
// A file of its own, because the Content-Security-Policy allows no inline script; the build gives it the hashed names.
const { ui, wasm } = document.querySelector("script[data-ui]").dataset;
// While the page is about to reload itself for isolation there is nothing to start.
await globalThis.isolation;
try {
  const { default: init } = await import(new URL(ui, document.baseURI));
  await init({ module_or_path: new URL(wasm, document.baseURI) });
} catch (error) {
  // Without WebAssembly the prerendered page stays, and says so; after a panic it has its say already.
  document.getElementById("offline").hidden = false;
  document.documentElement.dataset.state = "error";
  console.error(error);
}
