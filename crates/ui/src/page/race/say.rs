//! The sentences that say why the race came out as it did.

use crate::state::{Shown, State};
use charts::{Phrase, describe};
use yew::prelude::*;

/// The span that the keyboard is at, for those who hear it. Always on the page: what is to be read out as it changes
/// has to be there before.
pub(super) fn spoken(state: &State) -> Html {
    let pointed = state.pointed.filter(|pointed| pointed.by_keyboard);
    let text = pointed.and_then(|at| {
        let run = state.run(at.runtime, at.kind)?;
        Some(at.aside.to_owned() + &describe(&run.trace, at.span, None).to_string())
    });
    html! { <p class="hidden" aria-live="polite">{ text.unwrap_or_default() }</p> }
}

/// The sentences.
pub(super) fn say(race: &Shown) -> Html {
    let phrase = |phrase: &Phrase| match phrase {
        Phrase::Text(text) => html! { text },
        Phrase::Strong(text) => html! { <b>{ text }</b> },
    };
    html! { <p class="say">{ for race.why.iter().map(phrase) }</p> }
}
