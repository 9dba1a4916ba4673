//! The sentences that say why the race came out as it did.

use crate::state::Shown;
use charts::Phrase;
use yew::prelude::*;

/// The sentences.
pub(super) fn say(race: &Shown) -> Html {
    let phrase = |phrase: &Phrase| match phrase {
        Phrase::Text(text) => html! { text },
        Phrase::Strong(text) => html! { <b>{ text }</b> },
    };
    html! { <p class="say">{ for race.why.iter().map(phrase) }</p> }
}
