//! The button that runs the race for real, how far it is, and what can't be run here.

use super::{Act, maybe};
use crate::state::{Action, Engine, Measurement, State};
use ::words::measure as said;
use ::words::numbers;
use charts::names;
use yew::prelude::*;

/// Starts a measurement, or stops the one under way; `id` where there is but one on the page.
pub(super) fn button(id: Option<&'static str>, running: bool, ready: bool, act: &Act) -> Html {
    if running {
        let cancel = act.reform(|_: MouseEvent| Action::Cancel);
        return html! { <button type="button" class="measure cancel" onclick={cancel}>{ said::cancel() }</button> };
    }
    let measure = act.reform(|_: MouseEvent| Action::Measure);
    html! {
        <button type="button" class="measure" {id} disabled={!ready} onclick={measure}>
            { said::button() }
        </button>
    }
}

/// A line below the controls.
pub(super) fn status(state: &State) -> Html {
    let running = match &state.measuring {
        Measurement::Running { runtime, permille } => Some(html! {
            <progress max="1000" value={permille.to_string()} aria-label={
                runtime.map_or_else(said::measuring, names::title)
            } />
        }),
        _ => None,
    };
    let isolation = state.not_isolated.as_ref();
    html! {
        <div class="status" id="measure-status">
            { maybe(running) }
            <span role="status">{ words(state) }</span>{ percent(state) }
            { maybe(isolation.map(|why| html! { <p class="small" id="isolation">{ why.clone() }</p> })) }
            { maybe((state.engine == Engine::Absent).then(absent)) }
        </div>
    }
}

pub(super) fn words(state: &State) -> String {
    match &state.measuring {
        Measurement::None => String::new(),
        Measurement::Running { .. } if state.hidden => said::paused().into(),
        Measurement::Running { runtime: None, .. } => said::preparing().into(),
        Measurement::Running { runtime: Some(runtime), .. } => {
            said::measuring_runtime(names::title(*runtime))
        }
        Measurement::Finished => state.measured.summary(),
        Measurement::Cancelled => said::cancelled().into(),
        Measurement::Displaced => said::displaced().into(),
    }
}

/// How much of it is done: not read out, since it changes all the time; the progress bar can be asked.
pub(super) fn percent(state: &State) -> Html {
    maybe(match state.measuring {
        Measurement::Running { permille, .. } if !state.hidden => Some(
            html! { <span aria-hidden="true">{ said::so_far(&numbers::percent(&(permille / 10).to_string())) }</span> },
        ),
        _ => None,
    })
}

/// Said where there is no engine.
pub(super) fn absent() -> Html {
    html! { <p class="small">{ said::no_engine() }</p> }
}
