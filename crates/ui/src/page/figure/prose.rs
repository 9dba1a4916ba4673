//! Sentences of a figure's author.

use crate::figure::{Inline, Prose};
use yew::prelude::*;

/// The sentences, as text: nothing in them is markup.
pub(super) fn prose(prose: &Prose) -> Html {
    let piece = |piece: &Inline| match piece {
        Inline::Text(text) => html! { text.clone() },
        Inline::Code(text) => html! { <code>{ text.clone() }</code> },
        Inline::Strong(text) => html! { <b>{ text.clone() }</b> },
    };
    prose.iter().map(piece).collect()
}
