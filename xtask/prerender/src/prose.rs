//! A document of the repository as a page of the site: Markdown to HTML.

use crate::lesson::{About, Lesson, Part};
use crate::page::Page;
use anyhow::Result;
use charts::escape;
use pulldown_cmark::{Options, Parser, html};

/// What the MODEL badges lead to.
const FIDELITY: &str = include_str!("../../../docs/FIDELITY.md");
/// What the site is.
const ABOUT: &str = include_str!("../../../content/pages/en/about.md");

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
        styles: &["prose"],
        main: prose(FIDELITY),
    }
}

/// What the site is.
///
/// # Errors
/// If something in its text is not as it must be: says what.
pub(crate) fn about() -> Result<Page> {
    let (about, body) = written(ABOUT, "about/")?;
    Ok(Page {
        path: "about/".to_owned(),
        title: about.title.clone() + " · Interleave",
        description: about.description,
        program: None,
        class: "",
        styles: &["prose"],
        main: article(&format!("<h1>{}</h1>\n{body}", escape(&about.title))),
    })
}

/// Reads what is written as lessons are, for the page at `path`: what stands above its text, and the text as HTML.
///
/// # Errors
/// If something in it is not as it must be: says what.
pub(crate) fn written(text: &str, path: &str) -> Result<(About, String)> {
    let page = Lesson::parse(text, path)?;
    let prose = page.parts.into_iter().filter_map(|part| match part {
        Part::Prose(html) => Some(html),
        Part::Figure(_) => None,
    });
    Ok((page.about, prose.collect()))
}

fn prose(markdown: &str) -> String {
    let mut body = String::new();
    html::push_html(&mut body, Parser::new_ext(markdown, Options::ENABLE_TABLES));
    // A table wider than a phone scrolls in a box of its own.
    let body = body.replace("<table>", "<div class=\"wide\" tabindex=\"0\"><table>");
    // So does a long line of code; what scrolls has to be reached by the keyboard.
    let body = body.replace("<pre>", "<pre tabindex=\"0\">");
    article(&body.replace("</table>", "</table></div>"))
}

fn article(body: &str) -> String {
    format!("<article class=\"prose\">\n{body}</article>")
}

#[cfg(test)]
mod tests {
    use super::{about, fidelity};

    #[test]
    fn the_figures_are_on_the_page() {
        let page = fidelity().main;
        assert!(page.contains("<h1>How true the model is</h1>"), "{page}");
        assert!(page.contains("95th percentile") && page.contains("</table></div>"), "{page}");
        assert!(!page.contains("<script"), "a document needs none");
    }

    #[test]
    fn what_the_site_is_stands_on_a_page() {
        let page = about().unwrap();
        assert_eq!(page.main.matches("<h1>").count(), 1);
        assert!(
            page.main.contains("<h1>About Interleave</h1>") && page.main.contains("<strong>MODEL</strong>")
        );
        assert!(page.main.contains("<a href=\"../fidelity/\">"), "{}", page.main);
    }
}
