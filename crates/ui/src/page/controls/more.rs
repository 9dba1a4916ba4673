//! The numbers that few need, behind a disclosure.

use super::number::Number;
use crate::page::hooks::use_act;
use crate::page::{heard, input_of};
use crate::state::{Action, Edit, Gesture};
use model::scenario::Field;
use model::{Kernel, Scenario};
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The properties of [`More`].
#[derive(PartialEq, Properties)]
pub(super) struct MoreProps {
    /// What they show.
    pub(super) scenario: Scenario,
}

/// Workers, times, data, kernel and seed.
#[component]
pub(super) fn More(props: &MoreProps) -> Html {
    let scenario = &props.scenario;
    let number = |field: Field, label, default| {
        html! { <Number {field} {label} {default} value={field.of(scenario)} /> }
    };
    html! {
        <details class="more">
            <summary>{ "More" }</summary>
            <div class="boxes">
                { number(Field::Workers, "workers", "auto") }
                { number(Field::Cpu, "CPU per task, ms", "") }
                { number(Field::Io, "I/O per task, ms", "") }
                { number(Field::Interval, "switch interval, ms", "") }
                { number(Field::Data, "data per task, MB", "") }
                <KernelBox kernel={scenario.workload.kernel} />
                <SeedBox seed={scenario.seed} />
            </div>
        </details>
    }
}

#[derive(PartialEq, Properties)]
struct KernelProps {
    kernel: Kernel,
}

#[component]
fn KernelBox(props: &KernelProps) -> Html {
    let choose = heard(&use_act(), |event: Event| {
        let select = event.target()?.dyn_into::<HtmlSelectElement>().ok()?;
        let kernel = Kernel::ALL.get(usize::try_from(select.selected_index()).ok()?)?;
        Some(Action::Edit(Edit::Kernel(*kernel), Gesture::Done))
    });
    let option = |kernel: Kernel| {
        html! { <option value={kernel.name()} selected={kernel == props.kernel}>{ kernel.name() }</option> }
    };
    html! {
        <label class="box">
            <span>{ "measured kernel" }</span>
            <select name="kernel" onchange={choose}>{ for Kernel::ALL.into_iter().map(option) }</select>
        </label>
    }
}

#[derive(PartialEq, Properties)]
struct SeedProps {
    seed: u64,
}

#[component]
fn SeedBox(props: &SeedProps) -> Html {
    let shown = props.seed.to_string();
    let restored = shown.clone();
    let typed = heard(&use_act(), move |event: Event| {
        let input = input_of(&event)?;
        let seed = input.value().parse().ok();
        input.set_value(&restored);
        Some(Action::Edit(Edit::Seed(seed?), Gesture::Done))
    });
    html! {
        <label class="box">
            <span>{ "seed" }</span>
            <input type="text" inputmode="numeric" name="seed" value={shown} onchange={typed} />
        </label>
    }
}
