//! What must be true of a lesson: of a tiny one, and of every one that is written.

use super::{Figure, Lesson, Part};
use model::{Runtime, Scenario};
use std::path::{Path, PathBuf};
use ui::figure::{Asked, Carried, Figure as Shown, FigureAction, Guess, reduce};
use ui::state::Action;

const TINY: &str = r#"+++
title = "Tiny"
description = "Of a lesson."
short = "Tiny"
+++
# Four threads

Read [about it](site:gil/#why).

## Why? `with lock:`

```figure
id = "four-threads"
query = "show=sequential,threads"
controls = ["tasks", "w"]
caption = "Four **threads**."
[predict]
ask = "How long?"
runtime = "threads"
answers = [
  { below = 0.6, says = "No: `GIL`." },
  { below = 1.2, says = "Right." },
  { says = "Too long." },
]
[[goal]]
text = "Make threads win."
when = "threads.speedup >= 1.5"
done = "Waits overlap."
solution = "w=io&show=sequential,threads"
```

- [@official@The `threading` docs](https://docs.python.org/3/library/threading.html)
"#;

fn figures(lesson: &Lesson) -> impl Iterator<Item = &Figure> {
    lesson.parts.iter().filter_map(Part::figure)
}

fn prose(lesson: &Lesson) -> String {
    let html = lesson.parts.iter().map(|part| match part {
        Part::Prose(html) => html.as_str(),
        Part::Figure(_) => "<figure>",
    });
    html.collect()
}

fn refused(from: &str, to: &str) -> String {
    assert!(TINY.contains(from), "{from}");
    let error = Lesson::parse(&TINY.replacen(from, to, 1), "tiny/").err();
    format!("{:#}", error.unwrap_or_else(|| panic!("{to} was taken")))
}

#[test]
fn a_lesson_is_prose_and_figures_in_their_order() {
    let lesson = Lesson::parse(TINY, "tiny/").unwrap();
    let html = prose(&lesson);
    assert!(html.contains(r#"<a href="../gil/#why">about it</a>"#), "{html}");
    let figure = "<h2 id=\"on-why-with-lock\">Why? <code>with lock:</code></h2>\n<figure>";
    assert!(html.contains(figure), "{html}");
    let link =
        r#"<span class="kind">official</span> <a href="https://docs.python.org/3/library/threading.html">"#;
    assert!(html.contains(link), "{html}");
    let sections: Vec<_> = lesson.sections.iter().map(|section| (&*section.id, &*section.heading)).collect();
    assert_eq!(sections, [("on-why-with-lock", "Why? <code>with lock:</code>")]);
    let about = lesson.about;
    assert_eq!([&*about.title, &about.description, &about.short], ["Tiny", "Of a lesson.", "Tiny"]);
    let figure = lesson.parts.iter().find_map(Part::figure).unwrap();
    assert_eq!(figure.caption, "<p>Four <strong>threads</strong>.</p>\n");
    assert_eq!(figure.carried.race.results.len(), 2);
    check(figure).unwrap();
}

#[test]
fn what_is_wrong_is_named() {
    let cases = [
        ("id = \"four-threads\"", "id = \"1\"", "figure 1: its id"),
        (
            "controls = [\"tasks\", \"w\"]",
            "controls = [\"task\"]",
            "figure four-threads: there is no control for \"task\"",
        ),
        ("query = \"show", "query = \"sho=1&show", "figure four-threads: query: "),
        ("caption", "captain", "the figure after 0 others"),
        ("runtime = \"threads\"", "runtime = \"asyncio\"", "does not show asyncio"),
        ("{ below = 1.2", "{ below = 0.5", "must rise"),
        ("{ says = \"Too long.\" }", "{ below = 3.0, says = \"Too long.\" }", "the last answer"),
        ("threads.speedup", "asyncio.speedup", "a goal is about asyncio"),
        ("`GIL`", "[GIL](x)", "nothing else"),
        ("site:gil", "gil", "leads nowhere"),
        ("@official@", "@offical@", "of the kind \"offical\""),
        ("id = \"four-threads\"", "id = \"on-why-with-lock\"", "have the id on-why-with-lock"),
        ("Read ", "<b>Read</b> ", "no HTML"),
        ("short", "shirt", "front matter"),
    ];
    for (from, to, says) in cases {
        let error = refused(from, to);
        assert!(error.contains(says), "{to}: {error}");
    }
}

#[test]
fn a_goal_that_its_solution_misses_or_that_is_reached_at_once_is_found() {
    let check_with = |from: &str, to: &str| {
        let lesson = Lesson::parse(&TINY.replacen(from, to, 1), "tiny/").unwrap();
        check(figures(&lesson).next().unwrap()).unwrap_err()
    };
    assert!(check_with("solution = \"w=io&", "solution = \"w=mixed&tasks=1&").contains("does not reach"));
    assert!(check_with(">= 1.5", ">= 0.1").contains("at once"));
}

/// Every lesson that is written, whatever its language.
#[test]
fn the_lessons_keep_their_promises() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/lessons");
    let mut wrong = Vec::new();
    for file in lessons(&content) {
        match Lesson::read(&file, "tiny/") {
            Ok(lesson) => {
                let checked = figures(&lesson).filter_map(|figure| check(figure).err());
                wrong.extend(checked.map(|error| format!("{}: {error}", file.display())));
            }
            Err(error) => wrong.push(format!("{error:#}")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a reader is told is another language's; what is shown, asked and reached is not.
#[test]
fn a_translation_has_the_figures_of_the_original() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/lessons");
    for file in lessons(&content) {
        let original = content.join("en").join(file.file_name().unwrap());
        assert_eq!(shapes(&file), shapes(&original), "{}", file.display());
    }
}

/// Of each figure all that has no words.
fn shapes(file: &Path) -> Vec<String> {
    let lesson = Lesson::read(file, "tiny/").unwrap();
    let shape = |figure: &Figure| {
        let spec = &figure.carried.spec;
        let asked =
            spec.predict.as_ref().map(|predict| (predict.runtime, bounds(&predict.asked), predict.right()));
        let goals: Vec<_> = spec.goals.iter().map(|goal| &goal.when).collect();
        let (first, solutions) = (&figure.carried.scenario, &figure.solutions);
        format!(
            "{} {:?} {} {asked:?} {goals:?} {first:?} {solutions:?}",
            spec.id, spec.controls, spec.measure
        )
    };
    figures(&lesson).map(shape).collect()
}

fn bounds(asked: &Asked) -> Vec<Option<f64>> {
    match asked {
        Asked::Wall(answers) => answers.iter().map(|answer| answer.below).collect(),
        Asked::Outcome(choices) => vec![None; choices.len()],
    }
}

fn lessons(content: &Path) -> Vec<PathBuf> {
    let entries =
        |folder: &Path| std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    let files = entries(content).flat_map(|language| entries(&language).collect::<Vec<_>>());
    files.filter(|file| file.extension().is_some_and(|kind| kind == "md")).collect()
}

/// Plays a figure as a reader who does it all.
fn check(figure: &Figure) -> Result<(), String> {
    let id = &figure.carried.spec.id;
    let mut shown = guessed(&figure.carried)?;
    if shown.reached.iter().any(|reached| *reached) {
        return Err(format!("figure {id}: a goal is reached at once"));
    }
    for (place, solution) in figure.solutions.iter().enumerate() {
        shown = reduce(&shown, FigureAction::Open(model::ShareLink::query(solution)));
        shown = reduce(&shown, raced(solution));
        if !shown.reached[place] {
            return Err(format!("figure {id}: the solution of goal {} does not reach it", place + 1));
        }
    }
    Ok(())
}

/// The figure after its question, if it has one, of which every answer was tried.
fn guessed(carried: &Carried) -> Result<Shown, String> {
    let shown = Shown::new(carried.clone());
    let Some(predict) = &carried.spec.predict else { return Ok(reduce(&shown, raced(&carried.scenario))) };
    let mut last = shown.clone();
    for (place, guess) in guesses(carried).into_iter().enumerate() {
        let answered = reduce(&reduce(&shown, guess.clone()), FigureAction::Reveal);
        if answered.guess.answer != Some(place) {
            return Err(format!("figure {}: no guess gets answer {}", carried.spec.id, place + 1));
        }
        if matches!(guess, FigureAction::Wall(wall) if wall > shown.axis_end()) {
            return Err(format!(
                "figure {}: the axis is too short for answer {}",
                carried.spec.id,
                place + 1
            ));
        }
        last = answered;
    }
    assert_eq!(predict.answers().len(), guesses(carried).len());
    assert!(predict.right().is_some() && last.guess != Guess::default());
    Ok(reduce(&last, raced(&carried.scenario)))
}

/// For each answer a guess that gets it: one in its middle.
fn guesses(carried: &Carried) -> Vec<FigureAction> {
    let predict = carried.spec.predict.as_ref().expect("it asks something");
    match &predict.asked {
        Asked::Outcome(choices) => (0..choices.len()).map(FigureAction::Outcome).collect(),
        Asked::Wall(answers) => {
            let of = |runtime: Runtime| carried.race.results.iter().find(|run| run.runtime == runtime);
            let truth = predict.runtime.and_then(of).expect("it is shown").metrics.wall;
            let bounds = answers.iter().map(|answer| answer.below);
            let before = std::iter::once(Some(0.0)).chain(bounds.clone());
            let between = before.zip(bounds).map(|(low, high)| match (low, high) {
                (Some(low), Some(high)) => (low + high) / 2.0,
                (low, _) => low.unwrap_or_default() * 1.05,
            });
            between
                .map(|ratio| FigureAction::Wall(model::Nanos((truth.0 as f64 * ratio) as u64 + 1)))
                .collect()
        }
    }
}

fn raced(scenario: &Scenario) -> FigureAction {
    FigureAction::Race(Action::Raced(scenario.clone(), sim::race(scenario)))
}
