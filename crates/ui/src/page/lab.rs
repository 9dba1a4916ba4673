//! The GIL laboratory: its knobs, what it reads on this device, and the model's reading beside it.

mod reading;

use super::Act;
use super::controls::{Slider, slider};
use super::hooks::use_width;
use crate::state::{Action, Gesture, Lab, LabAction, LabEnd, most_threads};
use ::words::lab as said;
use ::words::number::grouped;
use charts::format::duration;
use model::capabilities::Unable;
use model::lab::Knobs;
use model::{Capabilities, Nanos};
use reading::readings;
use yew::prelude::*;

/// The width of a strip until the page has measured it.
const FIRST_WIDTH: u32 = 640;

/// The properties of [`LabPanel`].
#[derive(PartialEq, Properties)]
pub(super) struct LabProps {
    /// The laboratory.
    pub(super) lab: Lab,
    /// Whether something else is measured.
    pub(super) busy: bool,
    /// What the engine can do, once it is up.
    pub(super) capabilities: Option<Capabilities>,
    /// Hears what is done.
    pub(super) act: Act,
}

/// The panel.
#[component]
pub(super) fn LabPanel(props: &LabProps) -> Html {
    let LabProps { lab, busy, capabilities, act } = props;
    let ruler = use_node_ref();
    let width = use_width(&ruler, FIRST_WIDTH);
    let can = capabilities.as_ref().map(|capabilities| capabilities.has_threads());
    let (word, action) = if lab.running {
        (said::stop(), LabAction::Stop(LabEnd::Reader))
    } else {
        (said::start(), LabAction::Start)
    };
    let press = act.reform(move |_: MouseEvent| Action::Lab(action.clone()));
    let ready = lab.running || (can == Some(Ok(())) && !busy);
    html! {
        <section class="panel" id="lab" aria-labelledby="lab-title">
            <div class="panel-head">
                <h2 id="lab-title">{ said::heading() }</h2>
                <button
                    type="button" class={classes!("measure", lab.running.then_some("cancel"))} disabled={!ready}
                    onclick={press}
                >
                    { word }
                </button>
            </div>
            <p class="small">
                { said::about(&lab.knobs.python.to_string()) }
            </p>
            <div class="bar">
                { interval(&lab.knobs, act) }
                { threads(&lab.knobs, capabilities.as_ref(), act) }
                { calls(&lab.knobs, act) }
            </div>
            <p class="small" role="status">{ status(lab, can) }</p>
            { readings(lab, &ruler, width) }
        </section>
    }
}

fn status(lab: &Lab, can: Option<Result<(), Unable>>) -> AttrValue {
    match (&lab.end, can) {
        (_, Some(Err(why))) => said::only_model(&::words::told(why.to_string())).into(),
        _ if lab.running && lab.measured.is_none() => said::starting().into(),
        _ if lab.running => said::running().into(),
        (None, _) => said::idle().into(),
        (Some(LabEnd::Reader), _) => said::stopped().into(),
        (Some(LabEnd::Hidden), _) => said::stopped_hidden().into(),
        (Some(LabEnd::Measuring), _) => said::stopped_measuring().into(),
        (Some(LabEnd::Time), _) => said::stopped_time().into(),
        (Some(LabEnd::Failed(why)), _) => why.clone(),
    }
}

/// The lengths that the interval's slider has, in microseconds.
const INTERVALS: [u64; 14] =
    [5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000];
/// The numbers that the calls' slider has.
const CALLS: [u64; 11] = [0, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000];

fn interval(knobs: &Knobs, act: &Act) -> Html {
    let set = |knobs: Knobs, micros| Knobs { interval: Nanos::micros(micros), ..knobs };
    let text = duration(knobs.interval);
    stepped(
        "lab-interval",
        said::interval(),
        text,
        (&INTERVALS, knobs.interval.0 / 1_000),
        turned(*knobs, act, set),
    )
}

fn calls(knobs: &Knobs, act: &Act) -> Html {
    let set = |knobs: Knobs, calls| Knobs { calls: calls as u32, ..knobs };
    let text = grouped(knobs.calls.into());
    stepped("lab-calls", said::calls(), text, (&CALLS, knobs.calls.into()), turned(*knobs, act, set))
}

fn threads(knobs: &Knobs, capabilities: Option<&Capabilities>, act: &Act) -> Html {
    let on_move = turned(*knobs, act, |knobs, threads| Knobs { threads: threads as u16, ..knobs });
    let (value, most) = (u64::from(knobs.threads), u64::from(most_threads(capabilities)));
    slider(Slider {
        id: "lab-threads".into(),
        label: said::threads(),
        text: value.to_string(),
        range: (1, most.max(value)),
        value,
        on_move: on_move.reform(|(value, _)| value),
    })
}

/// A slider over steps; a value between two of them stands at the lower one.
fn stepped(
    id: &'static str,
    label: &'static str,
    text: String,
    (steps, value): (&'static [u64], u64),
    turn: Callback<u64>,
) -> Html {
    let at = steps.iter().rposition(|step| *step <= value).unwrap_or(0);
    let on_move = turn.reform(|(at, _): (u64, Gesture)| steps[(at as usize).min(steps.len() - 1)]);
    slider(Slider {
        id: id.into(),
        label,
        text,
        range: (0, steps.len() as u64 - 1),
        value: at as u64,
        on_move,
    })
}

fn turned(knobs: Knobs, act: &Act, set: fn(Knobs, u64) -> Knobs) -> Callback<u64> {
    act.reform(move |value| Action::Lab(LabAction::Turn(set(knobs, value))))
}
