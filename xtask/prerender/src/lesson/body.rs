//! A lesson's text: Markdown to HTML, cut where figures stand; links led to where they mean.

use super::{LINK_KINDS, MOST_LINKS, Part, Section, figure};
use crate::language::Language;
use crate::page::Page;
use anyhow::{Context, Result, bail, ensure};
use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html,
};

/// What an address on this site begins with in lessons: they don't know where their page stands.
const SITE: &str = "site:";

/// Reads a lesson's text, for the page at `path`.
pub(super) fn read(markdown: &str, path: &str) -> Result<(Vec<Part>, Vec<Section>)> {
    let mut reader = Reader { path, ..Reader::default() };
    let mut events = Parser::new_ext(markdown, Options::ENABLE_TABLES);
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(kind))) if kind.as_ref() == "figure" => {
                let block = text_until(&mut events, TagEnd::CodeBlock);
                let figure = figure::read(&block, reader.figures)?;
                reader.cut();
                reader.figures += 1;
                reader.parts.push(Part::Figure(Box::new(figure)));
            }
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) => {
                let heading = inside(&mut events, TagEnd::Heading(HeadingLevel::H2));
                reader.section(heading);
            }
            Event::Start(Tag::Link { dest_url, title, link_type, .. }) => {
                let words = inside(&mut events, TagEnd::Link);
                reader.link(link_type, &dest_url, title, words)?;
            }
            Event::Html(html) | Event::InlineHtml(html) => bail!("no HTML in a lesson: {html}"),
            event => reader.events.push(event),
        }
    }
    reader.cut();
    ensure!(
        reader.typed <= MOST_LINKS,
        "{} links say what they lead to; {MOST_LINKS} are enough",
        reader.typed
    );
    Ok((reader.parts, reader.sections))
}

#[derive(Default)]
struct Reader<'a> {
    /// Of the page.
    path: &'a str,
    /// What is not yet in a part.
    events: Vec<Event<'a>>,
    parts: Vec<Part>,
    sections: Vec<Section>,
    figures: usize,
    /// Links that say what they lead to.
    typed: usize,
}

impl<'a> Reader<'a> {
    /// Makes a part of the text so far.
    fn cut(&mut self) {
        if !self.events.is_empty() {
            let mut prose = String::new();
            html::push_html(&mut prose, self.events.drain(..));
            // A table wider than a phone scrolls in a box of its own.
            let prose = prose.replace("<table>", "<div class=\"wide\" tabindex=\"0\"><table>");
            self.parts.push(Part::Prose(prose.replace("</table>", "</table></div>")));
        }
    }

    fn section(&mut self, heading: Vec<Event<'a>>) {
        let id = ["on-", &anchor(&words_of(&heading))].concat();
        let mut words = String::new();
        html::push_html(&mut words, heading.into_iter());
        self.events.push(Event::Html(format!("<h2 id=\"{id}\">{words}</h2>\n").into()));
        self.sections.push(Section { id, heading: words });
    }

    /// A link; `@official@` and the like before its words become a tag.
    fn link(
        &mut self,
        link_type: LinkType,
        to: &str,
        title: CowStr<'a>,
        mut words: Vec<Event<'a>>,
    ) -> Result<()> {
        let text = words_of(&words);
        if let Some((kind, rest)) = text.strip_prefix('@').and_then(|text| text.split_once('@')) {
            let known = LINK_KINDS.iter().find(|(known, _)| *known == kind);
            let (_, says) = known.with_context(|| {
                let kinds = LINK_KINDS.map(|(kind, _)| kind).join(", ");
                format!("a link to {to} is of the kind {kind:?}; there is {kinds}")
            })?;
            ensure!(to.starts_with("https://"), "{to} must begin with https://");
            self.typed += 1;
            self.events.push(Event::Html(format!("<span class=\"kind\">{}</span> ", says()).into()));
            words = vec![Event::Text(rest.to_owned().into())];
        }
        let dest_url = self.address(to)?.into();
        let id = CowStr::Borrowed("");
        self.events.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
        self.events.extend(words);
        self.events.push(Event::End(TagEnd::Link));
        Ok(())
    }

    /// Where a link leads: on this site to the page in the language of its own, where there is one.
    fn address(&self, to: &str) -> Result<String> {
        let Some(place) = to.strip_prefix(SITE) else {
            let outside = to.starts_with("https://") || to.starts_with('#');
            ensure!(outside, "{to:?} leads nowhere: it begins with https://, # or {SITE}");
            return Ok(to.to_owned());
        };
        let place = place.strip_prefix('/').unwrap_or(place);
        let (page, rest) = place.split_at(place.find(['?', '#']).unwrap_or(place.len()));
        Ok(Page::link_from(self.path, &Language::of(self.path).path(page)) + rest)
    }
}

/// All events up to `end`.
fn inside<'a>(events: &mut Parser<'a>, end: TagEnd) -> Vec<Event<'a>> {
    events.take_while(|event| *event != Event::End(end)).collect()
}

fn text_until(events: &mut Parser<'_>, end: TagEnd) -> String {
    words_of(&inside(events, end))
}

fn words_of(events: &[Event<'_>]) -> String {
    let words = events.iter().map(|event| match event {
        Event::Text(text) | Event::Code(text) => text.as_ref(),
        Event::SoftBreak => " ",
        _ => "",
    });
    words.collect()
}

/// `Why? Who holds the lock` as `why-who-holds-the-lock`; sections put a word before it, so that a figure may have the
/// name of the section that it is in.
fn anchor(heading: &str) -> String {
    let words = heading.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::{Part, anchor, read};

    #[test]
    fn a_link_leads_to_the_page_in_its_own_language() {
        let links = "[a](site:playground/?py=3.14) [b](site:about/#x) [c](site:) [d](site:gil/)";
        let href = |path: &str| match read(links, path).unwrap().0.as_slice() {
            [Part::Prose(html)] => {
                html.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
            }
            _ => Vec::new(),
        };
        assert_eq!(href("gil/"), ["../playground/?py=3.14", "../about/#x", "../", "../gil/"]);
        let spanish = ["../../es/playground/?py=3.14", "../../about/#x", "../../es/", "../../es/gil/"];
        assert_eq!(href("es/gil/"), spanish);
    }

    #[test]
    fn a_heading_of_any_language_has_an_anchor() {
        assert_eq!(anchor("Why? Who holds `the` lock"), "why-who-holds-the-lock");
        assert_eq!(anchor("Por qué: quién lo tiene"), "por-qué-quién-lo-tiene");
        assert_eq!(anchor("四个线程，四个核"), "四个线程-四个核");
    }
}
