//! A document of the repository as a page of the site: Markdown to HTML.

use crate::page::Page;
use pulldown_cmark::{Options, Parser, html};

/// What the MODEL badges lead to.
const FIDELITY: &str = include_str!("../../../docs/FIDELITY.md");

/// How true the model is.
pub(crate) fn fidelity() -> Page {
    Page {
        path: "fidelity/".to_owned(),
        title: "How true the model is · Interleave".to_owned(),
        description:
            "What Interleave's model of CPython is held against, how far it is off, and what it leaves out."
                .to_owned(),
        program: None,
        class: "",
        main: prose(FIDELITY),
    }
}

fn prose(markdown: &str) -> String {
    let mut body = String::new();
    html::push_html(&mut body, Parser::new_ext(markdown, Options::ENABLE_TABLES));
    // A table wider than a phone scrolls in a box of its own.
    let body = body.replace("<table>", "<div class=\"wide\" tabindex=\"0\"><table>");
    let body = body.replace("</table>", "</table></div>");
    format!("<article class=\"prose\">\n{body}</article>")
}

#[cfg(test)]
mod tests {
    use super::fidelity;

    #[test]
    fn the_figures_are_on_the_page() {
        let page = fidelity().main;
        assert!(page.contains("<h1>How true the model is</h1>"), "{page}");
        assert!(page.contains("95th percentile") && page.contains("</table></div>"), "{page}");
        assert!(!page.contains("<script"), "a document needs none");
    }
}
