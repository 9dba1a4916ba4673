//! The numbers that few need, behind a disclosure.

use super::number::number;
use crate::page::{Act, heard, input_of};
use crate::state::{Action, Edit, Gesture};
use model::scenario::Field;
use model::{Kernel, Scenario};
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The boxes for numbers.
const NUMBERS: [(Field, &str, &str); 5] = [
    (Field::Workers, "workers", "auto"),
    (Field::Cpu, "CPU per task, ms", ""),
    (Field::Io, "I/O per task, ms", ""),
    (Field::Interval, "switch interval, ms", ""),
    (Field::Data, "data per task, MB", ""),
];

/// Workers, times, data, kernel and seed.
pub(super) fn more(scenario: &Scenario, act: &Act) -> Html {
    let numbers =
        NUMBERS.into_iter().map(|(field, label, default)| number(scenario, field, label, default, act));
    html! {
        <details class="more">
            <summary>{ "More" }</summary>
            <div class="boxes">
                { for numbers }
                { kernels(scenario.workload.kernel, act) }
                { seed(scenario.seed, act) }
            </div>
        </details>
    }
}

fn kernels(chosen: Kernel, act: &Act) -> Html {
    let choose = heard(act, |event: Event| {
        let select = event.target()?.dyn_into::<HtmlSelectElement>().ok()?;
        let kernel = Kernel::ALL.get(usize::try_from(select.selected_index()).ok()?)?;
        Some(Action::Edit(Edit::Kernel(*kernel), Gesture::Done))
    });
    let option = |kernel: Kernel| {
        html! { <option value={kernel.name()} selected={kernel == chosen}>{ kernel.name() }</option> }
    };
    html! {
        <label class="box">
            <span>{ "measured kernel" }</span>
            <select name="kernel" onchange={choose}>{ for Kernel::ALL.into_iter().map(option) }</select>
        </label>
    }
}

fn seed(seed: u64, act: &Act) -> Html {
    let shown = seed.to_string();
    let restored = shown.clone();
    let typed = heard(act, move |event: Event| {
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
