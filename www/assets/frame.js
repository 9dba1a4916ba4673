// A page that fills a frame in another page: tells that page how high it is, and takes its theme from there.
//
// With `?theme=light|dark` in the address, then by messages:
//   to the page around    {interleave: 1, ready: true}, {interleave: 1, height: CSS pixels}
//   from the page around  {interleave: 1, theme: "light" | "dark" | "auto"}
// Keys that one does not know are left alone; no message carries code. Without this script the frame scrolls.
"use strict";

(() => {
  const MOST_HIGH = 2000;
  const html = document.documentElement;
  const tell = (message) => window.parent.postMessage({ interleave: 1, ...message }, "*");
  const setTheme = (theme) => {
    if (theme === "light" || theme === "dark") html.dataset.theme = theme;
    else if (theme === "auto") delete html.dataset.theme;
  };

  const asked = new URLSearchParams(location.search);
  setTheme(asked.get("theme"));
  // The page comes with a picture of its own: until the program has drawn the link's, it does not stand for that.
  asked.delete("theme");
  if (asked.size > 0) html.dataset.asked = "";
  if (window.parent === window) return;
  html.dataset.framed = "";
  addEventListener("message", ({ source, data }) => {
    if (source === window.parent && data?.interleave === 1) setTheme(data.theme);
  });
  addEventListener("DOMContentLoaded", () => {
    // The content and not the window is measured: what the page around makes of it must not come back as another height.
    let told = 0;
    new ResizeObserver(() => {
      const height = Math.min(Math.ceil(document.body.getBoundingClientRect().height), MOST_HIGH);
      if (height !== told) tell({ height: (told = height) });
    }).observe(document.body);
    tell({ ready: true });
  });
})();
