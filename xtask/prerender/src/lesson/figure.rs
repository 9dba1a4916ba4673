//! A figure as authors write it: TOML in a block of its own.

use super::{Figure, condition, inline};
use anyhow::{Context, Result, bail, ensure};
use model::{Runtime, Scenario, ShareLink};
use pulldown_cmark::{Parser, html};
use serde::Deserialize;
use ui::figure::{Answer, Asked, Carried, Choice, FigureSpec, Goal, Predict, Prose, is_control};

/// More controls than this are a playground.
const MOST_CONTROLS: usize = 3;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    query: String,
    controls: Vec<String>,
    caption: String,
    #[serde(default)]
    measure: bool,
    predict: Option<WrittenPredict>,
    #[serde(default, rename = "goal")]
    goals: Vec<WrittenGoal>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPredict {
    ask: String,
    runtime: Option<String>,
    #[serde(default)]
    answers: Vec<WrittenAnswer>,
    #[serde(default)]
    choices: Vec<WrittenChoice>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAnswer {
    below: Option<f64>,
    says: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenChoice {
    text: String,
    says: String,
    #[serde(default)]
    right: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenGoal {
    text: String,
    when: String,
    done: String,
    solution: String,
}

/// Reads a figure and runs what it shows; `figures` counts those before it, for one that has no name to be named by.
///
/// # Errors
/// If anything in it is not as it must be: says which figure, and what.
pub(super) fn read(block: &str, figures: usize) -> Result<Figure> {
    let written: Written =
        toml::from_str(block).with_context(|| format!("the figure after {figures} others"))?;
    let id = written.id.clone();
    figure(written).with_context(|| format!("figure {id}"))
}

fn figure(written: Written) -> Result<Figure> {
    ensure!(is_name(&written.id), "its id must be a letter and then letters, digits and hyphens");
    ensure!(written.controls.len() <= MOST_CONTROLS, "it has more than {MOST_CONTROLS} controls");
    for key in &written.controls {
        ensure!(is_control(key), "there is no control for {key:?}");
    }
    let scenario = scenario(&written.query).context("query")?;
    let shown = |runtime: Runtime| scenario.runtimes.contains(runtime);
    let predict = written.predict.map(predict).transpose().context("predict")?;
    if let Some(runtime) = predict.as_ref().and_then(|predict| predict.runtime) {
        ensure!(shown(runtime), "predict: the figure does not show {runtime}");
    }
    let goals = written.goals.iter().map(goal).collect::<Result<Vec<_>>>()?;
    if let Some(runtime) = goals.iter().flat_map(|goal| goal.when.runtimes()).find(|runtime| !shown(*runtime))
    {
        bail!("a goal is about {runtime}, which the figure does not show");
    }
    let solution = |goal: &WrittenGoal| {
        self::scenario(&goal.solution).with_context(|| format!("solution of {:?}", goal.text))
    };
    let solutions = written.goals.iter().map(solution).collect::<Result<_>>()?;
    let race = sim::race(&scenario);
    let (controls, measure) = (written.controls, written.measure);
    let spec = FigureSpec { id: written.id, controls, measure, predict, goals };
    let mut caption = String::new();
    html::push_html(&mut caption, Parser::new(&written.caption));
    Ok(Figure { carried: Carried { spec, scenario, race }, caption, solutions })
}

fn is_name(id: &str) -> bool {
    let letters = id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    letters && id.starts_with(|c: char| c.is_ascii_lowercase())
}

/// What a link opens, if all of it is understood.
fn scenario(query: &str) -> Result<Scenario> {
    let link = ShareLink::parse(query)?;
    ensure!(link.notes.is_empty(), "{query:?}: {}", link.notes.join(" "));
    Ok(link.scenario)
}

fn predict(written: WrittenPredict) -> Result<Predict> {
    let runtime = written
        .runtime
        .as_deref()
        .map(|name| Runtime::from_name(name).with_context(|| format!("there is no runtime {name:?}")));
    let asked = match (written.answers.as_slice(), written.choices.as_slice()) {
        (answers, []) => {
            ensure!(runtime.is_some(), "whose time is to be guessed? `runtime` says it");
            Asked::Wall(walls(answers)?)
        }
        ([], choices) => Asked::Outcome(outcomes(choices)?),
        _ => bail!("it has answers and choices; it can have one of them"),
    };
    Ok(Predict { ask: inline::parse(&written.ask)?, runtime: runtime.transpose()?, asked })
}

fn walls(written: &[WrittenAnswer]) -> Result<Vec<Answer>> {
    let bounds: Vec<f64> = written.iter().map(|answer| answer.below.unwrap_or(f64::INFINITY)).collect();
    let rising =
        bounds.windows(2).all(|pair| pair[0] < pair[1]) && bounds.first().is_some_and(|first| *first > 0.0);
    ensure!(rising, "the answers' `below` must rise from above 0");
    ensure!(
        bounds.last() == Some(&f64::INFINITY),
        "the last answer is for all other guesses: it has no `below`"
    );
    let right = bounds.iter().position(|bound| 1.0 < *bound);
    let low = right.and_then(|right| right.checked_sub(1)).map_or(0.0, |before| bounds[before]);
    ensure!(low < 1.0, "a guess that is true to the nanosecond must be well inside an answer");
    let says =
        |answer: &WrittenAnswer| Ok(Answer { below: answer.below, says: inline::parse(&answer.says)? });
    written.iter().map(says).collect()
}

fn outcomes(written: &[WrittenChoice]) -> Result<Vec<Choice>> {
    ensure!((2..=4).contains(&written.len()), "there must be two to four choices");
    ensure!(written.iter().filter(|choice| choice.right).count() == 1, "one choice must be right");
    let prose = |choice: &WrittenChoice| -> Result<Choice> {
        Ok(Choice {
            text: inline::parse(&choice.text)?,
            says: inline::parse(&choice.says)?,
            right: choice.right,
        })
    };
    written.iter().map(prose).collect()
}

fn goal(written: &WrittenGoal) -> Result<Goal> {
    let prose = |text: &str| -> Result<Prose> { inline::parse(text) };
    let when = condition::parse(&written.when).with_context(|| format!("when = {:?}", written.when))?;
    Ok(Goal { text: prose(&written.text)?, when, done: prose(&written.done)? })
}
