//! What would help a run, with a link to each change. It has a place of its own at the panel's end, whether it is
//! known or not, so that nothing moves when it comes in.

use super::row::badge;
use crate::page::{Act, maybe};
use crate::state::{Action, State};
use ::words::help as say;
use charts::{HelpRow, Phrase};
use model::{RunKind, ShareLink};
use yew::prelude::*;

/// What would help the selected runtime; paled while it is about the scenario before.
pub(super) fn help(state: &State, act: &Act) -> Html {
    let stale = !state.has_advice();
    let known = state.advice.as_ref().and_then(|advised| advised.about(state.selected));
    let title = known.map_or(say::heading().to_owned(), |help| help.title.clone());
    let rows = known.map(|help| help.rows.as_slice()).unwrap_or_default();
    let note = known.and_then(|help| help.note.clone());
    html! {
        <section class="help" aria-labelledby="help-title" aria-busy={stale.to_string()}>
            <h3><span id="help-title">{ title }</span>{ badge(RunKind::Model) }</h3>
            <ol>{ for rows.iter().map(|help| row(help, act)) }</ol>
            { maybe(note.map(|note| html! { <p class="small">{ note }</p> })) }
        </section>
    }
}

fn row(help: &HelpRow, act: &Act) -> Html {
    let query = ShareLink::query(&help.scenario);
    let href = ["./?", &query].concat();
    let follow = {
        let act = act.clone();
        Callback::from(move |event: MouseEvent| {
            // With a key held down, a link opens elsewhere, as everywhere.
            if !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()) {
                event.prevent_default();
                act.emit(Action::Follow(query.clone()));
            }
        })
    };
    let phrase = |phrase: &Phrase| match phrase {
        Phrase::Text(text) => html! { text },
        Phrase::Strong(text) => html! { <b>{ text }</b> },
    };
    html! {
        <li>
            <span>{ for help.words.iter().map(phrase) }</span>
            <a {href} aria-label={say::try_it_with(&help.change)} onclick={follow}>{ say::try_it() }</a>
        </li>
    }
}
