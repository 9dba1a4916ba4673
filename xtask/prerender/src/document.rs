//! A document of the repository as a page of the site: Markdown to HTML, in the page's own dress.

use anyhow::{Context, Result};
use pulldown_cmark::{Options, Parser, html};
use std::fs;
use std::path::Path;

/// What the MODEL badges lead to.
const FIDELITY: &str = include_str!("../../../docs/FIDELITY.md");

/// Writes the documents into the site's `folder`.
pub(crate) fn write(folder: &Path) -> Result<()> {
    let file = folder.join("fidelity.html");
    fs::write(&file, page("How true the model is", FIDELITY))
        .with_context(|| format!("can't write {}", file.display()))
}

fn page(title: &str, markdown: &str) -> String {
    let mut body = String::new();
    html::push_html(&mut body, Parser::new_ext(markdown, Options::ENABLE_TABLES));
    // A table wider than a phone scrolls in a box of its own.
    let body = body.replace("<table>", "<div class=\"wide\" tabindex=\"0\"><table>");
    let body = body.replace("</table>", "</table></div>");
    format!(
        r#"<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{title} · Interleave</title>
    <meta name="description" content="What Interleave's model of CPython is held against, how far it is off, and what it leaves out.">
    <meta name="color-scheme" content="light dark">
    <link rel="icon" href="icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="styles.css">
  </head>
  <body>
    <header class="top"><b>Interleave</b><nav aria-label="Rooms"><ul><li><a href="./">Race</a></li></ul></nav></header>
    <main class="prose">
{body}
    </main>
  </body>
</html>
"#
    )
}

#[cfg(test)]
mod tests {
    use super::{FIDELITY, page};

    #[test]
    fn the_figures_are_on_the_page() {
        let page = page("How true the model is", FIDELITY);
        assert!(page.contains("<h1>How true the model is</h1>"), "{page}");
        assert!(page.contains("95th percentile") && page.contains("</table></div>"), "{page}");
        assert!(!page.contains("<script"), "a document needs none");
    }
}
