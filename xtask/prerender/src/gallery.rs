//! The library as a page of pictures.

use crate::page::Page;
use crate::prose;
use anyhow::{Context, Result};
use charts::{escape, state_words, swatch};
use model::{Preset, State, preset::Topic};
use std::fmt::Write;

/// What is said on it: of all, and of each topic.
const WORDS: &str = include_str!("../../../content/pages/en/scenarios.md");

/// The pictures' size in CSS pixels (`xtask/posters`), so that nothing moves when they come in.
const PICTURE: (u32, u32) = (520, 164);

/// The page.
///
/// # Errors
/// If its text is not as it must be, or has nothing to say of a topic.
pub(crate) fn page() -> Result<Page> {
    let (about, words) = prose::written(WORDS, "scenarios/")?;
    let (lede, topics) = words.split_once("<h2").context("the gallery's text has no topics")?;
    let lede = lede.replacen("<p>", "<p class=\"lede\">", 1);
    let mut main = format!("<h1>{}</h1>\n{lede}{}\n", escape(&about.title), key());
    for topic in Topic::ALL {
        let (title, said) = (escape(topic.title()), said_of(topic, topics)?);
        let _ = writeln!(main, "<section><h2>{title}</h2>\n{said}<ul class=\"gallery\">");
        for preset in Preset::ALL.iter().filter(|preset| preset.topic == topic) {
            main.push_str(&entry(preset));
        }
        main.push_str("</ul></section>\n");
    }
    Ok(Page {
        path: "scenarios/".to_owned(),
        title: about.title + " · Interleave",
        description: about.description,
        program: None,
        class: "",
        styles: &["gallery"],
        main,
    })
}

/// What stands below the heading of `topic`, as HTML.
fn said_of(topic: Topic, topics: &str) -> Result<&str> {
    let mut sections = topics.split("<h2").filter_map(|section| section.split_once("</h2>\n"));
    let is_it = |heading: &str| heading.split_once('>').is_some_and(|(_, words)| words == topic.title());
    let found = sections.find(|(heading, _)| is_it(heading));
    found
        .map(|(_, said)| said)
        .with_context(|| format!("the gallery's text says nothing of {}", topic.title()))
}

/// The whole of an entry leads to its page; the link is its title.
fn entry(preset: &Preset) -> String {
    let (name, title, truth) = (preset.name, escape(preset.title), escape(preset.truth));
    let (width, height) = PICTURE;
    format!(
        "<li class=\"panel\"><h3><a href=\"{name}/\">{title}</a> <span class=\"tag model\">model</span></h3><p>{truth}</p>\
         <img src=\"../posters/small/{name}.svg\" alt=\"Timelines: {title}\" width=\"{width}\" height=\"{height}\" \
         loading=\"lazy\" decoding=\"async\"></li>\n"
    )
}

/// What the rectangles mean, once for all pictures.
fn key() -> String {
    // Starting and copying look alike and share one entry.
    let states = State::ALL.iter().filter(|state| **state != State::Start);
    let entry = |state: &State| {
        let (words, swatch) = (escape(state_words(*state)?), swatch(*state, "key"));
        Some(format!("<span>{swatch} {words}</span>"))
    };
    format!("<div class=\"key\">{}</div>", states.filter_map(entry).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::page;
    use model::{Preset, preset::Topic};

    #[test]
    fn every_topic_is_introduced_and_every_scenario_listed() {
        let main = page().unwrap().main;
        assert_eq!(main.matches("<ul class=\"gallery\">").count(), Topic::ALL.len());
        assert_eq!(main.matches("</p>\n<ul class=\"gallery\">").count(), Topic::ALL.len(), "{main}");
        for preset in Preset::ALL {
            assert!(main.contains(&format!("href=\"{}/\"", preset.name)), "{}", preset.name);
            assert!(main.contains(&format!("posters/small/{}.svg\"", preset.name)), "{}", preset.name);
        }
        assert!(main.contains("waits for the GIL") && !main.contains("<script"));
    }
}
