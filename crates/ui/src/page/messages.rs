//! What has to be said: what a link's reader changed, why a change was not taken, how an engine died.
//! All of it is text; what it quotes from a link never becomes markup.

use super::{Act, maybe};
use crate::browser;
use crate::state::{Action, State};
use ::words::messages as said;
use yew::prelude::*;

/// The messages there are. Their place is always on the page, so that a screen reader hears what comes into it.
pub(super) fn messages(state: &State, act: &Act) -> Html {
    let dismiss = act.reform(|_: MouseEvent| Action::Dismiss);
    let note = |class: &'static str, text: Html| {
        html! {
            <p class={classes!("note", class)}>
                <span>{ text }</span>
                <button type="button" class="quiet" onclick={dismiss.clone()}>{ said::dismiss() }</button>
            </p>
        }
    };
    let notes = (!state.notes.is_empty()).then(|| note("mended", lines(&state.notes)));
    let refusal = state.refusal.as_ref().map(|text| note("refused", html! { text.clone() }));
    html! {
        <>
            <div role="status" class="messages" id="notes">{ maybe(notes) }{ maybe(refusal) }</div>
            <div role="alert" class="messages" id="failure">
                { maybe(state.failure.as_ref().map(|text| failure(text, &dismiss))) }
            </div>
        </>
    }
}

/// What was changed about a link, a line each.
pub(super) fn lines(notes: &[AttrValue]) -> Html {
    notes.iter().map(|line| html! { <span class="line">{ line.clone() }</span> }).collect()
}

fn failure(text: &AttrValue, dismiss: &Callback<MouseEvent>) -> Html {
    let copied = text.clone();
    let copy = Callback::from(move |_: MouseEvent| browser::copy(&copied));
    html! {
        <div class="note failed">
            <span>
                { said::engine_failed() }
                <code class="line">{ text.clone() }</code>
                { said::fresh_engine() }
            </span>
            <span class="buttons">
                <button type="button" class="quiet" onclick={copy}>{ said::copy() }</button>
                <button type="button" class="quiet" onclick={dismiss.clone()}>{ said::try_again() }</button>
            </span>
        </div>
    }
}
