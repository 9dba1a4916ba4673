//! The sentences that say why the race came out as it did.

use crate::shared::Shared;
use crate::state::Shown;
use charts::Phrase;
use yew::prelude::*;

/// The properties of [`Say`].
#[derive(PartialEq, Properties)]
pub(super) struct SayProps {
    /// The race.
    pub(super) model: Shared<Shown>,
}

/// The sentences.
#[component]
pub(super) fn Say(props: &SayProps) -> Html {
    let phrase = |phrase: &Phrase| match phrase {
        Phrase::Text(text) => html! { text },
        Phrase::Strong(text) => html! { <b>{ text }</b> },
    };
    html! { <p class="say">{ for props.model.why.iter().map(phrase) }</p> }
}
