//! A whole number on a slider.

use crate::page::{heard, input_of};
use crate::state::Gesture;
use yew::prelude::*;

/// What a slider is made of.
pub(super) struct Slider {
    /// The input's id.
    pub(super) id: &'static str,
    /// What is written beside it.
    pub(super) label: &'static str,
    /// What is written behind the number.
    pub(super) unit: &'static str,
    /// The least number and the greatest.
    pub(super) range: (u64, u64),
    /// The number.
    pub(super) value: u64,
    /// Called with each number the slider is moved to, and with the last once more.
    pub(super) on_move: Callback<(u64, Gesture)>,
}

/// The slider with its label and its number.
pub(super) fn slider(slider: Slider) -> Html {
    let Slider { id, label, unit, range: (low, high), value: shown, on_move } = slider;
    let moved = |gesture| {
        heard(&on_move, move |event: Event| {
            let input = input_of(&event)?;
            Some((input.value().parse().ok()?, gesture))
        })
    };
    let (moving, done) = (moved(Gesture::Moving), moved(Gesture::Done));
    // How much of the track is filled, for browsers that have no part for it.
    let filled = (shown - low) * 100 / (high - low).max(1);
    let value = shown.to_string() + unit;
    html! {
        <label class="knob" for={id}>
            <span>{ label }</span>
            <input
                type="range" {id} min={low.to_string()} max={high.to_string()} value={shown.to_string()}
                style={["--filled:", &filled.to_string(), "%"].concat()} aria-label={label}
                aria-valuetext={value.clone()} onchange={done}
                oninput={move |event: InputEvent| moving.emit(event.into())}
            />
            <b>{ value }</b>
        </label>
    }
}
