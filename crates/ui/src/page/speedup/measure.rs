//! The button that measures the curve, and how far that is.

use super::SpeedupProps;
use crate::page::maybe;
use crate::state::{Action, Curves, Measurement};
use ::words::measure as said;
use ::words::text;
use charts::format::duration;
use charts::names;
use model::Nanos;
use yew::prelude::*;

/// As long as a sweep takes if three rounds of it take no longer; the engine holds it to that.
const TIME: Nanos = Nanos::millis(30_000);

/// Button, progress and a sentence.
pub(super) fn controls(props: &SpeedupProps) -> Html {
    let running = match &props.sweep.progress {
        Measurement::Running { permille, .. } => {
            Some(html! { <progress max="1000" value={permille.to_string()} aria-label={said::curve()} /> })
        }
        _ => None,
    };
    html! {
        <div class="status sweep">
            { button(props) }
            { maybe(running) }
            <p role="status" id="sweep-status">{ words(props) }</p>
        </div>
    }
}

fn button(props: &SpeedupProps) -> Html {
    let running = props.sweep.progress.is_running();
    let does = if running { Action::Cancel } else { Action::MeasureSweep };
    let onclick = props.act.reform(move |_: MouseEvent| does.clone());
    let disabled = !running && (props.busy || props.capabilities.is_none());
    html! {
        <button type="button" class="quiet" id="measure-curve" {disabled} {onclick}>
            { if running { said::cancel() } else { said::curve_button() } }
        </button>
    }
}

fn words(props: &SpeedupProps) -> String {
    match &props.sweep.progress {
        Measurement::None => beforehand(props),
        Measurement::Running { .. } if props.hidden => said::paused().into(),
        Measurement::Running { runtime: None, .. } => said::preparing().into(),
        // How far it is, the bar beside it shows: what changes all the time would be read out all the time.
        Measurement::Running { runtime: Some(runtime), .. } => {
            said::measuring_runtime(names::title(*runtime))
        }
        Measurement::Finished => with_warnings(said::measured(), props),
        Measurement::Cancelled => with_warnings(said::cancelled(), props),
        Measurement::Displaced => with_warnings(said::displaced(), props),
    }
}

fn with_warnings(said: &str, props: &SpeedupProps) -> String {
    let capabilities = props.capabilities.as_ref();
    let warnings = capabilities
        .map(|capabilities| charts::warnings(&props.sweep.measured, capabilities, props.sweep.hidden));
    let next = |before: String, next: &String| text::Next { before: &before, next }.say();
    warnings.iter().flatten().fold(said.to_owned(), next)
}

/// How long it will take, as far as the model knows.
fn beforehand(props: &SpeedupProps) -> String {
    let current = props.curves.as_ref().filter(|curves| curves.race.scenario == props.scenario);
    let three_rounds = current.map_or(Nanos::ZERO, |curves| round(curves).times(3));
    if three_rounds <= TIME {
        return said::curve_short().into();
    }
    let seconds = Nanos::millis(three_rounds.0 / 1_000_000_000 * 1000);
    said::curve_long(&duration(seconds))
}

/// What the runs of a round take together in the model.
fn round(curves: &Curves) -> Nanos {
    curves.race.baseline + curves.curves.iter().flat_map(|curve| &curve.walls).copied().sum()
}
