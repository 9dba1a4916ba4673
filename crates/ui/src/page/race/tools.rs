//! Zooming by buttons, for those without a wheel or two fingers.

use crate::page::Act;
use crate::state::{Action, Zoom};
use ::words::zoom as said;
use yew::prelude::*;

/// Names the line about the keys of a row.
pub const KEYS_ID: &str = "lanes-keys";
/// How much a press zooms in.
const STEP: f64 = 0.5;

/// In, out, and all of it.
pub(super) fn tools(zoom: Zoom, act: &Act) -> Html {
    let to = |zoom: Zoom| act.reform(move |_: MouseEvent| Action::Zoom(zoom));
    let whole = zoom.is_whole();
    html! {
        <div class="tools" role="group" aria-label={said::label()}>
            <button type="button" class="quiet" aria-label={said::closer()} onclick={to(zoom.by(STEP, 0.5))}>{ "+" }</button>
            <button type="button" class="quiet" aria-label={said::farther()} disabled={whole} onclick={to(zoom.by(1.0 / STEP, 0.5))}>{ "−" }</button>
            <button type="button" class="quiet" disabled={whole} onclick={to(Zoom::WHOLE)}>{ said::whole() }</button>
            <span class="hint">{ said::hint() }</span>
            <p class="hint keys" id={KEYS_ID}>{ ::words::walk::keys() }</p>
        </div>
    }
}
