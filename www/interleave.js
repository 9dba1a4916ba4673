// A race in another page, as an element: <script src="https://…/interleave.js" async></script> and
//   <interleave-race src="https://…/widget/convoy/" title="Convoy" theme="auto" height="420"><a href="…">…</a></interleave-race>
// Lazy, as high as its content, in a theme: light, dark, or auto, as the page's `color-scheme` says.
// What the page puts inside is shown without scripts, and where `src` is no web address. `sandbox` goes on to the frame.
"use strict";

customElements.get("interleave-race") ?? customElements.define("interleave-race", class extends HTMLElement {
  static observedAttributes = ["src", "title", "theme", "height", "sandbox"];
  #frame = document.createElement("iframe");
  #shadow = this.attachShadow({ mode: "open" });

  constructor() {
    super();
    // No style element or attribute, which a page's policy may refuse.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(":host{display:block}:host([hidden]){display:none}iframe{display:block;width:100%;border:0}");
    this.#shadow.adoptedStyleSheets = [sheet];
    this.#frame.loading = "lazy";
    this.#frame.allow = "cross-origin-isolated; fullscreen; clipboard-write";
  }

  connectedCallback() {
    addEventListener("message", this);
    this.#show();
  }

  disconnectedCallback() {
    removeEventListener("message", this);
  }

  attributeChangedCallback(name) {
    if (this.isConnected) name === "theme" ? this.#dress() : this.#show();
  }

  #show() {
    const frame = this.#frame, url = this.#url(), sandbox = this.getAttribute("sandbox");
    frame.title = this.title || "A race of Python runtimes";
    frame.style.height = `${Number(this.getAttribute("height")) || 420}px`;
    if (sandbox !== null) frame.setAttribute("sandbox", sandbox);
    this.#dress();
    // Set again, it would load again.
    if (url && frame.src !== url) frame.src = url;
    const shown = url ? frame : document.createElement("slot");
    if (this.#shadow.firstChild !== shown) this.#shadow.replaceChildren(shown);
  }

  #url() {
    const src = this.getAttribute("src"), base = document.baseURI;
    const url = src && URL.canParse(src, base) && new URL(src, base);
    return url && /^https?:$/.test(url.protocol) && url.href;
  }

  // The frame's scheme is what its page is asked to prefer; the message is for browsers that don't ask.
  #dress() {
    const named = this.getAttribute("theme"), theme = named === "light" || named === "dark" ? named : "auto";
    this.#frame.style.colorScheme = theme === "auto" ? "inherit" : theme;
    // To anyone: a sandboxed frame has no origin to name, and a theme is no secret.
    this.#frame.contentWindow?.postMessage({ interleave: 1, theme }, "*");
  }

  handleEvent({ source, data }) {
    if (!source || source !== this.#frame.contentWindow || data?.interleave !== 1) return;
    if (data.ready) this.#dress();
    if (data.height > 0) this.#frame.style.height = `${Math.min(Math.ceil(data.height), 6000)}px`;
  }
});
