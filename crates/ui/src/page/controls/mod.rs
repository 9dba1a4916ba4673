//! The controls of the race: real inputs, each with a label that says what is written on it.

mod more;
mod number;
mod segmented;
mod slider;

pub(super) use segmented::Segmented;

use super::hooks::use_act;
use super::{Act, words};
use crate::state::{Action, Edit, Gesture};
use model::scenario::Field;
use model::{PythonVersion, Runtime, Scenario, WorkloadKind};
use more::More;
use slider::Slider;
use yew::prelude::*;

/// How far the sliders go; a link may say more.
const SLIDER_END: u64 = 16;

/// The properties of [`Controls`].
#[derive(PartialEq, Properties)]
pub(super) struct ControlsProps {
    /// What they show.
    pub(super) scenario: Scenario,
    /// What stands at their end.
    pub(super) children: Html,
}

/// Everything that changes the scenario.
#[component]
pub(super) fn Controls(props: &ControlsProps) -> Html {
    let act = use_act();
    let scenario = &props.scenario;
    html! {
        <>
            <div class="bar" id="controls">
                { kinds(scenario, &act) }
                { count(scenario, &act, Field::Tasks, u64::from(scenario.workload.tasks)) }
                { count(scenario, &act, Field::Cores, u64::from(scenario.cores.0)) }
                <Slider
                    id="io-share" label="I/O share" unit="%" low={0} high={100}
                    value={u64::from(scenario.workload.io_percent())}
                    on_move={edited(&act, |value| Edit::IoShare(value as u32))}
                />
                { pythons(scenario, &act) }
                { props.children.clone() }
            </div>
            <div class="bar second">
                { runtimes(scenario, &act) }
                <More scenario={scenario.clone()} />
            </div>
        </>
    }
}

fn edited(act: &Act, edit: fn(u64) -> Edit) -> Callback<(u64, Gesture)> {
    act.reform(move |(value, gesture)| Action::Edit(edit(value), gesture))
}

fn kinds(scenario: &Scenario, act: &Act) -> Html {
    let options: Vec<AttrValue> = WorkloadKind::ALL.map(|kind| words::kind(kind).into()).to_vec();
    let chosen = WorkloadKind::ALL.iter().position(|kind| *kind == scenario.workload.kind);
    let choose = |index: usize| Action::Edit(Edit::Kind(WorkloadKind::ALL[index]), Gesture::Done);
    html! { <Segmented name="workload" legend="Workload" {options} {chosen} on_choose={act.reform(choose)} /> }
}

fn count(scenario: &Scenario, act: &Act, field: Field, value: u64) -> Html {
    let _ = scenario;
    let edit = act.reform(move |(value, gesture)| Action::Edit(Edit::Number(field, value), gesture));
    html! {
        <Slider
            id={field.key()} label={field.key()} low={1} high={SLIDER_END.max(value)} {value} on_move={edit}
        />
    }
}

/// The releases with a GIL; which of them a runtime without one runs on is the runtime's business.
const OFFERED: [PythonVersion; 3] = [PythonVersion::V3_12, PythonVersion::V3_13, PythonVersion::V3_14];

fn pythons(scenario: &Scenario, act: &Act) -> Html {
    let planned = PythonVersion::PLANNED.len();
    let offered = OFFERED.map(|python| AttrValue::from(python.to_string()));
    let options: Vec<AttrValue> =
        PythonVersion::PLANNED.map(AttrValue::from).into_iter().chain(offered).collect();
    let chosen = OFFERED.iter().position(|python| *python == scenario.python.with_gil());
    let choose = move |index: usize| Action::Edit(Edit::Python(OFFERED[index - planned]), Gesture::Done);
    html! {
        <Segmented
            name="python" legend="Python version" {options} disabled={planned} disabled_title="comes next"
            chosen={chosen.map(|index| index + planned)} on_choose={act.reform(choose)}
        />
    }
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
                <span>{ runtime.title() }</span>
            </label>
        }
    };
    html! {
        <fieldset class="chips">
            <legend class="hidden">{ "Runtimes to show" }</legend>
            { for Runtime::ALL.into_iter().map(chip) }
        </fieldset>
    }
}
