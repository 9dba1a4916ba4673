//! How a page notices that it was rebuilt: it asks for a number now and then, and reloads when that changes.
//!
//! Nothing of this is in the built site: the server adds one script element to the pages that it sends.

/// The script's name, below the prefix.
pub(crate) const SCRIPT_NAME: &str = "__reload.js";
/// Where the script asks for the number, below the prefix.
pub(crate) const NUMBER_NAME: &str = "__reload";

/// The script: a failed question (a server being restarted) is asked again.
pub(crate) const SCRIPT: &str = r#"
const url = new URL("__reload", document.currentScript.src);
let first;
setInterval(async () => {
  if (document.hidden) return;
  try {
    const number = await (await fetch(url, { cache: "no-store" })).text();
    first ??= number;
    if (number !== first) location.reload();
  } catch {}
}, 700);
"#;

/// `html` with the script's element, where the page has a head to put it in.
pub(crate) fn inject(html: &str, prefix: &str) -> String {
    html.replacen("</head>", &format!("<script src=\"{prefix}{SCRIPT_NAME}\"></script></head>"), 1)
}
