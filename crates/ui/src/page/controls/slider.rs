//! A whole number on a slider.

use crate::page::{heard, input_of};
use crate::state::Gesture;
use yew::prelude::*;

/// What a slider is made of.
pub(in crate::page) struct Slider {
    /// The input's id.
    pub(in crate::page) id: AttrValue,
    /// What is written beside it.
    pub(in crate::page) label: &'static str,
    /// The number as it is written.
    pub(in crate::page) text: String,
    /// The least number and the greatest.
    pub(in crate::page) range: (u64, u64),
    /// The number.
    pub(in crate::page) value: u64,
    /// Called with each number the slider is moved to, and with the last once more.
    pub(in crate::page) on_move: Callback<(u64, Gesture)>,
}

/// The slider with its label and its number.
pub(in crate::page) fn slider(slider: Slider) -> Html {
    let Slider { id, label, text: value, range: (low, high), value: shown, on_move } = slider;
    let moved = |gesture| {
        heard(&on_move, move |event: Event| {
            let input = input_of(&event)?;
            Some((input.value().parse().ok()?, gesture))
        })
    };
    let (moving, done) = (moved(Gesture::Moving), moved(Gesture::Done));
    // How much of the track is filled, for browsers that have no part for it.
    let filled = (shown - low) * 100 / (high - low).max(1);
    html! {
        <label class="knob" for={id.clone()}>
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
