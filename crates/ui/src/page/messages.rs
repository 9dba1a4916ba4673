//! What has to be said: what a link's reader changed, why a change was not taken, how an engine died.
//! All of it is text; what it quotes from a link never becomes markup.

use super::hooks::use_act;
use crate::browser;
use crate::state::Action;
use yew::prelude::*;

/// The properties of [`Messages`].
#[derive(PartialEq, Properties)]
pub(super) struct MessagesProps {
    /// What the link's reader had to change.
    pub(super) notes: Vec<AttrValue>,
    /// Why the last change was not taken.
    pub(super) refusal: Option<AttrValue>,
    /// What a broken engine left behind.
    pub(super) failure: Option<AttrValue>,
}

/// The messages there are. Their place is always on the page, so that a screen reader hears what comes into it.
#[component]
pub(super) fn Messages(props: &MessagesProps) -> Html {
    let act = use_act();
    let dismiss = act.reform(|_: MouseEvent| Action::Dismiss);
    let note = |class: &'static str, text: Html| {
        html! {
            <p class={classes!("note", class)}>
                <span>{ text }</span>
                <button type="button" class="quiet" onclick={dismiss.clone()}>{ "Dismiss" }</button>
            </p>
        }
    };
    let notes = (!props.notes.is_empty()).then(|| note("mended", lines(&props.notes)));
    let refusal = props.refusal.as_ref().map(|text| note("refused", html! { text.clone() }));
    html! {
        <>
            <div role="status" class="messages" id="notes">{ notes }{ refusal }</div>
            <div role="alert" class="messages" id="failure">
                { props.failure.as_ref().map(|text| failure(text, &dismiss)) }
            </div>
        </>
    }
}

fn lines(notes: &[AttrValue]) -> Html {
    notes.iter().map(|line| html! { <span class="line">{ line.clone() }</span> }).collect()
}

fn failure(text: &AttrValue, dismiss: &Callback<MouseEvent>) -> Html {
    let copied = text.clone();
    let copy = Callback::from(move |_: MouseEvent| browser::copy(&copied));
    html! {
        <div class="note failed">
            <span>
                { "The engine stopped working. What it left behind:" }
                <code class="line">{ text.clone() }</code>
                { "The next change or measurement runs on a fresh engine." }
            </span>
            <span class="buttons">
                <button type="button" class="quiet" onclick={copy}>{ "Copy message" }</button>
                <button type="button" class="quiet" onclick={dismiss.clone()}>{ "Try again" }</button>
            </span>
        </div>
    }
}
