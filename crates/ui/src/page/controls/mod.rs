//! The controls of the race: real inputs, each with a label that says what is written on it.

mod library;
mod more;
mod number;
mod one;
mod segmented;
mod select;
mod slider;

pub(super) use library::library;
pub(super) use one::one;
pub(super) use segmented::{Segmented, segmented};
pub(super) use slider::{Slider, slider};

use super::{Act, measure, words};
use crate::state::{Action, Edit, Gesture};
use ::words::controls;
use model::scenario::Field;
use model::{PythonVersion, Runtime, Scenario, WorkloadKind};
use more::More;
use yew::prelude::*;

/// How far the sliders go; a link may say more.
const SLIDER_END: u64 = 16;

/// The properties of [`Controls`].
#[derive(PartialEq, Properties)]
pub(super) struct ControlsProps {
    /// What they show.
    pub(super) scenario: Scenario,
    /// How often a change was refused: then the controls are drawn again, which puts them back.
    pub(super) refusals: u32,
    /// Whether a measurement is under way.
    pub(super) running: bool,
    /// Whether there is an engine to measure with.
    pub(super) ready: bool,
    /// Hears what is changed.
    pub(super) act: Act,
}

/// Everything that changes the scenario, and the button that measures it.
#[component]
pub(super) fn Controls(props: &ControlsProps) -> Html {
    let (scenario, act) = (&props.scenario, &props.act);
    html! {
        <>
            { library(scenario, act) }
            <div class="bar" id="controls">
                { kinds(scenario, "", act) }
                { count(Field::Tasks, u64::from(scenario.workload.tasks), act) }
                { count(Field::Cores, u64::from(scenario.cores.0), act) }
                { io_share(scenario, act) }
                { pythons(scenario, "", act) }
                { measure::button(Some("measure"), props.running, props.ready, act) }
            </div>
            <div class="bar second">
                { runtimes(scenario, act) }
                <More scenario={scenario.clone()} refusals={props.refusals} act={act.clone()} />
            </div>
        </>
    }
}

fn kinds(scenario: &Scenario, prefix: &str, act: &Act) -> Html {
    let options = WorkloadKind::ALL.map(|kind| words::kind(kind).into());
    let choose = |index: usize| Action::Edit(Edit::Kind(WorkloadKind::ALL[index]), Gesture::Done);
    segmented(Segmented {
        name: [prefix, "workload"].concat().into(),
        legend: controls::workload(),
        class: "seg",
        options: &options,
        chosen: WorkloadKind::ALL.iter().position(|kind| *kind == scenario.workload.kind),
        on_choose: &act.reform(choose),
    })
}

fn count(field: Field, value: u64, act: &Act) -> Html {
    let on_move = act.reform(move |(value, gesture)| Action::Edit(Edit::Number(field, value), gesture));
    let range = (1, SLIDER_END.max(value));
    slider(Slider {
        id: field.key().into(),
        label: words::field(field),
        text: value.to_string(),
        range,
        value,
        on_move,
    })
}

fn io_share(scenario: &Scenario, act: &Act) -> Html {
    let on_move = act.reform(|(value, gesture)| Action::Edit(Edit::IoShare(value as u32), gesture));
    let value = scenario.workload.io_percent().into();
    let text = controls::percent(&u64::to_string(&value));
    slider(Slider {
        id: "io-share".into(),
        label: controls::io_share(),
        text,
        range: (0, 100),
        value,
        on_move,
    })
}

/// The releases that most readers have; every other one is behind "More". Which of them a runtime without a GIL
/// runs on is the runtime's business.
const OFFERED: [PythonVersion; 6] = [
    PythonVersion::V3_9,
    PythonVersion::V3_10,
    PythonVersion::V3_11,
    PythonVersion::V3_12,
    PythonVersion::V3_13,
    PythonVersion::V3_14,
];

fn pythons(scenario: &Scenario, prefix: &str, act: &Act) -> Html {
    let options = OFFERED.map(|python| AttrValue::from(python.to_string()));
    let choose = |index: usize| Action::Edit(Edit::Python(OFFERED[index]), Gesture::Done);
    segmented(Segmented {
        name: [prefix, "python"].concat().into(),
        legend: controls::python_version(),
        class: "seg",
        options: &options,
        chosen: OFFERED.iter().position(|python| *python == scenario.python.with_gil()),
        on_choose: &act.reform(choose),
    })
}

fn runtimes(scenario: &Scenario, act: &Act) -> Html {
    let chip = |runtime: Runtime| {
        let shown = scenario.runtimes.contains(runtime);
        let toggle = act.reform(move |_: Event| Action::Edit(Edit::Toggle(runtime), Gesture::Done));
        // The last one shown can't be hidden: there would be no race.
        let last = shown && scenario.runtimes.without(runtime).is_empty();
        html! {
            <label class="chip">
                <input type="checkbox" name="show" value={runtime.name()} checked={shown} disabled={last} onchange={toggle} />
                <span>{ charts::names::title(runtime) }</span>
            </label>
        }
    };
    html! {
        <fieldset class="chips">
            <legend class="hidden">{ controls::runtimes() }</legend>
            { for Runtime::ALL.into_iter().map(chip) }
        </fieldset>
    }
}
