//! The button that runs the race for real, how far it is, and what can't be run here.

use super::hooks::use_act;
use crate::state::{Action, Engine, Measurement};
use yew::prelude::*;

/// The properties of [`MeasureButton`].
#[derive(PartialEq, Properties)]
pub(super) struct ButtonProps {
    /// Whether a measurement is under way.
    pub(super) running: bool,
    /// Whether there is an engine to ask.
    pub(super) ready: bool,
}

/// Starts a measurement, or stops the one under way.
#[component]
pub(super) fn MeasureButton(props: &ButtonProps) -> Html {
    let act = use_act();
    if props.running {
        let cancel = act.reform(|_: MouseEvent| Action::Cancel);
        return html! { <button type="button" class="measure cancel" onclick={cancel}>{ "Cancel" }</button> };
    }
    let measure = act.reform(|_: MouseEvent| Action::Measure);
    html! {
        <button type="button" class="measure" id="measure" disabled={!props.ready} onclick={measure}>
            { "Measure on this device" }
        </button>
    }
}

/// The properties of [`MeasureStatus`].
#[derive(PartialEq, Properties)]
pub(super) struct StatusProps {
    /// What is being measured.
    pub(super) measuring: Measurement,
    /// The engine.
    pub(super) engine: Engine,
    /// Why the page is not isolated, in one sentence.
    pub(super) not_isolated: Option<AttrValue>,
}

/// A line below the controls.
#[component]
pub(super) fn MeasureStatus(props: &StatusProps) -> Html {
    let running = match &props.measuring {
        Measurement::Running { runtime, permille } => Some(html! {
            <progress max="1000" value={permille.to_string()} aria-label={
                runtime.map_or("Measuring", |runtime| runtime.title())
            } />
        }),
        _ => None,
    };
    let isolation = props.not_isolated.as_ref();
    html! {
        <div class="status" id="measure-status">
            { running }
            <span role="status">{ words(&props.measuring) }</span>
            { isolation.map(|why| html! { <p class="small" id="isolation">{ why.clone() }</p> }) }
            { absent(&props.engine) }
        </div>
    }
}

fn words(measuring: &Measurement) -> String {
    match measuring {
        Measurement::None => String::new(),
        Measurement::Running { runtime: None, .. } => "Measuring: getting ready".into(),
        Measurement::Running { runtime: Some(runtime), permille } => {
            ["Measuring ", runtime.title(), ": ", &(permille / 10).to_string(), "\u{a0}%"].concat()
        }
        Measurement::Finished => "Measured on this device.".into(),
        Measurement::Cancelled => "The measurement was cancelled.".into(),
    }
}

fn absent(engine: &Engine) -> Option<Html> {
    (*engine == Engine::Absent).then(
        || html! { <p class="small">{ "The engine is not running: the page shows what it came with." }</p> },
    )
}
