//! A sentence of a figure: Markdown of which code and emphasis are all that is allowed, to what the page carries.

use anyhow::{Result, bail};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use ui::figure::{Inline, Prose};

/// Reads a sentence.
///
/// # Errors
/// If it holds anything but text, `code` and **emphasis**.
pub(super) fn parse(markdown: &str) -> Result<Prose> {
    let mut prose = Prose::new();
    let mut strong = false;
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            Event::Start(Tag::Strong | Tag::Emphasis) => strong = true,
            Event::End(TagEnd::Strong | TagEnd::Emphasis) => strong = false,
            Event::Text(text) if strong => put(&mut prose, Inline::Strong(text.into_string())),
            Event::Text(text) => put(&mut prose, Inline::Text(text.into_string())),
            Event::Code(text) => put(&mut prose, Inline::Code(text.into_string())),
            Event::SoftBreak => put(&mut prose, Inline::Text(" ".into())),
            _ => bail!("{markdown:?} may have text, `code` and **emphasis** and nothing else"),
        }
    }
    Ok(prose)
}

/// Markdown's reader cuts text at every sign that could have meant something.
fn put(prose: &mut Prose, piece: Inline) {
    match (prose.last_mut(), piece) {
        (Some(Inline::Text(last)), Inline::Text(more))
        | (Some(Inline::Strong(last)), Inline::Strong(more)) => last.push_str(&more),
        (_, piece) => prose.push(piece),
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use ui::figure::Inline;

    #[test]
    fn a_sentence_keeps_code_and_emphasis_and_refuses_the_rest() {
        let text = |text: &str| Inline::Text(text.into());
        assert_eq!(parse("Why? It's 1 < 2 & true.").unwrap(), [text("Why? It's 1 < 2 & true.")]);
        let prose = parse("`with lock:` **waits**\nhere.").unwrap();
        let (code, strong) = (Inline::Code("with lock:".into()), Inline::Strong("waits".into()));
        assert_eq!(prose, [code, text(" "), strong, text(" here.")]);
        for bad in ["[a](b)", "<b>x</b>", "# x", "![x](y)", "- x"] {
            let refused = parse(bad).unwrap_err().to_string();
            assert!(refused.contains("nothing else"), "{refused}");
        }
    }
}
