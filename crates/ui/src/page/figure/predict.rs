//! Predict, then run: the question, the guess and what is said of it.

use super::prose::prose;
use super::{FigureAct, maybe};
use crate::figure::{Asked, Choice, Figure, FigureAction, Predict};
use crate::page::{heard, input_of};
use ::words::figures as said;
use charts::format::{duration, factor};
use charts::plain;
use model::{Nanos, Runtime};
use yew::prelude::*;

/// Into how many steps a guess divides the time axis.
const STEPS: u64 = 100;

/// What is asked, and the button that ends the guessing.
pub(super) fn question(figure: &Figure, predict: &Predict, act: &FigureAct) -> Html {
    let (choices, hint) = match &predict.asked {
        Asked::Wall(_) => (Html::default(), said::drag()),
        Asked::Outcome(choices) => (outcomes(figure, choices, act), said::choose()),
    };
    html! {
        <div class="question">
            <p><b class="tag">{ said::predict() }</b>{ " " }{ prose(&predict.ask) }</p>
            { choices }
            <div class="bar">
                { button(figure, act) }
                <span class="hint" aria-hidden={(!figure.asks()).to_string()}>{ hint }</span>
            </div>
        </div>
    }
}

fn button(figure: &Figure, act: &FigureAct) -> Html {
    let (words, action, look) = if figure.asks() {
        (said::run(), FigureAction::Reveal, "measure")
    } else {
        (said::again(), FigureAction::Again, "quiet")
    };
    let press = act.reform(move |_: MouseEvent| action.clone());
    let disabled = figure.asks() && !figure.has_guessed();
    html! { <button type="button" class={classes!("run", look)} {disabled} onclick={press}>{ words }</button> }
}

fn outcomes(figure: &Figure, choices: &[Choice], act: &FigureAct) -> Html {
    let name = [&figure.spec.id, "-guess"].concat();
    let one = |(place, choice): (usize, &Choice)| {
        let choose = act.reform(move |_: Event| FigureAction::Outcome(place));
        let chosen = figure.guess.outcome == Some(place);
        html! {
            <label>
                <input type="radio" name={name.clone()} checked={chosen} onchange={choose} />
                <span>{ prose(&choice.text) }</span>
            </label>
        }
    };
    html! {
        <fieldset class="outcomes" disabled={!figure.asks()}>
            <legend class="hidden">{ said::choose() }</legend>
            { for choices.iter().enumerate().map(one) }
        </fieldset>
    }
}

/// Everything that may be said, one over the other, of which what is true of the guess is seen: its place is there
/// before. Who doesn't see it hears it.
pub(super) fn answers(figure: &Figure, predict: &Predict) -> Html {
    let (told, right) = (figure.guess.answer, predict.right());
    let answers = predict.answers();
    let one = |(place, says): (usize, &&_)| {
        let (told, right) = (told == Some(place), right == Some(place));
        html! { <p class={classes!(told.then_some("told"), right.then_some("right"))}>{ prose(says) }</p> }
    };
    let heard = told.and_then(|place| answers.get(place)).map(|says| prose(says));
    html! {
        <>
            <div class="answers" aria-hidden={told.map(|_| "true")}>{ for answers.iter().enumerate().map(one) }</div>
            <p class="hidden" aria-live="polite">{ maybe(heard) }</p>
        </>
    }
}

/// Over a covered row: the bar that the reader drags, by hand or with the arrow keys.
pub(super) fn guess(figure: &Figure, runtime: Runtime, baseline: Nanos, act: &FigureAct) -> Html {
    let end = figure.axis_end();
    let at = |wall: Nanos| (wall.0 * STEPS + end.0 / 2) / end.0.max(1);
    let step = figure.guess.wall.map_or(0, at);
    let moved = heard(act, move |event: InputEvent| {
        let step: u64 = input_of(&event)?.value().parse().ok()?;
        Some(FigureAction::Wall(Nanos(end.0 / STEPS * step)))
    });
    let words = figure.guess.wall.map_or_else(
        || said::no_guess().to_owned(),
        |wall| {
            let factor = factor(wall.0 as f64 / baseline.0.max(1) as f64);
            said::Guessed { time: &duration(wall), factor: &factor }.say()
        },
    );
    html! {
        <>
            <input
                type="range" class="ghost" min="0" max={STEPS.to_string()} value={step.to_string()} oninput={moved}
                style={["--share:", &plain(step as f64 / STEPS as f64, 2)].concat()} aria-valuetext={words.clone()}
                aria-label={said::slider(charts::names::title(runtime))}
            />
            <small class="guessed" aria-hidden="true">{ words }</small>
        </>
    }
}

/// Over the truth: what was guessed.
pub(super) fn mark(figure: &Figure, runtime: Runtime) -> Html {
    let asked = figure.spec.predict.as_ref().is_some_and(|predict| predict.runtime == Some(runtime));
    let guessed = figure.guess.wall.filter(|_| asked && figure.race.scenario == figure.race.home);
    let share = |wall: Nanos| (wall.0 as f64 / figure.axis_end().0.max(1) as f64 * 100.0).min(100.0) as u32;
    let mark = guessed.map(|wall| {
        let style = ["width:", &share(wall).to_string(), "%"].concat();
        html! { <div class="ghost-mark" {style}></div> }
    });
    let words = guessed.map_or_else(|| "\u{a0}".to_owned(), |wall| said::guess(&duration(wall)));
    let time = figure.spec.predict.as_ref().is_some_and(|predict| matches!(predict.asked, Asked::Wall(_)));
    html! {
        <>
            { maybe(mark) }
            { maybe((asked && time).then(|| html! { <small class="guessed">{ words }</small> })) }
        </>
    }
}
