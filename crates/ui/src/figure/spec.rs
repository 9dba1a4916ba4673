//! What a figure is: written in a lesson, read and checked when the site is built, carried by the page.

use super::Condition;
use model::scenario::{Choice as Named, Field};
use model::{Race, Runtime, Scenario};
use serde::{Deserialize, Serialize};

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inline {
    /// As it is.
    Text(String),
    /// Python, or a name out of it.
    Code(String),
    /// What the sentence is about.
    Strong(String),
}

/// Sentences.
pub type Prose = Vec<Inline>;

/// A figure as its author wrote it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FigureSpec {
    /// Its name on the page, and its anchor.
    pub id: String,
    /// The keys of links that it has controls for.
    pub controls: Vec<String>,
    /// Whether it can be measured here.
    pub measure: bool,
    /// What the reader is asked first.
    pub predict: Option<Predict>,
    /// What the reader is to bring about.
    pub goals: Vec<Goal>,
}

/// A question about what the figure shows, which is covered until the reader has guessed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Predict {
    /// The question.
    pub ask: Prose,
    /// The row that is covered; `None` covers all.
    pub runtime: Option<Runtime>,
    /// How it is answered.
    pub asked: Asked,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Asked {
    /// By the wall time of the covered row. What is said of a guess, by what it is of the truth: the first of these
    /// that it stays below.
    Wall(Vec<Answer>),
    /// By one of a few outcomes.
    Outcome(Vec<Choice>),
}

/// What is said of a guess.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// Guesses below so many times the truth are meant; the last answer has none and is for all others.
    pub below: Option<f64>,
    /// What is said.
    pub says: Prose,
}

/// An outcome to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The outcome.
    pub text: Prose,
    /// What is said to who chose it.
    pub says: Prose,
    /// Whether it is what happens.
    pub right: bool,
}

/// Something to bring about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Goal {
    /// What.
    pub text: Prose,
    /// When it is reached.
    pub when: Condition,
    /// What that shows.
    pub done: Prose,
}

impl Predict {
    /// Everything that may be said of a guess.
    #[must_use]
    pub fn answers(&self) -> Vec<&Prose> {
        match &self.asked {
            Asked::Wall(answers) => answers.iter().map(|answer| &answer.says).collect(),
            Asked::Outcome(choices) => choices.iter().map(|choice| &choice.says).collect(),
        }
    }

    /// Which of [`Self::answers`] is for those who are right.
    #[must_use]
    pub fn right(&self) -> Option<usize> {
        match &self.asked {
            Asked::Wall(answers) => said_of(answers, 1.0),
            Asked::Outcome(choices) => choices.iter().position(|choice| choice.right),
        }
    }

    /// Whether the row of `runtime` is covered.
    #[must_use]
    pub fn covers(&self, runtime: Runtime) -> bool {
        self.runtime.is_none_or(|covered| covered == runtime)
    }
}

/// Which of the answers is for a guess that is `ratio` times the truth.
pub(super) fn said_of(answers: &[Answer], ratio: f64) -> Option<usize> {
    answers.iter().position(|answer| answer.below.is_none_or(|below| ratio < below))
}

/// What a page carries of a figure: with it, the first picture in the browser is the one already there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Carried {
    /// The figure.
    pub spec: FigureSpec,
    /// What it shows first.
    pub scenario: Scenario,
    /// The model's race of that.
    pub race: Race,
}

/// Whether there is a control for that key of a link.
#[must_use]
pub fn is_control(key: &str) -> bool {
    let field = Field::ALL.iter().any(|field| field.key() == key);
    field || Named::ALL.iter().any(|choice| choice.key() == key) || matches!(key, "w" | "py" | "show")
}
