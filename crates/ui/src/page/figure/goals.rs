//! What the reader is to bring about: ticked as it comes true.

use super::maybe;
use super::prose::prose;
use crate::figure::{Figure, Goal};
use ::words::figures as said;
use yew::prelude::*;

/// The goals; what is said of one that is reached has its place before.
pub(super) fn goals(figure: &Figure) -> Html {
    let both = figure.spec.goals.iter().zip(&figure.reached);
    let news = figure.news.and_then(|place| figure.spec.goals.get(place));
    html! {
        <>
            <ul class="goals">{ for both.map(|(goal, reached)| one(goal, *reached)) }</ul>
            <p class="hidden" aria-live="polite">
                { maybe(news.map(|goal| html! { <>{ said::reached() }{ ": " }{ prose(&goal.text) }{ " " }{ prose(&goal.done) }</> })) }
            </p>
        </>
    }
}

fn one(goal: &Goal, reached: bool) -> Html {
    let (sign, state) = if reached { ("✓", said::reached()) } else { ("", said::open_goal()) };
    html! {
        <li class={classes!(reached.then_some("reached"))}>
            <span class="tick" aria-hidden="true">{ sign }</span>
            <span>
                <b>{ said::goal() }{ ": " }</b>{ prose(&goal.text) }<span class="hidden">{ " (" }{ state }{ ")" }</span>
                <span class="line done">{ prose(&goal.done) }</span>
            </span>
        </li>
    }
}
