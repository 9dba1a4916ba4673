//! A whole number on a slider.

use crate::page::{heard, input_of};
use crate::state::Gesture;
use yew::prelude::*;

/// The properties of [`Slider`].
#[derive(PartialEq, Properties)]
pub(super) struct SliderProps {
    /// The input's id.
    pub(super) id: &'static str,
    /// What is written beside it.
    pub(super) label: &'static str,
    /// What is written behind the number.
    #[prop_or_default]
    pub(super) unit: &'static str,
    /// The least number.
    pub(super) low: u64,
    /// The greatest.
    pub(super) high: u64,
    /// The number.
    pub(super) value: u64,
    /// Called with each number the slider is moved to, and with the last once more.
    pub(super) on_move: Callback<(u64, Gesture)>,
}

/// The slider with its label and its number.
#[component]
pub(super) fn Slider(props: &SliderProps) -> Html {
    let shown = props.value;
    let moved = |gesture| {
        heard(&props.on_move, move |event: Event| {
            let input = input_of(&event)?;
            let value = input.value().parse().ok()?;
            // Should the number be refused, nothing is drawn anew that would put the slider back.
            input.set_value(&shown.to_string());
            Some((value, gesture))
        })
    };
    let (moving, done) = (moved(Gesture::Moving), moved(Gesture::Done));
    // How much of the track is filled, for browsers that have no part for it.
    let filled = (shown - props.low) * 100 / (props.high - props.low).max(1);
    let value = shown.to_string() + props.unit;
    html! {
        <label class="knob" for={props.id}>
            <span>{ props.label }</span>
            <input
                type="range" id={props.id} min={props.low.to_string()} max={props.high.to_string()}
                value={shown.to_string()} style={["--filled:", &filled.to_string(), "%"].concat()}
                aria-label={props.label} aria-valuetext={value.clone()}
                oninput={move |event: InputEvent| moving.emit(event.into())} onchange={done}
            />
            <b>{ value }</b>
        </label>
    }
}
