//! `content/lessons/`: every lesson goes the same way, in seven sections and a list of what to read on.
//!
//! What its figures promise is checked where they are run: `xtask/prerender`.

use crate::{folder, links};
use std::fs;
use std::path::PathBuf;

/// Whether a lesson's text goes the way of all lessons; else what is missing.
fn check(text: &str) -> Result<(), String> {
    let sections: Vec<&str> = text.split("\n## ").skip(1).collect();
    let [surprise, predict, why, flip, rule, device, sandbox, read_on] = sections[..] else {
        return Err(format!("{} sections, seven are and what to read on", sections.len()));
    };
    let goals = text.matches("[[goal]]").count();
    let knobs = controls(sandbox).filter(|controls| controls.matches('"').count() == 6);
    let needs = [
        (surprise.contains("\nanswers = ["), "the surprise lets the reader draw a guess"),
        (predict.contains("\nchoices = ["), "the second section lets the reader choose an outcome"),
        (figures(why) == 0 && !why.trim().is_empty(), "why it is so is said in words"),
        (controls(flip).is_some_and(|controls| controls.contains('"')), "one thing can be flipped"),
        (rule.contains("\n**"), "the rule stands out"),
        (device.contains("\nmeasure = true"), "the reader's machine is measured"),
        (text.matches("\nmeasure = true").count() == 1, "one figure is measured"),
        (knobs.is_some(), "the sandbox has three controls"),
        (sandbox.contains("](site:playground/"), "the sandbox leads to the playground"),
        (goals >= 2, "there are two goals or more"),
        ((3..=5).contains(&figures(text)), "there are three to five figures"),
    ];
    if let Some((_, need)) = needs.iter().find(|(met, _)| !met) {
        return Err(format!("not so: {need}"));
    }
    let (_, list) = read_on.split_once("\n\n").ok_or("nothing to read on")?;
    links::check(&list.trim_end().split('\n').collect::<Vec<_>>())
}

fn figures(text: &str) -> usize {
    text.matches("\n```figure\n").count()
}

/// The controls of a section's first figure.
fn controls(section: &str) -> Option<&str> {
    section.split_once("\ncontrols = [")?.1.split(']').next()
}

#[test]
fn every_lesson_goes_the_same_way() {
    for file in lessons() {
        let text = fs::read_to_string(&file).unwrap();
        assert_eq!(check(&text), Ok(()), "{}", file.display());
    }
}

/// A lesson with one thing wrong is told for that thing.
#[test]
fn what_a_lesson_lacks_is_told() {
    let text = fs::read_to_string(folder("lessons/en/gil.md")).unwrap();
    let samples = [
        ("sections", "\n## The rule\n", "\n"),
        ("draw a guess", "\nanswers = [", "\nreplies = ["),
        ("choose an outcome", "\nchoices = [", "\noutcomes = ["),
        ("flipped", "controls = [\"interval\"]", "controls = []"),
        ("stands out", "\n**One GIL", "\nOne GIL"),
        ("machine", "measure = true", "measure = false"),
        ("three controls", "[\"w\", \"cores\", \"py\"]", "[\"w\", \"cores\"]"),
        ("playground", "site:playground/", "site:scenarios/"),
        ("two goals", "[[goal]]", "[[aim]]"),
        ("not `- [@type", "- [@opensource@", "- [opensource: "),
        ("stands after", "@official@", "@book@"),
    ];
    for (trouble, found, replaced) in samples {
        assert!(text.contains(found), "{found}");
        let told = check(&text.replace(found, replaced)).expect_err(replaced);
        assert!(told.contains(trouble), "{replaced:?}: {told}, not: {trouble}");
    }
}

fn lessons() -> Vec<PathBuf> {
    let entries =
        |path: PathBuf| fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path());
    let found: Vec<_> = entries(folder("lessons")).flat_map(entries).collect();
    assert!(found.len() >= 5, "{found:?}");
    found
}
