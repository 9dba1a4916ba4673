//! The pages of the lessons.

use crate::figure::{figure, shared};
use crate::language::Language;
use crate::lesson::{Lesson, Part, Section};
use crate::page::{Page, Program};
use crate::rooms::{LESSONS as LESSON_ROOMS, Room};
use anyhow::Result;
use charts::escape;
use std::path::Path;
use words::lesson;

/// The lessons in the order in which they are read: the names of their files and folders.
pub(crate) const LESSONS: [&str; 5] = ["concurrency", "gil", "threading", "multiprocessing", "asynchrony"];

/// The pages of the lessons that are written in `language`.
///
/// # Errors
/// If a lesson is not as it must be.
pub(crate) fn pages(language: Language) -> Result<Vec<Page>> {
    language.speak();
    let written = LESSONS.iter().enumerate().filter(|(_, name)| language.lesson(name).is_file());
    written.map(|(place, name)| page(&language.lesson(name), place, language)).collect()
}

fn page(file: &Path, place: usize, language: Language) -> Result<Page> {
    let path = language.path(&[LESSONS[place], "/"].concat());
    let lesson = Lesson::read(file, &path)?;
    let part = |part: &Part| match part {
        Part::Prose(html) => Ok(html.clone()),
        Part::Figure(shown) => figure(&shown.carried, &shown.caption, &path),
    };
    let parts = lesson.parts.iter().map(part).collect::<Result<String>>()?;
    let (shared, title) = (shared(), escape(&lesson.about.title));
    let (sections, way) = (sections(&lesson), way(place, language, &path));
    let main = format!(
        "{shared}<article class=\"prose lesson\">\n<h1>{title}</h1>\n{sections}{parts}</article>\n{way}"
    );
    Ok(Page {
        path,
        title: lesson.about.title + " · Interleave",
        description: lesson.about.description,
        program: Some(Program::Figure),
        class: "reading",
        styles: &["race", "figure", "prose", "lesson"],
        main,
    })
}

fn sections(lesson: &Lesson) -> String {
    let entry = |section: &Section| format!("<li><a href=\"#{}\">{}</a></li>", section.id, section.heading);
    let entries: String = lesson.sections.iter().map(entry).collect();
    format!(
        "<nav class=\"sections\" aria-label=\"{}: {}\"><ol>{entries}</ol></nav>\n",
        escape(lesson::on_this_page()),
        escape(&lesson.about.short)
    )
}

/// To the lesson before and the one after; from the last to the playground.
fn way(place: usize, language: Language, path: &str) -> String {
    let root = "../".repeat(Page::depth(path).into());
    let to = |rel: &str, word: &str, room: usize| {
        let Room { path, title } = &LESSON_ROOMS[room];
        let (href, title) = (language.path(path), escape(title()));
        format!("<a rel=\"{rel}\" href=\"{root}{href}\"><small>{word}</small> <b>{title}</b></a>")
    };
    let before = place.checked_sub(1).map(|before| to("prev", lesson::previous(), before));
    let (before, after) =
        (before.unwrap_or_else(|| "<span></span>".into()), to("next", lesson::next(), place + 1));
    format!("<nav class=\"way-on\" aria-label=\"{}\">{before}{after}</nav>\n", escape(lesson::lessons()))
}

#[cfg(test)]
mod tests {
    use super::{Language, pages};

    /// What a reader without scripts has: the question, the truth and what is said of it.
    #[test]
    fn every_lesson_is_readable_as_it_comes() {
        for page in Language::all().flat_map(|language| pages(language).unwrap()) {
            let figures = page.main.matches("<figure class=\"panel figure\"").count();
            assert_eq!(page.main.matches("data-figure=\"\"").count(), figures, "{}", page.path);
            assert!(page.main.matches("class=\"right\"").count() > 0, "{} answers nothing", page.path);
            assert!(page.main.contains("data-kind=\"model\" data-wall-ms="), "{}", page.path);
            assert!(page.main.len() < 1_000_000, "{} is {} bytes", page.path, page.main.len());
            assert_eq!(page.main.matches("id=\"p-run\"").count(), 1, "{}", page.path);
        }
    }
}
