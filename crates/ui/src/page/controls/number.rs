//! A number that is typed.

use crate::page::hooks::use_act;
use crate::page::{heard, input_of};
use crate::state::{Action, Edit, Gesture};
use model::scenario::Field;
use yew::prelude::*;

/// The properties of [`Number`].
#[derive(PartialEq, Properties)]
pub(super) struct NumberProps {
    /// Which number.
    pub(super) field: Field,
    /// What is written beside it.
    pub(super) label: &'static str,
    /// Its value, in the field's smallest unit; `None` where it is left to its default.
    pub(super) value: Option<u64>,
    /// What is written in the empty box.
    #[prop_or_default]
    pub(super) default: &'static str,
}

/// The box with its label; the number counts when it is finished.
#[component]
pub(super) fn Number(props: &NumberProps) -> Html {
    let act = use_act();
    let field = props.field;
    let shown = props.value.map_or_else(String::new, |value| field.show(value));
    let restored = shown.clone();
    let typed = heard(&act, move |event: Event| {
        let input = input_of(&event)?;
        let text = input.value();
        input.set_value(&restored);
        let edit =
            if text.is_empty() { Edit::DefaultWorkers } else { Edit::Number(field, scaled(&text, field)?) };
        // Only the pool size has a default that an empty box can stand for.
        let meant = field == Field::Workers || !text.is_empty();
        meant.then_some(Action::Edit(edit, Gesture::Done))
    });
    let range = field.range();
    html! {
        <label class="box">
            <span>{ props.label }</span>
            <input
                type="number" name={field.key()} value={shown} step="any" placeholder={props.default}
                min={field.show(*range.start())} max={field.show(*range.end())} onchange={typed}
            />
        </label>
    }
}

/// The text in the field's smallest unit; what is below its range becomes zero, which the scenario then clamps.
fn scaled(text: &str, field: Field) -> Option<u64> {
    let number: f64 = text.parse().ok()?;
    Some((number * field.scale() as f64).round() as u64)
}
