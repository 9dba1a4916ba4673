//! The frame as it will look, from this very site.

use crate::embed::{Embed, Theme};
use crate::place;
use ::words::embed as said;
use yew::prelude::*;

/// The frame, of the height and theme that are chosen.
pub(super) fn preview(embed: &Embed) -> Html {
    let src = Embed { site: &place::to(""), ..embed.clone() }.widget();
    let scheme = match embed.theme {
        Theme::Auto => "inherit",
        theme => theme.name(),
    };
    let style = ["height:", &embed.height.to_string(), "px;color-scheme:", scheme].concat();
    html! {
        <section class="preview" aria-labelledby="preview-title">
            <h2 id="preview-title">{ said::preview() }</h2>
            <iframe {src} {style} title={embed.title.to_owned()} loading="lazy" />
        </section>
    }
}
